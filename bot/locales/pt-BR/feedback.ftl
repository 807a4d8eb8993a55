# Talking back: the selects under a list, and /feedback.

song-placeholder = Diga algo sobre uma música…
song-label = { $number }. { $title } · { $artist }
song-say-placeholder = “{ $title }”: o que você diz dela?
song-more-like = Mais como esta
song-not-this = Esta música não, nunca mais
song-never = Nunca mais { $artist }
song-why = Por que ela está aqui?
song-back = Voltar a todas as músicas

change-placeholder = { $mix ->
        [safe] Mudar esta lista… (agora: segura)
        [balanced] Mudar esta lista… (agora: equilibrada)
        [adventurous] Mudar esta lista… (agora: ousada)
       *[none] Mudar esta lista…
    }
change-bolder = Mais ousada
change-safer = Mais segura
change-more = Mais músicas
change-shuffle = Em ordem aleatória
change-best = Melhores primeiro
change-nothing-more = Não tenho mais nenhuma música para esta lista. Me dê mais músicas em que eu possa me basear, ou outro clima, e eu encontro outras.

why-title = **{ $title }** · { $artist }
why-reason = { $reason }.
why-kind = { $kind ->
        [together] São playlists com que aprendi; músicas que aparecem juntas em muitas delas combinam.
        [artist] Quem tem várias músicas de alguém em uma playlist costuma querer mais uma.
        [close] Nenhuma playlist com que aprendi tem as duas, mas os mesmos tipos de playlist têm uma ou outra.
        [title] Aprendi com playlists a que as pessoas deram o mesmo nome.
        [word] Aprendi com playlists a que as pessoas deram nomes parecidos com esse.
       *[mood] Playlists com nomes assim têm músicas como esta.
    }
why-place = { $songs ->
        [1] É a única música desta lista.
       *[other] Na ordem da recomendação, é a { $place }ª das { $songs } músicas daqui.
    }
why-match = O som dela combina com suas músicas mais do que o de { $match } de 100 músicas ao acaso.
why-sound = • { $reason }

answer-lately = { $days ->
        [1] { $songs ->
            [one] { $songs } música que mostrei a você desde ontem ficou de fora (`/configurações`).
           *[other] { $songs } músicas que mostrei a você desde ontem ficaram de fora (`/configurações`).
        }
       *[other] { $songs ->
            [one] { $songs } música que mostrei a você nos últimos { $days } dias ficou de fora (`/configurações`).
           *[other] { $songs } músicas que mostrei a você nos últimos { $days } dias ficaram de fora (`/configurações`).
        }
    }
answer-lately-again = { $again ->
        [1] Sobraram poucas novas, então a última música você já conhece de antes.
       *[other] Sobraram poucas novas, então as últimas { $again } músicas você já conhece de antes.
    }
post-own-copy = Isto é de <@{ $owner }>. Aqui está uma cópia sua, que só você vê.

command-feedback = opiniões
command-feedback-about = O que você disse de músicas e artistas, para rever e retirar
feedback-title = ### O que você me disse
feedback-none = Você ainda não me disse nada de músicas ou artistas. Embaixo de cada lista há um menu para isso: mais como uma música, essa não, nunca mais esse artista.
feedback-more = 👍 mais como **{ $title }** · { $artist } · <t:{ $when }:R>
feedback-not = 👎 esta não: **{ $title }** · { $artist } · <t:{ $when }:R>
feedback-never = 🚫 nunca mais **{ $artist }** · <t:{ $when }:R>
feedback-lately = { $songs ->
        [0] Nenhuma música fica de fora por ter sido mostrada a você há pouco.
        [one] { $songs } música fica de fora por ter sido mostrada a você há pouco.
       *[other] { $songs } músicas ficam de fora por terem sido mostradas a você há pouco.
    }
feedback-about = Músicas e artistas que você recusa nunca vêm. As músicas que andam com aquilo de que você quer mais vêm um pouco antes, onde já combinam com a lista.
feedback-undo = Retirar…
feedback-label-more = 👍 { $title } · { $artist }
feedback-label-not = 👎 { $title } · { $artist }
feedback-label-never = 🚫 { $artist }
feedback-clear = Retirar tudo
feedback-clear-sure = Sim, retirar tudo
feedback-clear-keep = Não, manter
feedback-clear-question = { $count ->
        [1] **Retirar a única coisa que você me disse?** Não dá para desfazer.
       *[other] **Retirar todas as { $count } coisas que você me disse?** Não dá para desfazer.
    }
feedback-forget = Deixar essas músicas voltarem
