# How songs sound: /similar, `segue similar`, and the picture with both. Names arrive escaped for Discord's markdown.

comparing-songs = Escolhendo músicas e comparando como elas soam…

similar-sorted = { $by ->
        [overall] Pelo som: primeiro as mais parecidas com suas músicas
        [energy] Pela energia: primeiro as mais próximas das suas músicas
        [tempo] Pelo andamento: primeiro as mais próximas das suas músicas
        [mood] Pelo clima: primeiro as mais próximas das suas músicas
       *[year] Pelo ano: primeiro as mais próximas das suas músicas
    }
similar-best = Na ordem da recomendação
similar-shuffled = Em ordem aleatória
similar-known = { $songs ->
        [one] Sei como soa { $known } de { $songs } música
       *[other] Sei como soam { $known } de { $songs } músicas
    }{ $seeds ->
        [0] .
        [one] { $heard ->
            [0] , mas não como soa a sua.
           *[other] , e a sua.
        }
       *[other] , e { $heard } das suas { $seeds }.
    }
similar-pending = { $count ->
        [one] Mais { $count } está sendo consultada para a próxima vez.
       *[other] Mais { $count } estão sendo consultadas para a próxima vez.
    }
similar-sources = Dados de som de { $sources }
similar-source = { $name } ({ $count ->
        [one] { $count } música
       *[other] { $count } músicas
    })
similar-unheard = Ainda não sei como soa nenhuma destas músicas, então elas ficam na ordem da recomendação.
similar-unheard-year = Ainda não sei como soa nenhuma destas músicas, então me guiei só pelos anos.
similar-incomparable = Não sei nada das suas músicas com que comparar, então estas ficam na ordem da recomendação.
similar-stand-ins = { $seeds ->
        [0] Eu não tinha músicas suas para comparar
       *[other] Suas músicas não me deram nada para comparar
    }, então usei { $count ->
        [one] a primeira
       *[other] as primeiras { $count }
    } da recomendação.

similar-show-best = Melhores
similar-show-similar = Parecidas
similar-show-shuffle = Aleatória
by-sound = Pelo som
by-sound-under-way = Comparando…

match = **{ $match }** · { $reasons }
match-alone = **{ $match }**
match-unknown = Som desconhecido · { $reason }
match-legend = Os números dizem quantas de 100 músicas ao acaso combinam menos com { $stand_ins ->
        [0] suas músicas
       *[other] estas
    }.
sorted-by = { $by ->
        [energy] energia { $value }
        [tempo] { $value } BPM
        [mood] alegria { $value }
       *[year] { $value }
    }
match-both = { $first }; { $second }

## The two strongest respects in which a song is like the list. Each stands alone or after a comma.

sound-tempo = mesmo andamento, cerca de { $bpm } BPM
sound-tempo-unnumbered = mesmo andamento
sound-key = mesmo tom, { $key }
pitch-class = { $pitch ->
        [0] dó
        [1] dó♯
        [2] ré
        [3] mi♭
        [4] mi
        [5] fá
        [6] fá♯
        [7] sol
        [8] lá♭
        [9] lá
        [10] si♭
       *[11] si
    }
sound-key-unnamed = mesmo tom
sound-energy = { $level ->
        [low] tão calma quanto sua lista
        [high] tão agitada quanto sua lista
       *[middle] tanta energia quanto sua lista
    }
sound-mood = { $level ->
        [low] tão melancólica quanto sua lista
        [high] tão alegre quanto sua lista
       *[middle] o clima da sua lista
    }
sound-acoustic = { $level ->
        [low] tão elétrica quanto sua lista
        [high] tão acústica quanto sua lista
       *[middle] meio acústica, como sua lista
    }
sound-dance = { $level ->
        [low] tão pouco dançante quanto sua lista
        [high] tão dançante quanto sua lista
       *[middle] o balanço da sua lista
    }
sound-loudness = { $level ->
        [low] tão suave quanto sua lista
        [high] tão forte quanto sua lista
       *[middle] o volume da sua lista
    }
sound-speech = { $level ->
        [low] cantada, não falada, como sua lista
        [high] tantas palavras faladas quanto sua lista
       *[middle] algumas palavras faladas, como sua lista
    }
sound-instrumental = { $level ->
        [low] com vocais, como sua lista
        [high] tão instrumental quanto sua lista
       *[middle] meio instrumental, como sua lista
    }
sound-live = { $level ->
        [low] de estúdio, como sua lista
        [high] tão ao vivo quanto sua lista
       *[middle] o som de sala da sua lista
    }
sound-genre = { $genre }, como sua lista
sound-genre-unnamed = o gênero da sua lista
sound-artist = { $artist }, como na sua lista
sound-artist-unnamed = um artista da sua lista
sound-year = de por volta de { $year }, como sua lista
sound-year-unnumbered = tão antiga quanto sua lista
sound-duration = { $level ->
        [low] tão curta quanto suas músicas
        [high] tão longa quanto suas músicas
       *[middle] a duração das suas músicas
    }
sound-company = as pessoas põem ao lado de músicas assim

## The picture.

portrait-playlist = Suas músicas
portrait-songs = Estas músicas
portrait-bpm = { $tempo } BPM
axis-energy = Agitada
axis-dance = Dançante
axis-mood = Alegre
axis-acoustic = Acústica
axis-instrumental = Instrumental
axis-loud = Forte
portrait-alt = Como soam suas músicas e estas músicas, em média e de 0 a 100: { $axes }.
portrait-axis = { $axis } { $playlist } e { $songs }
portrait-alt-tempo = Andamento: { $playlist } e { $songs } BPM.

similar-already = Ainda estou comparando as músicas do seu último pedido. Elas já vão aparecer aí em cima.
