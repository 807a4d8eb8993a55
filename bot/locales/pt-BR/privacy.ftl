# /privacy, /about, /help, and the reminder of a link that ends.

command-privacy = privacidade
command-privacy-about = O que guardei sobre você: ver, levar com você, apagar
command-privacy-show = mostrar
command-privacy-show-about = O que guardei sobre você, e até quando
command-privacy-export = exportar
command-privacy-export-about = Tudo o que tenho guardado sobre você, em um arquivo
command-privacy-delete = apagar
command-privacy-delete-about = Apagar de uma vez tudo o que tenho guardado sobre você
privacy-title = ### O que guardei sobre você
privacy-nothing = Não guardo nada sobre você.
privacy-link = • O vínculo com sua conta do Spotify, com um token criptografado, até você usar `/desvincular` ou o Spotify encerrar o vínculo
privacy-read = { $count ->
        [one] • { $count } coisa que li do seu Spotify, por algumas horas ou um dia
       *[other] • { $count } coisas que li do seu Spotify, por algumas horas ou um dia
    }
privacy-written = { $count ->
        [one] • O que sei de { $count } playlist que gravei para você
       *[other] • O que sei de { $count } playlists que gravei para você
    }
privacy-messages = { $count ->
        [one] • O que está por trás dos botões de { $count } mensagem
       *[other] • O que está por trás dos botões de { $count } mensagens
    }
privacy-opinions = { $count ->
        [one] • { $count } coisa que você me disse de uma música ou de um artista (`/opiniões`)
       *[other] • { $count } coisas que você me disse de músicas e artistas (`/opiniões`)
    }
privacy-shown = { $count ->
        [one] • { $count } música que não repito por um tempo
       *[other] • { $count } músicas que não repito por um tempo
    }
privacy-settings = • Suas configurações (`/configurações`)
privacy-pending = • Um vínculo com o Spotify que você começou, por alguns minutos
privacy-backups = Backups do meu banco de dados ficam guardados por { $days } dias. Até lá, contêm o que continham; ninguém olha neles, a não ser que o banco de dados quebre.
privacy-exported = Aqui está tudo o que guardei sobre você, em JSON. Os tokens ficam de fora: eles abririam sua conta.
privacy-question = **Apagar tudo o que guardei sobre você?** Não dá para desfazer. As playlists no Spotify ficam, e as mensagens no Discord também, mas sem botões que funcionem. Isto seria apagado:
privacy-erase = Apagar tudo
privacy-keep = Manter
privacy-kept = Nada foi apagado.
privacy-erased = **Tudo foi apagado.** Não existe mais:

reminder = **Seu vínculo com o Spotify está para terminar.** Você aceitou há cinco meses, e o Spotify encerra o vínculo depois de seis. Vincule de novo se quiser que eu continue lendo e gravando suas playlists; se não, não precisa fazer nada. Este é meu único lembrete.
reminder-link = Vincular de novo

command-about = sobre
command-about-about = Qual Segue é este, com que ele aprendeu e de quem são os dados que mostra
about = ### Segue { $version }
    Ele continua playlists do Spotify no Discord, e diz por quê.
about-data = Ele aprendeu com: { $data }. Licença: { $licence }.
about-privacy = [Política de privacidade]({ $url })
about-terms = [Termos de uso]({ $url })
about-commands = `/privacidade` mostra, entrega e apaga o que guardei sobre você.

help-menu-entry = - **“{ $name }”**, no menu de uma mensagem: { $about }
help-menu-continue = músicas que combinam com o que a mensagem tem de links do Spotify
help-entry = - **`/{ $name }`** { $about }
help-label = /{ $name }
help-details-placeholder = Um comando em detalhes…
help-details = ### /{ $name }
help-option = - **`{ $name }:`** { $about }
help-no-options = Não tem opções.
