# What goes together: /rules, and `segue rules show` in the terminal. Names arrive ready for where they are shown.

## Rules, in the terminal too.

rule = De las playlists con { $left }, el { $percent } % también tiene { $right }: { $times } veces lo que daría el azar (en { $playlists ->
        [one] 1 playlist
       *[other] { $playlists } playlists
    }).
rules-none = Para esto no hay reglas: muy pocas playlists lo tienen junto con otra cosa.
rules-unreached = Ninguna regla llega a la vez a una confianza del { $confidence } % y a un lift de { $lift }, ni a la mitad. Pide mucho menos.
rules-unreached-near = Ninguna regla llega a la vez a una confianza del { $confidence } % y a un lift de { $lift }, pero { $below ->
        [one] 1 regla llega
       *[other] { $below } reglas llegan
    } al menos a la mitad. Pide menos.

## On Discord.

rules-looking = Mirando qué va junto…
rules-title-playlist = ### Qué va con { $name }
rules-title-item = ### Qué va con { $name }
rules-title-all = ### Qué va junto
rules-song = **{ $title }** de { $artist }
rules-song-alone = **{ $title }**
rules-artist = **{ $artist }**
rules-numbered = { $number }. { $sentence }
rules-sorted = { $by ->
        [confidence] Primero las más seguras
        [lift] Primero las más lejanas del azar (lift)
        [support] Primero las que están en más playlists (soporte)
        [leverage] Por leverage: primero las que suman más playlists que por azar
        [conviction] Por convicción: primero las que más fallarían por azar
        [zhangs_metric] Por la métrica de Zhang: primero las que casi nunca van por separado
        [jaccard] Por Jaccard: primero las que comparten la mayoría de sus playlists
       *[kulczynski] Por Kulczynski: primero las que son seguras en ambos sentidos
    }{ $shown ->
        [all] .
       *[some] ; las primeras { $most } de { $total } reglas.
    }
rules-from = Confianza desde el { $confidence } % y lift desde { $lift }.
rules-attribution = Playlists y enlaces: [Spotify](https://open.spotify.com)
rules-about = Recuento de las playlists de las que aprendió mi modelo. Se omiten las reglas que el azar explicaría por sí solo.

rules-none-playlist = Ninguna regla empieza por lo que hay en esta playlist y lleva a algo que le falte. Ayuda añadir más canciones; también `nivel: artistas`.
rules-none-song = Ninguna regla empieza por { $name }: está en muy pocas playlists, o lo que tiene al lado es azar. Prueba `nivel: artistas`, o `/recomendar canciones:`, que no necesita reglas.
rules-none-artist = Ninguna regla empieza por { $name }: hay muy pocas playlists, o lo que tiene al lado es azar. Prueba `/recomendar canciones:` con el nombre, que no necesita reglas.
rules-none-all = En este nivel no hay ninguna regla. Si llevas tú este bot: `segue rules mine` con `--songs-from` y `--artists-from` más bajos encuentra más.

rules-by-confidence = Más seguras
rules-by-lift = Más allá del azar
rules-by-support = Más playlists
rules-by-other = { $by ->
        [leverage] Leverage
        [conviction] Convicción
        [zhangs_metric] Zhang
        [jaccard] Jaccard
       *[kulczynski] Kulczynski
    }
rules-as-list = Recomendar las canciones
rules-songs-file = Canciones en un archivo
rules-table-file = Todas las reglas en un archivo

rules-songs-sent = { $songs ->
        [one] La canción del lado derecho de estas reglas.
       *[other] Las { $songs } canciones del lado derecho de estas reglas.
    }
rules-table-sent = { $rules ->
        [one] La única regla, con todos sus números.
       *[other] Las { $rules } reglas, con todos sus números.
    }
rules-table-sent-part = Las primeras { $rules } de { $total } reglas, con todos sus números. Si llevas tú este bot: `segue rules export` las escribe todas.

rules-list-title = ### Canciones a las que llevan las reglas

rules-missing = Mi modelo aún no tiene reglas, así que no puedo decir qué va junto; `/recomendar` y `/similares` funcionan igualmente. Si llevas tú este bot: `segue rules mine` las encuentra y `segue reload` las pone en marcha.
rules-one-of = Puedo mirar una sola cosa a la vez: da `playlist:`, `canción:` o `artista:`, o ninguna de ellas para las reglas más claras de todas.
rules-song-unknown = No conozco ninguna canción llamada «{ $name }». Revisa cómo está escrita, escribe «Artista - Título» o elige una de las que te ofrezco mientras escribes.
rules-song-unknown-near = No conozco ninguna canción llamada «{ $name }». ¿Querías decir { $near }?
rules-artist-unknown = No conozco a ningún artista llamado «{ $name }». Revisa cómo está escrito o elige uno de los que te ofrezco mientras escribes.
rules-artist-unknown-near = No conozco a ningún artista llamado «{ $name }». ¿Querías decir { $near }?
rules-playlist-empty = En esta playlist no hay canciones que pueda mirar. Añade algunas, o prueba `/reglas canción:`.
rules-playlist-unknown = { $songs ->
        [one] No conozco la única canción de esta playlist
       *[other] No conozco ninguna de las { $songs } canciones de esta playlist
    }, así que ninguna regla empieza por ella. Prueba `/reglas canción:` o `/reglas artista:` con algo de lo que te ofrezco mientras escribes.
rules-file-refused = Discord no ha aceptado el archivo aquí. Inténtalo de nuevo en un mensaje directo conmigo.

## The picture.

network-alt = Una red de { $rules ->
        [one] una regla
       *[other] { $rules } reglas
    }, numeradas como en la lista; las flechas van del lado izquierdo al derecho.
network-alt-rule = { $number }: { $left } → { $right } (lift { $lift }, { $playlists ->
        [one] 1 playlist
       *[other] { $playlists } playlists
    }).
network-lift = lift
network-playlists = playlists
network-nameless = ver regla { $number }
