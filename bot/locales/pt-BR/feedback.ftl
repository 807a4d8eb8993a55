# Talking back: the selects under a list, and /feedback.

song-placeholder = Diga algo sobre uma música…
song-label = { $number }. { $title } · { $artist }
song-say-placeholder = “{ $title }”: o que tem ela?
song-more-like = Mais como esta
song-not-this = Esta música não, e nunca mais
song-never = Nunca { $artist }
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
change-shuffle = Embaralhar
change-best = As melhores primeiro
change-nothing-more = Não tenho mais nenhuma música para esta lista. Me dê mais músicas em que me basear, ou outro clima, e eu acho outras.

why-title = **{ $title }** · { $artist }
why-reason = { $reason }.
why-kind = { $kind ->
        [together] São playlists com que aprendi; músicas que muitas delas têm em comum combinam.
        [artist] Quem tem várias músicas de alguém numa playlist costuma querer mais uma.
        [close] Nenhuma playlist com que aprendi tem as duas, mas o mesmo tipo de playlist tem uma ou outra.
        [title] Aprendi com playlists a que as pessoas deram o mesmo nome.
        [word] Aprendi com playlists de nomes parecidos com o seu.
       *[mood] Playlists com nomes assim têm músicas como esta.
    }
why-place = { $songs ->
        [one] É a única música desta lista.
       *[other] Só pelo quanto combina, ela é a número { $place } das { $songs } músicas daqui.
    }
why-match = O som dela combina com as suas músicas mais do que o de { $match } em cada 100 músicas.
why-sound = • { $reason }

answer-lately = { $days ->
        [one] { $songs ->
            [one] Deixei de fora uma música que você já viu desde ontem (`/ajustes`).
           *[other] Deixei de fora { $songs } músicas que você já viu desde ontem (`/ajustes`).
        }
       *[other] { $songs ->
            [one] Deixei de fora uma música que você já viu nos últimos { $days } dias (`/ajustes`).
           *[other] Deixei de fora { $songs } músicas que você já viu nos últimos { $days } dias (`/ajustes`).
        }
    }
answer-lately-again = { $again ->
        [one] Sobraram poucas novas, então a última música você já conhece.
       *[other] Sobraram poucas novas, então as últimas { $again } músicas você já conhece.
    }
post-own-copy = Isso é de <@{ $owner }>. Aqui está uma cópia sua, que só você vê.

command-feedback = opiniões
command-feedback-about = O que você disse de músicas e artistas, para ver e desfazer
feedback-title = ### O que você me disse
feedback-none = Você ainda não me disse nada de músicas ou artistas. Embaixo de cada lista há um menu para isso: mais como uma música, essa não, esse artista nunca.
feedback-more = 👍 mais como **{ $title }** · { $artist } · <t:{ $when }:R>
feedback-not = 👎 **{ $title }** não · { $artist } · <t:{ $when }:R>
feedback-never = 🚫 nunca **{ $artist }** · <t:{ $when }:R>
feedback-lately = { $songs ->
        [0] Nenhuma música fica de fora por você ter visto há pouco.
        [one] Uma música fica de fora porque você a viu há pouco.
       *[other] { $songs } músicas ficam de fora porque você as viu há pouco.
    }
feedback-about = Músicas e artistas que você rejeita nunca vêm. Músicas que combinam com aquilo de que você quer mais vêm um pouco antes, onde já cabem na lista.
feedback-undo = Desfazer…
feedback-label-more = 👍 { $title } · { $artist }
feedback-label-not = 👎 { $title } · { $artist }
feedback-label-never = 🚫 { $artist }
feedback-clear = Desfazer tudo
feedback-clear-sure = Sim, desfazer tudo
feedback-clear-keep = Não, manter
feedback-clear-question = { $count ->
        [one] **Desfazer a única coisa que você me disse?** Não dá para voltar atrás.
       *[other] **Desfazer as { $count } coisas que você me disse?** Não dá para voltar atrás.
    }
feedback-forget = Deixar essas músicas voltarem
