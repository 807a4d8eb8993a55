# What Spotify, or its rules for apps like this one, will not do; and what works instead.

playlist-not-found = O Spotify não me mostra nenhuma playlist nesse link. Ela pode ter sido apagada, ou ser privada de outra pessoa. Se você consegue abri-la, copie as músicas para uma playlist sua e me dê essa.
playlist-not-readable = **{ $name }** é de { $owner }, e o Spotify só mostra a um app como este as playlists que são suas ou em que você colabora. No Spotify, escolha “Adicionar a outra playlist → Nova playlist” e me dê sua cópia, ou cite algumas das músicas com `/recomendar músicas:`.
playlist-made-by-spotify = Essa playlist é feita pelo próprio Spotify, que não a mostra a nenhum app como este. No Spotify, escolha “Adicionar a outra playlist → Nova playlist” e me dê sua cópia, ou cite algumas das músicas com `/recomendar músicas:`.
track-not-found = O Spotify não tem mais música nesse link. Confira o link, ou escreva a música como “Artista - Título”.
album-not-found = O Spotify não tem mais álbum nesse link. Confira o link, ou cite algumas das músicas.
artist-not-found = O Spotify não tem mais artista nesse link. Confira o link, ou escreva o nome do artista.
playground-only = Esse link só existe na demonstração, não no Spotify de verdade. Me dê um link copiado do Spotify, ou cite músicas com `/recomendar músicas:`.
missing-scope = Ainda não tenho sua permissão para isso. Use `/vincular` de novo e aceite o que o Spotify pede.
consent-needed = Para isso preciso de mais uma permissão sua, que o Spotify vai pedir. Mandei um botão para você.
owner-needs-premium = O Spotify fechou o acesso deste bot, porque quem o administra precisa de uma assinatura ativa do Spotify Premium; depois de renovada, pode levar algumas horas. Até lá, cite músicas com `músicas:` ou um clima com `clima:`.
spotify-forbids = O Spotify não deixa este bot fazer isso. Em vez disso, cite músicas com `músicas:` ou um clima com `clima:`.
spotify-resting = O Spotify pediu uma pausa a este bot; abre de novo { $reopens }. Até lá, cite músicas com `músicas:` ou um clima com `clima:`.
budget-spent = Este bot já usou o que pode pedir ao Spotify em um dia; volta um pouco a cada hora. Até lá, cite músicas com `músicas:` ou um clima com `clima:`.
share-spent = Você já usou sua parte do que este bot pode pedir ao Spotify em um dia; volta um pouco a cada hora. Até lá, cite músicas com `músicas:` ou um clima com `clima:`.
spotify-unavailable = O Spotify não está respondendo direito agora. Tente de novo em um minuto, ou cite músicas com `músicas:` ou um clima com `clima:`.
code-refused = O Spotify não aceitou esse login; ele pode ser antigo demais ou já ter sido usado. Comece de novo com `/vincular`.
app-refused = O Spotify não aceita o ID de cliente ou o segredo deste bot. Quem o administra pode conferir com `segue doctor`. Até lá, cite músicas com `músicas:` ou um clima com `clima:`.

address-missing = { $wanted ->
        [track] Cole um link para uma música.
        [seed] Me dê um link para uma música, um álbum, um artista ou uma playlist.
       *[playlist] Cole um link para uma playlist.
    } No Spotify, escolha “Compartilhar → Copiar link”.
address-unreadable = { $wanted ->
        [track] Isso não é um link para uma música do Spotify.
        [seed] Isso não é um link para uma música, um álbum, um artista ou uma playlist do Spotify.
       *[playlist] Isso não é um link para uma playlist do Spotify.
    } No Spotify, escolha “Compartilhar → Copiar link” e cole o link inteiro.
address-elsewhere = { $wanted ->
        [track] Esse link leva a { $site }; preciso de um link para uma música em open.spotify.com.
        [seed] Esse link leva a { $site }; preciso de um para open.spotify.com.
       *[playlist] Esse link leva a { $site }; preciso de um link para uma playlist em open.spotify.com.
    } Você também pode escrever músicas pelo nome, como “Artista - Título”.
address-shortened = Esse é um link curto. Abra no navegador e cole o longo, que começa com `https://open.spotify.com/`.
address-of-other = Esse é um link para { $kind ->
        [album] um álbum
        [artist] um artista
        [audiobook] um audiolivro
        [episode] um episódio de podcast
        [playlist] uma playlist
        [show] um podcast
        [track] uma música
        [user] uma pessoa
       *[other] outra coisa
    }. { $wanted ->
        [track] Preciso de um link para uma música.
        [seed] Posso me basear em músicas, álbuns, artistas e playlists.
       *[playlist] Preciso de um link para uma playlist; você também pode citar músicas com `/recomendar músicas:`.
    }
