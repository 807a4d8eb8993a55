# /privacy, /about, /help, and the reminder of a link that ends.

command-privacy = privacidade
command-privacy-about = O que tenho guardado sobre você: para ver, levar ou apagar
command-privacy-show = ver
command-privacy-show-about = O que tenho guardado sobre você e até quando
command-privacy-export = exportar
command-privacy-export-about = Tudo em um arquivo
command-privacy-delete = apagar
command-privacy-delete-about = Apagar tudo de uma vez
privacy-title = ### O que tenho guardado sobre você
privacy-nothing = Não tenho nada guardado sobre você.
privacy-link = • O vínculo com sua conta do Spotify, com um token criptografado, até você usar `/desvincular` ou o Spotify encerrá-lo
privacy-read = { $count ->
        [one] • { $count } coisa que li no seu Spotify, por horas ou um dia
       *[other] • { $count } coisas que li no seu Spotify, por horas ou um dia
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
        [one] • { $count } coisa que você me disse de uma música ou artista (`/opiniões`)
       *[other] • { $count } coisas que você me disse de músicas e artistas (`/opiniões`)
    }
privacy-shown = { $count ->
        [one] • { $count } música que não repito por um tempo
       *[other] • { $count } músicas que não repito por um tempo
    }
privacy-settings = • Seus ajustes (`/ajustes`)
privacy-pending = • Um vínculo com o Spotify que você começou, por minutos
privacy-backups = Cópias de segurança do meu banco de dados são guardadas por { $days } dias. Até lá elas têm o que tinham; ninguém olha, a não ser que o banco de dados quebre.
privacy-exported = Aqui está tudo o que tenho guardado sobre você, em JSON. Os tokens ficam de fora: eles abririam sua conta.
privacy-question = **Apagar tudo o que tenho guardado sobre você?** Não dá para desfazer. As playlists no Spotify ficam, e as mensagens no Discord também, sem botões que funcionem. Isto sumiria:
privacy-erase = Apagar tudo
privacy-keep = Manter
privacy-kept = Nada foi apagado.
privacy-erased = **Tudo foi apagado.** Isto se foi:

reminder = **Seu vínculo com o Spotify está para acabar.** Você concordou com ele há cinco meses, e o Spotify o encerra depois de seis. Vincule sua conta de novo se quiser que eu continue lendo e gravando suas playlists; se não, não precisa fazer nada. Não vou lembrar você outra vez.
reminder-link = Vincular de novo

command-about = sobre
command-about-about = Que Segue é este, com o que aprendeu e de quem são os dados que mostra
about = ### Segue { $version }
    Ele continua playlists do Spotify no Discord e diz por quê.
about-data = Aprendeu com: { $data }. Licença: { $licence }.
about-privacy = [Política de privacidade]({ $url })
about-terms = [Termos de uso]({ $url })
about-commands = `/privacidade` mostra, entrega e apaga o que tenho guardado sobre você.

help-menu-entry = - **“{ $name }”** no menu de uma mensagem: { $about }
help-menu-continue = músicas que combinam com o que a mensagem linka no Spotify
help-entry = - **`/{ $name }`** { $about }
help-label = /{ $name }
help-details-placeholder = Um comando em detalhe…
help-details = ### /{ $name }
help-option = - **`{ $name }:`** { $about }
help-no-options = Ele não tem opções.
