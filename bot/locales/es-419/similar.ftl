# How songs sound: /similar, `segue similar`, and the picture with both. Names arrive escaped for Discord's markdown.

comparing-songs = Eligiendo canciones y comparando cómo suenan…

similar-sorted = { $by ->
        [overall] Por sonido: primero las más parecidas a tus canciones
        [energy] Por energía: primero las más cercanas a tus canciones
        [tempo] Por tempo: primero las más cercanas a tus canciones
        [mood] Por ánimo: primero las más cercanas a tus canciones
       *[year] Por año: primero las más cercanas a tus canciones
    }
similar-best = En el orden de la recomendación
similar-shuffled = En orden aleatorio
similar-known = { $songs ->
        [one] Sé cómo suena { $known } de 1 canción
       *[other] Sé cómo suenan { $known } de { $songs } canciones
    }{ $seeds ->
        [0] .
        [one] { $heard ->
            [0] , pero no cómo suena la tuya.
           *[other] , y la tuya.
        }
       *[other] , y { $heard } de las { $seeds } tuyas.
    }
similar-pending = { $count ->
        [one] Estoy consultando una más para la próxima vez.
       *[other] Estoy consultando { $count } más para la próxima vez.
    }
similar-sources = Datos de sonido de { $sources }
similar-source = { $name } ({ $count ->
        [one] 1 canción
       *[other] { $count } canciones
    })
similar-unheard = Aún no sé cómo suena ninguna de estas canciones, así que siguen en el orden de la recomendación.
similar-unheard-year = Aún no sé cómo suena ninguna de estas canciones, así que me basé solo en sus años.
similar-incomparable = No sé nada de tus canciones con lo que comparar, así que estas siguen en el orden de la recomendación.
similar-stand-ins = { $seeds ->
        [0] No tenía canciones tuyas con las que comparar
       *[other] Tus canciones no me daban nada con lo que comparar
    }, así que usé { $count ->
        [one] la primera
       *[other] las primeras { $count }
    } de la recomendación.

similar-show-best = Mejores
similar-show-similar = Similares
similar-show-shuffle = Aleatorio
by-sound = Por sonido
by-sound-under-way = Comparando…

match = **{ $match }** · { $reasons }
match-alone = **{ $match }**
match-unknown = Sonido desconocido · { $reason }
match-legend = Los números dicen cuántas de 100 canciones al azar encajan peor con { $stand_ins ->
        [0] tus canciones
       *[other] estas
    }.
sorted-by = { $by ->
        [energy] energía { $value }
        [tempo] { $value } BPM
        [mood] alegría { $value }
       *[year] { $value }
    }
match-both = { $first }; { $second }

## The two strongest respects in which a song is like the list. Each stands alone or after a comma.

sound-tempo = mismo tempo, unos { $bpm } BPM
sound-tempo-unnumbered = mismo tempo
sound-key = misma tonalidad, { $key }
pitch-class = { $pitch ->
        [0] do
        [1] do♯
        [2] re
        [3] mi♭
        [4] mi
        [5] fa
        [6] fa♯
        [7] sol
        [8] la♭
        [9] la
        [10] si♭
       *[11] si
    }
sound-key-unnamed = misma tonalidad
sound-energy = { $level ->
        [low] tan tranquila como tu lista
        [high] tan enérgica como tu lista
       *[middle] tanta energía como tu lista
    }
sound-mood = { $level ->
        [low] tan melancólica como tu lista
        [high] tan alegre como tu lista
       *[middle] el ánimo de tu lista
    }
sound-acoustic = { $level ->
        [low] tan eléctrica como tu lista
        [high] tan acústica como tu lista
       *[middle] medio acústica, como tu lista
    }
sound-dance = { $level ->
        [low] tan poco bailable como tu lista
        [high] tan bailable como tu lista
       *[middle] el ritmo de tu lista
    }
sound-loudness = { $level ->
        [low] tan suave como tu lista
        [high] tan potente como tu lista
       *[middle] el volumen de tu lista
    }
sound-speech = { $level ->
        [low] cantada, no hablada, como tu lista
        [high] tantas palabras habladas como tu lista
       *[middle] algunas palabras habladas, como tu lista
    }
sound-instrumental = { $level ->
        [low] con voces, como tu lista
        [high] tan instrumental como tu lista
       *[middle] medio instrumental, como tu lista
    }
sound-live = { $level ->
        [low] de estudio, como tu lista
        [high] tan en vivo como tu lista
       *[middle] el sonido de sala de tu lista
    }
sound-genre = { $genre }, como tu lista
sound-genre-unnamed = el género de tu lista
sound-artist = { $artist }, como en tu lista
sound-artist-unnamed = un artista de tu lista
sound-year = de hacia { $year }, como tu lista
sound-year-unnumbered = tan antigua como tu lista
sound-duration = { $level ->
        [low] tan corta como tus canciones
        [high] tan larga como tus canciones
       *[middle] la duración de tus canciones
    }
sound-company = la gente la pone junto a canciones así

## The picture.

portrait-playlist = Tus canciones
portrait-songs = Estas canciones
portrait-bpm = { $tempo } BPM
axis-energy = Enérgica
axis-dance = Bailable
axis-mood = Alegre
axis-acoustic = Acústica
axis-instrumental = Instrumental
axis-loud = Potente
portrait-alt = Cómo suenan tus canciones y estas, en promedio y sobre 100: { $axes }.
portrait-axis = { $axis } { $playlist } y { $songs }
portrait-alt-tempo = Tempo: { $playlist } y { $songs } BPM.

similar-already = Todavía estoy comparando las canciones de tu última solicitud. Aparecerán más arriba en un momento.
