# /link, /unlink and what Discord shows while an account is being linked. Names arrive escaped for Discord's markdown.

link-offer = **Vincule sua conta do Spotify**
    Abra a página, veja se o seu nome aparece nela e aceite na página do Spotify. O link funciona uma vez, só para você, e vence { $ends }.
link-offer-again = Você está com a conta **{ $account }** vinculada. Para vincular de novo, ou vincular outra conta, abra a página abaixo; ela funciona uma vez, só para você, e vence { $ends }.
link-offer-renew = Você estava com a conta **{ $account }** vinculada, mas o Spotify não aceita mais esse vínculo. Para conectar de novo, abra a página abaixo; ela funciona uma vez, só para você, e vence { $ends }.
link-paste-how = Este bot não tem endereço na internet, então seu navegador vai mostrar um erro depois que você aceitar. É assim mesmo: copie o endereço inteiro da barra de endereços e cole aqui.
link-open = Vincular no Spotify
link-paste = Colar o endereço
link-paste-title = Concluir o vínculo
link-paste-label = O endereço depois que você aceitou
link-paste-about = Inteiro, da barra de endereços do seu navegador
link-confirm-ask = O Spotify diz que esta conta é **{ $account }**. Posso vincular a você?
link-confirm = Vincular esta conta
link-cancel = Cancelar
link-done = Você está com a conta **{ $account }** vinculada. Comece a digitar `/recomendar playlist:` e eu ofereço suas playlists. `/desvincular` apaga tudo de novo.
link-cancelled = Nada foi vinculado. Use `/vincular` quando quiser tentar de novo.
unlink-done = Sua conta do Spotify foi desvinculada. Apaguei o vínculo, os tokens dele, tudo o que li do Spotify, as listas que fiz a partir das suas playlists e o que guardava das playlists que escrevi (as playlists continuam no Spotify). As mensagens que publiquei ficam até você apagá-las, mas os botões delas não funcionam mais. Você também pode retirar o acesso em [spotify.com/account/apps](https://www.spotify.com/account/apps/).
unlink-nothing = Você não tinha nenhuma conta do Spotify vinculada, então não havia nada para apagar.

help = ### Segue
    Eu continuo playlists do Spotify: me dê uma, algumas músicas ou um clima, e eu respondo com músicas que combinam, e por quê.
help-lists = **Embaixo de uma lista:** menus para dizer mais de uma música ou mudar a lista, “Pelo som” para ordenar, e “Criar playlist” para gravar no seu Spotify ou receber como arquivo.
help-visibility = Só você vê o que vem das suas próprias playlists, músicas e arquivos, a não ser que escolha `visibilidade: todos` ou aperte “Compartilhar”. As outras respostas são para todos.
help-privacy = **Seus dados:** guardo seu vínculo, criptografado, e o que leio do Spotify por no máximo { $hours ->
        [one] { $hours } hora
       *[other] { $hours } horas
    }. Para os botões de uma lista, guardo o que ela mostra e as músicas que você me deu para ela por { $days ->
        [one] { $days } dia
       *[other] { $days } dias
    }, e pelo mesmo tempo o que gravei no seu Spotify. `/desvincular` apaga tudo isso de uma vez, e `/privacidade apagar`, todo o resto que sei de você. Nada do Spotify treina modelo nenhum.
help-model = Meu modelo é **{ $name }**: ele conhece { $songs } músicas de { $playlists } playlists.
help-attribution = Playlists, capas e links vêm do [Spotify](https://open.spotify.com). O Segue não é feito nem endossado pelo Spotify.

## Where a command needs one more permission.

consent-offer = Para isso preciso da sua permissão para { $permission }. O Spotify pede essa permissão a você, além do que já posso ver. O link funciona uma vez e vence { $ends }; depois, volte aqui e aperte o botão ou use o comando de novo.
consent-top = ver o que você mais ouve
consent-library = ver as músicas que você curtiu
consent-write = escrever playlists
consent-undo = tirá-las de novo da sua biblioteca
consent-cover = dar uma capa a elas
