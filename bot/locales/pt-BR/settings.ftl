# /settings, and how often people may ask.

duration-seconds = { $seconds ->
        [one] { $seconds } segundo
       *[other] { $seconds } segundos
    }
duration-minutes = { $minutes ->
        [one] { $minutes } minuto
       *[other] { $minutes } minutos
    }
too-often-you = { $asked ->
        [one] Você pediu { $asked } vez no último minuto, e mais do que isso eu não consigo.
       *[other] Você pediu { $asked } vezes no último minuto.
    } Tente de novo em { $wait }.
too-often-member = { $asked ->
        [one] Neste servidor, cada pessoa pode pedir { $asked } vez a cada dez minutos.
       *[other] Neste servidor, cada pessoa pode pedir { $asked } vezes a cada dez minutos.
    } Tente de novo em { $wait }.
too-often-server = { $asked ->
        [one] Este servidor pode pedir { $asked } vez a cada dez minutos, e alguém já pediu.
       *[other] Este servidor gastou os seus { $asked } pedidos dos últimos dez minutos.
    } Tente de novo em { $wait }.
only-you-here = Neste servidor eu respondo para todos verem em { $channels }; aqui só você vê isto.

command-settings = ajustes
command-settings-about = Como são suas listas se você não disser outra coisa; para admins, o que vale no servidor
settings-title = ### Seus ajustes
settings-about = Valem onde quer que você me use, a não ser que uma opção de um comando diga outra coisa.
settings-server-title = ### Ajustes deste servidor
settings-server-about = Valem aqui para todos. Os ajustes e opções de cada membro vêm primeiro, mas não além dos limites e canais.
settings-label = { $name }: { $value }
settings-count = Músicas em uma lista
settings-mix = O quanto as listas ousam
settings-clean = Músicas explícitas
settings-visibility = Quem vê as respostas
settings-language = Idioma
settings-repeat-days = A mesma música de novo
settings-channels = Canais onde todos podem ver respostas
settings-most-songs = Máximo de músicas em uma lista
settings-per-member = Pedidos de um membro
settings-per-server = Pedidos do servidor inteiro
settings-usual = O de costume: { $usual }
settings-songs = { $songs ->
        [one] { $songs } música
       *[other] { $songs } músicas
    }
settings-explicit-yes = Podem vir músicas explícitas
settings-explicit-no = Nenhuma que se saiba explícita
settings-visibility-usual = o que sai de uma conta só o dono vê
settings-language-usual = o idioma do Discord
settings-repeat = { $days ->
        [0] Pode vir a qualquer momento
        [one] Não no mesmo dia
       *[other] Não antes de { $days } dias
    }
settings-requests = { $requests ->
        [one] { $requests } a cada dez minutos
       *[other] { $requests } a cada dez minutos
    }
settings-unlimited = sem limite além de 20 por minuto
settings-channels-all = Todos os canais
settings-reset = Voltar ao de costume
settings-to-server = Este servidor…
settings-to-mine = Meus próprios ajustes…
settings-not-admin = Só quem pode gerenciar este servidor (“Gerenciar servidor”) pode mudar os ajustes dele.
settings-no-server = Não há aqui um servidor cujos ajustes possam mudar. Use `/ajustes` no servidor.
blend-not-here = Uma mistura é para todos verem, e neste servidor só escrevo isso em { $channels }. Use `/misturar` lá.
share-not-here = Neste servidor só escrevo para todos verem em { $channels }, então não posso compartilhar isso aqui.
