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
        [one] Você fez { $asked } pedido no último minuto, e não dou conta de mais.
       *[other] Você fez { $asked } pedidos no último minuto.
    } Tente de novo em { $wait }.
too-often-member = { $asked ->
        [one] Neste servidor, cada pessoa pode fazer { $asked } pedido a cada dez minutos.
       *[other] Neste servidor, cada pessoa pode fazer { $asked } pedidos a cada dez minutos.
    } Tente de novo em { $wait }.
too-often-server = { $asked ->
        [one] Este servidor pode fazer { $asked } pedido a cada dez minutos, e alguém já fez.
       *[other] Este servidor já usou seus { $asked } pedidos de dez minutos.
    } Tente de novo em { $wait }.
only-you-here = Neste servidor, respondo para todos verem em { $channels }; aqui, só você vê isto.

command-settings = configurações
command-settings-about = Como são suas listas se você não disser outra coisa; para admins, o que vale neste servidor
settings-title = ### Suas configurações
settings-about = Valem onde quer que você me use, a não ser que uma opção de um comando diga outra coisa.
settings-server-title = ### Configurações deste servidor
settings-server-about = Valem para todos aqui. As configurações e opções de cada membro vêm antes, mas não passam dos limites nem dos canais.
settings-label = { $name }: { $value }
settings-count = Músicas em uma lista
settings-mix = Ousadia das listas
settings-clean = Músicas explícitas
settings-visibility = Quem vê as respostas
settings-language = Idioma
settings-repeat-days = A mesma música de novo
settings-channels = Canais em que todos podem ver as respostas
settings-most-songs = Máximo de músicas em uma lista
settings-per-member = Pedidos de um membro
settings-per-server = Pedidos do servidor todo
settings-usual = { $usual } (o de costume)
settings-songs = { $songs ->
        [one] { $songs } música
       *[other] { $songs } músicas
    }
settings-explicit-yes = podem vir
settings-explicit-no = ficam de fora, quando eu sei
settings-visibility-usual = o que vem de uma conta, só a própria pessoa vê
settings-language-usual = o idioma do Discord
settings-repeat = { $days ->
        [0] pode vir a qualquer momento
        [one] não no mesmo dia
       *[other] não antes de { $days } dias
    }
settings-requests = { $requests ->
        [one] { $requests } a cada dez minutos
       *[other] { $requests } a cada dez minutos
    }
settings-unlimited = sem limite além de 20 por minuto
settings-channels-all = todos os canais
settings-reset = Voltar ao padrão
settings-to-server = Este servidor…
settings-to-mine = Minhas configurações…
settings-not-admin = Só quem pode gerenciar este servidor (“Gerenciar servidor”) pode mudar as configurações dele.
settings-no-server = Não há aqui um servidor com configurações para mudar. Use `/configurações` no servidor.
blend-not-here = Uma mistura é para todos verem, e neste servidor só escrevo isso em { $channels }. Use `/misturar` por lá.
share-not-here = Neste servidor só escrevo para todos verem em { $channels }, então não posso compartilhar isso aqui.
