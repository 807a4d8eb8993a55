# Lists as playlists in somebody's Spotify. Names arrive escaped for Discord's markdown, except those of the form.

create-playlist = Criar playlist

## What the form proposes; Spotify shows it as it is.

playlist-name-source = { $name }, continuação
playlist-name-songs = Músicas como { $song }
playlist-name-other = Músicas do Segue
playlist-about = Músicas reunidas pelo Segue no Discord.
playlist-about-source = Músicas que continuam “{ $name }” ({ $url }), reunidas pelo Segue no Discord.
playlist-about-source-unlinked = Músicas que continuam “{ $name }”, reunidas pelo Segue no Discord.

## The form.

playlist-form = Criar playlist
playlist-form-name = Nome
playlist-form-description = Descrição
playlist-form-description-about = Acrescento um código curto, com que encontro a playlist de novo
playlist-form-public = Quem vê
playlist-form-private-choice = Privada: só você
playlist-form-public-choice = Pública: no seu perfil
playlist-form-cover = Capa
playlist-form-cover-about = A nossa tem cores e o nome; antes, o Spotify pede sua permissão
playlist-form-cover-none = A do Spotify, com as músicas
playlist-form-cover-ours = Feita pelo Segue

## Under way.

playlist-working = Estou cuidando disso. Se esta mensagem ficar assim, aperte o botão: continua de onde parou.
playlist-check = Como está?
playlist-still-writing = Ainda estou cuidando desta playlist. Espere terminar e aperte de novo.
playlist-interrupted = Fui interrompido enquanto cuidava de uma playlist sua; está assim agora.

## Done.

playlist-done = { $public ->
        [yes] **{ $name }** está no seu Spotify, para todos verem: { $songs ->
            [one] { $songs } música
           *[other] { $songs } músicas
        }.
       *[no] **{ $name }** está no seu Spotify, só para você: { $songs ->
            [one] { $songs } música
           *[other] { $songs } músicas
        }.
    }
playlist-added = { $songs ->
        [0] Nada foi adicionado a **{ $name }**: ela já tem todas estas músicas.
        [one] Adicionei { $songs } música a **{ $name }**.
       *[other] Adicionei { $songs } músicas a **{ $name }**.
    }
playlist-present = { $songs ->
        [one] { $songs } das músicas já estava nela e ficou de fora.
       *[other] { $songs } das músicas já estavam nela e ficaram de fora.
    }
playlist-missing = { $count ->
        [one] Não encontrada no Spotify: { $songs }.
       *[other] { $count } não encontradas no Spotify: { $songs }.
    }
playlist-missing-more = { $songs } e mais { $more }
playlist-older = As músicas de antes estão guardadas; “Músicas antigas de volta” traz todas elas.
playlist-no-cover = Não deu para pôr a capa, então ela ficou com a do Spotify.
playlist-undone = **{ $name }** não está mais na sua biblioteca. Para fazê-la de novo, aperte “Criar playlist” abaixo da lista; o Spotify também guarda a antiga por um tempo em [spotify.com/account/recover-playlists](https://www.spotify.com/account/recover-playlists/).
playlist-taken-out = As músicas que eu tinha adicionado saíram de **{ $name }**.
playlist-open = Abrir no Spotify
playlist-undo = Desfazer
playlist-refresh = Renovar
playlist-restore = Músicas antigas de volta
playlist-add = Adicionar a outra playlist
playlist-targets = **A qual playlist adiciono estas músicas?** O que ela já tem fica de fora.
playlist-targets-more = Aqui estão as primeiras { $shown } de { $total }.
playlist-targets-none = Não vejo no Spotify outra playlist sua em que eu possa adicionar músicas. Crie uma por lá e tente de novo em alguns minutos.
playlist-targets-placeholder = Escolha uma playlist

## Not done. Each says what happened; the button below it goes on.

playlist-stopped = **{ $name }** não está pronta. { $problem }
playlist-stopped-partly = **{ $name }** não está pronta: tem { $written } de { $songs } músicas. { $problem }
playlist-continue = Continuar
playlist-anew = Criar agora
playlist-rewrite = Gravar de novo
playlist-allow = Permitir no Spotify
playlist-allow-how = Para gravar **{ $name }**, preciso da sua permissão no Spotify. Permita por lá, volte aqui e aperte “Continuar”.
playlist-nothing = O Spotify não tem nenhuma destas músicas, então não criei playlist: { $others ->
        [0] { $songs }.
       *[other] { $songs } e mais { $others }.
    } Peça outras músicas e tente de novo.
playlist-nothing-new = Não encontrei mais músicas deste estilo que a playlist ainda não teve, então ela fica como está. Peça uma lista nova com `/recomendar`.
playlist-cannot-look = O Spotify não disse se criou a playlist, e não consigo olhar agora, então não criei uma segunda. { $why } Aperte “Continuar” e eu olho de novo; ou, se você não vê essa playlist no Spotify, aperte “Criar agora”.
playlist-changed = Alguém mudou a playlist enquanto eu gravava, então parei. “Gravar de novo” põe nela exatamente estas músicas.
playlist-gone = Essa playlist não está mais no Spotify. Aperte “Criar playlist” embaixo da lista para criar de novo.
songs-refused = O Spotify não aceita mais os endereços destas músicas. Peça uma lista nova com `/recomendar` e grave essa; se acontecer de novo, diga a quem administra este bot que o modelo está desatualizado.
spotify-unclear = O Spotify não disse se fez o que pedi. Aperte “Continuar”: eu olho antes de fazer qualquer outra coisa.

## Without an account.

playlist-unlinked = **Vincule sua conta do Spotify e eu ponho estas músicas em uma playlist sua.** Depois, aperte “Criar playlist” de novo.
playlist-link = Vincular Spotify
playlist-files = Ou leve a lista com você: { $songs ->
        [one] { $songs } música
       *[other] { $songs } músicas
    } em CSV, JSPF, XSPF e M3U8.
playlist-files-uris = `spotify-uris.txt` funciona na hora: copie todo o texto, abra uma playlist no app do Spotify para computador e cole.
playlist-files-uris-some = `spotify-uris.txt` funciona na hora para as { $songs } cujo endereço no Spotify eu conheço: copie todo o texto, abra uma playlist no app do Spotify para computador e cole.
playlist-files-no-uris = Não conheço o endereço no Spotify de nenhuma destas músicas, então não há arquivo com eles.
