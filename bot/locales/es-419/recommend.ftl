# Answers to /recommend. Names arrive escaped for Discord's markdown.

reading-playlist = Leyendo tu playlist…
reading-playlists = Leyendo la lista de tus playlists…
choosing-songs = Eligiendo canciones…

answer-title-playlist = ### { $name }
answer-title-vibe = ### Canciones para “{ $vibe }”
answer-title-songs = { $others ->
        [0] ### Canciones que van con { $song }
        [one] ### Canciones que van con { $song } y una más
       *[other] ### Canciones que van con { $song } y { $others } más
    }
answer-playlist-by = de { $owner } · [Abrir en Spotify]({ $url })
answer-playlist-by-unlinked = de { $owner }
answer-vibe-too = con el ambiente “{ $vibe }”
answer-known = { $seeds ->
        [one] Conozco { $known } de 1 canción
       *[other] Conozco { $known } de { $seeds } canciones
    }
answer-by-artist = { $count ->
        [one] 1 la conozco solo por su artista.
       *[other] { $count } las conozco solo por sus artistas.
    }
answer-unrated = { $count ->
        [one] De una de estas canciones no sé si es explícita.
       *[other] De { $count } de estas canciones no sé si son explícitas.
    }
answer-skipped = { $count } sin usar: { $reasons }
skipped-gone = { $others ->
        [no] { $count ->
            [one] ya no está en Spotify
           *[other] ya no están en Spotify
        }
       *[yes] { $count ->
            [one] 1 ya no está en Spotify
           *[other] { $count } ya no están en Spotify
        }
    }
skipped-local = { $others ->
        [no] { $count ->
            [one] es un archivo de la computadora de alguien
           *[other] son archivos de la computadora de alguien
        }
       *[yes] { $count ->
            [one] 1 es un archivo de la computadora de alguien
           *[other] { $count } son archivos de la computadora de alguien
        }
    }
skipped-episode = { $others ->
        [no] { $count ->
            [one] es un episodio de podcast
           *[other] son episodios de podcast
        }
       *[yes] { $count ->
            [one] 1 es un episodio de podcast
           *[other] { $count } son episodios de podcast
        }
    }
and = { $first } y { $second }
answer-no-seeds = No había canciones que pudiera usar, así que me basé en el nombre.
answer-partial = Solo leí las primeras { $read } de sus { $total } entradas.
answer-problem = **Sin la playlist:** { $problem }
answer-unchecked = **Sin mirar lo que ya tienes:** { $problem }
answer-empty = No encontré ninguna canción que no esté ya ahí. Dame más canciones, o un ambiente con `ambiente:`.
answer-page = Página { $page } de { $pages }

song = **{ $number }. { $title }**
song-artist = { $artist } · [Escuchar en Spotify]({ $url })
song-artist-search = { $artist } · [Buscar en Spotify]({ $url })
song-link = [Escuchar en Spotify]({ $url })
song-link-search = [Buscar en Spotify]({ $url })
song-reason = -# { $reason }
song-reason-match = -# { $reason } · afinidad { $match }

taken-song = “{ $entry }”: { $title } de { $artist }
taken-title = “{ $entry }”: { $title }
taken-artist = “{ $entry }”: no conozco esa canción, así que me basé en { $artist }
taken-artist-near = “{ $entry }”: me basé en { $artist }. ¿Querías decir { $near }?
missed = “{ $entry }”: sin resultados
missed-near = “{ $entry }”: sin resultados. ¿Querías decir { $near }?
notes-more = { $count ->
        [one] y una más
       *[other] y { $count } más
    }

attribution = Playlists, portadas y enlaces: [Spotify](https://open.spotify.com)
attribution-demo = Este es el modelo de demostración: aprendió de playlists inventadas.

page-first = « Primera
page-previous = ‹ Atrás
page-next = Siguiente ›
page-last = Última »
share = Compartir

songs-not-found = No conozco { $songs }. Revisa cómo está escrito, escribe “Artista - Título” con punto y coma entre canciones, pega un enlace de Spotify o describe un ambiente con `ambiente:`.
songs-not-found-near = No conozco { $songs }. ¿Querías decir { $near }? Si no, escribe “Artista - Título” con punto y coma entre canciones, o describe un ambiente con `ambiente:`.
nothing-given = No encontré ni canciones ni palabras sobre un ambiente por las que guiarme. Dame una playlist con canciones, nombra algunas con `canciones:` o describe un ambiente con `ambiente:`.

picker = **¿Qué playlist continúo?** También puedes usar `/recomendar playlist:` con un enlace, `canciones:`, `archivo:`, `pegar:` o `ambiente:`.
picker-more = Aquí están las primeras { $shown } de { $total }; escribe una parte del nombre en `/recomendar playlist:` para encontrar las demás.
picker-placeholder = Elige una playlist
picker-none = No veo en Spotify ninguna playlist tuya que pueda leer. Crea una allí, o dame canciones con `/recomendar canciones:` o un ambiente con `/recomendar ambiente:`.
playlist-songs = { $total ->
        [one] 1 canción
       *[other] { $total } canciones
    }
