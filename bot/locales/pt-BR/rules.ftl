# What goes together: /rules, and `segue rules show` in the terminal. Names arrive ready for where they are shown.

## Rules, in the terminal too.

rule = Das playlists com { $left }, { $percent }% também têm { $right }: { $times } vezes o que o acaso daria (em { $playlists ->
        [one] { $playlists } playlist
       *[other] { $playlists } playlists
    }).
rules-none = Não há regras para isso: poucas playlists têm isso junto com outra coisa.
rules-unreached = Nenhuma regra chega ao mesmo tempo a { $confidence }% de confiança e a um lift de { $lift }, nem à metade. Peça bem menos.
rules-unreached-near = Nenhuma regra chega ao mesmo tempo a { $confidence }% de confiança e a um lift de { $lift }, mas { $below ->
        [one] { $below } regra chega
       *[other] { $below } regras chegam
    } ao menos à metade. Peça menos.

## On Discord.

rules-looking = Vendo o que anda junto…
rules-title-playlist = ### O que combina com { $name }
rules-title-item = ### O que combina com { $name }
rules-title-all = ### O que anda junto
rules-song = **{ $title }** de { $artist }
rules-song-alone = **{ $title }**
rules-artist = **{ $artist }**
rules-numbered = { $number }. { $sentence }
rules-sorted = { $by ->
        [confidence] As mais certas primeiro
        [lift] As mais distantes do acaso primeiro (lift)
        [support] As que estão em mais playlists primeiro (suporte)
        [leverage] Por leverage: primeiro as que somam mais playlists além do acaso
        [conviction] Por convicção: primeiro as que mais errariam por acaso
        [zhangs_metric] Pela métrica de Zhang: primeiro as que quase nunca se separam
        [jaccard] Por Jaccard: primeiro as que dividem a maioria das playlists
       *[kulczynski] Por Kulczynski: primeiro as que são certas nos dois sentidos
    }{ $shown ->
        [all] .
       *[some] ; as primeiras { $most } de { $total } regras.
    }
rules-from = Confiança a partir de { $confidence }% e lift a partir de { $lift }.
rules-attribution = Playlists e links: [Spotify](https://open.spotify.com)
rules-about = Contagens das playlists com que meu modelo aprendeu. Regras que o acaso sozinho explicaria ficam de fora.

rules-none-playlist = Nenhuma regra começa com o que há nesta playlist e leva a algo que falta nela. Mais músicas ajudam; `nível: artistas` também.
rules-none-song = Nenhuma regra começa com { $name }: está em poucas playlists, ou o que aparece ao lado é acaso. Tente `nível: artistas`, ou `/recomendar músicas:`, que não precisa de regra.
rules-none-artist = Nenhuma regra começa com { $name }: são poucas playlists, ou o que aparece ao lado é acaso. Tente `/recomendar músicas:` com o nome, que não precisa de regra.
rules-none-all = Não há nenhuma regra neste nível. Se você administra este bot: `segue rules mine` com `--songs-from` e `--artists-from` menores encontra mais.

rules-by-confidence = Mais certas
rules-by-lift = Além do acaso
rules-by-support = Mais playlists
rules-by-other = { $by ->
        [leverage] Leverage
        [conviction] Convicção
        [zhangs_metric] Zhang
        [jaccard] Jaccard
       *[kulczynski] Kulczynski
    }
rules-as-list = Recomendar as músicas
rules-songs-file = Músicas em arquivo
rules-table-file = Todas as regras em arquivo

rules-songs-sent = { $songs ->
        [one] { $songs } música do lado direito destas regras.
       *[other] As { $songs } músicas do lado direito destas regras.
    }
rules-table-sent = { $rules ->
        [one] { $rules } regra, com todos os números.
       *[other] As { $rules } regras, com todos os números.
    }
rules-table-sent-part = As primeiras { $rules } de { $total } regras, com todos os números. Se você administra este bot: `segue rules export` grava todas.

rules-list-title = ### Músicas a que as regras levam

rules-missing = Meu modelo ainda não tem regras, então não sei dizer o que anda junto; `/recomendar` e `/parecidas` funcionam mesmo assim. Se você administra este bot: `segue rules mine` encontra as regras e `segue reload` as põe para trabalhar.
rules-one-of = Posso olhar uma coisa de cada vez: informe `playlist:`, `música:` ou `artista:`, ou nada disso para as regras mais fortes de todas.
rules-song-unknown = Não conheço uma música chamada “{ $name }”. Confira a grafia, escreva “Artista - Título” ou escolha uma das que ofereço enquanto você digita.
rules-song-unknown-near = Não conheço uma música chamada “{ $name }”. Você quis dizer { $near }?
rules-artist-unknown = Não conheço um artista chamado “{ $name }”. Confira a grafia ou escolha um dos que ofereço enquanto você digita.
rules-artist-unknown-near = Não conheço um artista chamado “{ $name }”. Você quis dizer { $near }?
rules-playlist-empty = Não há músicas nesta playlist que eu possa olhar. Adicione algumas, ou tente `/regras música:`.
rules-playlist-unknown = { $songs ->
        [one] Não conheço a única música desta playlist
       *[other] Não conheço nenhuma das { $songs } músicas desta playlist
    }, então nenhuma regra começa com ela. Tente `/regras música:` ou `/regras artista:` com algo que ofereço enquanto você digita.
rules-file-refused = O Discord não aceitou o arquivo aqui. Tente de novo em uma mensagem direta comigo.

## The picture.

network-alt = Uma rede de { $rules ->
        [one] { $rules } regra
       *[other] { $rules } regras
    }, com os números da lista; as setas vão do lado esquerdo para o direito.
network-alt-rule = { $number }: { $left } → { $right } (lift { $lift }, { $playlists ->
        [one] { $playlists } playlist
       *[other] { $playlists } playlists
    }).
network-lift = lift
network-playlists = playlists
network-nameless = ver regra { $number }
