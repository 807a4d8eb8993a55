# Slash commands as Discord lists them: names of 1 to 32 small letters, descriptions of at most 100 characters.

command-recommend = recomendar
command-recommend-about = Canciones que continúan una playlist, van con otras o con un ambiente, y por qué
menu-continue = Continuar estas canciones
command-blend = mezclar
command-blend-about = Canciones para hasta cinco personas, con lo que aporta cada una
command-similar = similares
command-similar-about = Las canciones de /recomendar, ordenadas por cuánto suenan como las tuyas
option-sort-by = Qué comparar: todo el sonido, o solo energía, tempo, ánimo o año
choice-sort-overall = en conjunto
choice-sort-energy = energía
choice-sort-tempo = tempo
choice-sort-mood = ánimo
choice-sort-year = año
option-playlist = Un enlace a una playlist tuya, o una de las que te ofrezco
option-songs = Canciones separadas por punto y coma: enlaces, «Título» o «Artista - Título»
option-vibe = Un ambiente o un título, como «domingo lluvioso por la mañana»
option-file = Una lista de canciones: CSV, JSPF, XSPF, M3U8, texto o JSON de tus datos de Spotify
option-paste = Abrir un formulario para pegar una lista de canciones más larga
option-mine = Canciones de tu propia cuenta de Spotify
choice-mine-top = las que más escucho
choice-mine-liked = las que me gustan
option-year-from = Solo canciones de este año o posteriores
option-year-to = Solo canciones de este año o anteriores
option-exclude-known = Sin las canciones que ya están en tus playlists de Spotify
option-count = Cuántas canciones, de 1 a 100
option-order = Primero las mejores, o en orden aleatorio
option-mix = Las más seguras, más variedad, o menos éxitos y más artistas
option-clean = Sin las canciones que se sabe que son explícitas
option-visibility = Quién ve la respuesta
choice-order-best = mejores primero
choice-order-shuffle = aleatorio
choice-mix-safe = segura
choice-mix-balanced = equilibrada
choice-mix-adventurous = atrevida
choice-visibility-only-me = solo yo
choice-visibility-everyone = todos
command-rules = reglas
command-rules-about = Qué va junto: de una playlist, una canción, un artista, o lo más claro de todo
option-rules-playlist = Qué va con esta playlist y le falta: un enlace, o una de las que te ofrezco
option-rules-song = Qué va con esta canción: elige una de las que ofrezco o escribe «Artista - Título»
option-rules-artist = Qué va con este artista: elige uno de los que ofrezco
option-level = Reglas entre canciones o entre artistas
option-rules-sort-by = Qué reglas van primero
option-min-confidence = Solo reglas que se cumplen en tantas de 100 playlists con la parte izquierda
option-min-lift = Solo reglas que superan el azar tantas veces
choice-level-songs = canciones
choice-level-artists = artistas
choice-rules-sort = { $by ->
        [confidence] confianza: las más seguras
        [lift] lift: las más lejanas del azar
        [support] soporte: en más playlists
        [leverage] leverage: más playlists que por azar
        [conviction] convicción: pocas veces fallan
        [zhangs_metric] métrica de Zhang: nunca por separado
        [jaccard] Jaccard: donde hay uno, suelen estar ambos
       *[kulczynski] Kulczynski: seguras en ambos sentidos
    }
command-link = vincular
command-link-about = Vincular tu cuenta de Spotify para que pueda leer tus playlists
command-unlink = desvincular
command-unlink-about = Desvincular tu cuenta de Spotify y borrar lo que sé de ella
command-help = ayuda
command-help-about = Qué hace Segue y qué pasa con tus datos

## Options as Discord lists them: one word of small letters, digits and "_". In English the names that the code has.

option-name-playlist = playlist
option-name-songs = canciones
option-name-vibe = ambiente
option-name-file = archivo
option-name-paste = pegar
option-name-mine = mías
option-name-count = cantidad
option-name-order = orden
option-name-mix = mezcla
option-name-clean = sin_explícitas
option-name-year-from = desde_año
option-name-year-to = hasta_año
option-name-exclude-known = sin_conocidas
option-name-visibility = visibilidad
option-name-sort-by = ordenar_por
option-name-song = canción
option-name-artist = artista
option-name-level = nivel
option-name-min-confidence = confianza_mín
option-name-min-lift = lift_mín
