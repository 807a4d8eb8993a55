# What people bring along: files, pasted lists, messages, accounts. Names arrive escaped for Discord's markdown.

## Files that no songs can be taken from.

file-too-large = **{ $name }** es demasiado grande: leo archivos de hasta { $megabytes } MB. Adjunta uno más corto, por ejemplo una sola playlist.
file-empty = **{ $name }** está vacío. Adjunta un archivo con canciones.
file-not-text = **{ $name }** no es una lista de canciones, sino una imagen, un sonido o un programa. Leo CSV, JSPF, XSPF, M3U8, texto sin formato y los archivos JSON de una exportación de datos de Spotify.
file-packed = **{ $name }** está comprimido (un archivo zip o una hoja de cálculo). Descomprímelo y adjunta uno de sus archivos, o guarda la hoja de cálculo como CSV.
file-damaged = **{ $name }** está dañado: { $line ->
        [0] no puedo leerlo como { $kind ->
            [json] JSON
            [xml] XML
           *[csv] CSV
        }
       *[other] la línea { $line } no es { $kind ->
            [json] JSON correcto
            [xml] XML correcto
           *[csv] CSV correcto
        }
    }. Expórtalo de nuevo, o dame sus canciones como texto, una por línea.
file-foreign = **{ $name }** es { $kind ->
        [xml] XML, pero no una playlist que pueda leer: conozco XSPF.
       *[json] JSON, pero no una lista de canciones que conozca. Leo JSPF, y `Playlist1.json`, `YourLibrary.json` y el historial de reproducción de una exportación de datos de Spotify.
    } También puedes darme canciones como texto, una por línea.
file-with-entities = **{ $name }** declara un tipo de documento, y eso no lo leo porque un archivo pequeño puede volverse enorme. Expórtalo de nuevo como XSPF, o como CSV.
file-columns = **{ $name }** no tiene ninguna columna con canciones. Sus columnas son { $columns }; busco una llamada `Track URI`, `Track Name` o `title`, mejor con `Artist Name(s)` o `artist`.
file-several = **{ $name }** contiene { $count } playlists: { $playlists }. Adjúntalo otra vez y di cuál con `playlist:` y su nombre.
file-no-songs = No hay ninguna canción en **{ $name }**. Adjunta un archivo con canciones, una por línea si es texto sin formato.
text-no-songs = Ahí no hay ninguna canción. Escribe una por línea, como «Artista - Título» o un enlace de Spotify.

## What was brought along, above the answer.

reading-file = Leyendo tu archivo…
file-unreachable = Discord no me ha dado ese archivo. Adjúntalo otra vez.
message-no-links = En ese mensaje no hay ningún enlace a una canción, un álbum, un artista o una playlist de Spotify. Elige uno con enlace, o nombra canciones con `/recomendar canciones:`.
too-many-links = Leo como mucho { $most } álbumes, artistas y playlists a la vez, y sobraba uno.
years-crossed = No hay ningún año desde { $first } hasta { $last }. Intercámbialos.

answer-title-file = ### Canciones que van con { $name }
answer-title-pasted = ### Canciones que van con tu lista
answer-title-history = ### Canciones que van con lo que has escuchado
answer-title-top = ### Canciones que van con las que más escuchas
answer-title-liked = ### Canciones que van con las que te gustan

gathered = { $origin ->
        [file] De **{ $name }**: { $songs ->
            [one] 1 canción
           *[other] { $songs } canciones
        }
        [pasted] De tu lista: { $songs ->
            [one] 1 canción
           *[other] { $songs } canciones
        }
        [history] De **{ $name }**: { $songs ->
            [one] la canción que más has puesto
           *[other] las { $songs } canciones que más has puesto
        }
        [album] Del álbum **{ $name }** de { $owner }: { $songs ->
            [one] 1 canción
           *[other] { $songs } canciones
        }
        [artist] El artista **{ $name }**
        [top] De las que más has escuchado en medio año: { $songs }
        [liked] De las que te gustan: { $songs ->
            [one] la más reciente
           *[other] las { $songs } más recientes
        }
        [member] **{ $name }**: { $songs ->
            [one] 1 canción
           *[other] { $songs } canciones
        }
       *[playlist] De **{ $name }** de { $owner }: { $songs ->
            [one] 1 canción
           *[other] { $songs } canciones
        }
    }
gathered-repeated = { $count ->
        [one] 1 estaba repetida
       *[other] { $count } estaban repetidas
    }
gathered-nameless = { $count ->
        [one] 1 no tenía nombre
       *[other] { $count } no tenían nombre
    }
gathered-left = { $count ->
        [one] 1 más se quedó fuera
       *[other] { $count } más se quedaron fuera
    }
years = { $bounds ->
        [first] Canciones desde { $first }.
        [last] Canciones hasta { $last }.
       *[both] Canciones desde { $first } hasta { $last }.
    }
years-scarce = No conozco más de esos años que encajen.
answer-empty-years = No conozco ninguna canción de esos años que encaje; de muchas canciones no sé el año. Amplía `desde_año:` y `hasta_año:`, o no los pongas.
checked = Sin { $songs ->
        [one] la canción que ya tienes
       *[other] las { $songs } canciones que ya tienes
    }: { $playlists } de { $total } playlists revisadas.{ $left ->
        [0] {""}
       *[other] {" "}Estoy leyendo las demás al ritmo que me deja Spotify; vuelve a pedirlo en unos minutos.
    }
missed-problem = «{ $entry }»: { $problem }

## The form.

paste-title = Pegar una lista de canciones
paste-label = Canciones
paste-about = Una por línea: «Artista - Título», o enlace a una canción, álbum, artista o playlist.

## /blend.

blend-choose = **¿Quién se apunta?** Elige hasta { $most } personas más. A cada una se le pregunta antes, y aporta las canciones que más escucha en Spotify o escribe algunas.
blend-who = Elegir personas
blend-invitation = ### { $host } quiere mezclar vuestros gustos
blend-guest = { $word ->
        [account] ✅ <@{ $user }> aporta las que más escucha
        [songs] ✅ <@{ $user }> aporta { $songs ->
            [one] 1 canción
           *[other] { $songs } canciones
        }
        [no] ➖ <@{ $user }> esta vez no participa
       *[nothing] ⏳ <@{ $user }> aún no ha respondido
    }
blend-how = Empiezo cuando todos hayan respondido; «Empezar ya» sigue con quienes ya lo han hecho. Las canciones más escuchadas se leen una vez, para esto, y no se guardan. Esto caduca { $ends }.
blend-lacking = Al menos dos de vosotros tenéis que traer canciones. Quien cambie de idea todavía puede pulsar un botón.
blend-top = Con las que más escucho
blend-give = Escribo canciones
blend-decline = Yo no
blend-start = Empezar ya
blend-for-all = { $count ->
        [0] Ninguna canción encaja con todos; van primero las que encajan con la mayoría.
        [one] La primera canción encaja con todos.
       *[other] Las primeras { $count } canciones encajan con todos.
    }
blend-not-invited = No participas en esta mezcla. Usa `/mezclar` para empezar una tuya.
blend-not-linked = No puedo leer ninguna cuenta tuya de Spotify. Usa `/vincular` y pulsa el botón otra vez, o elige «Escribo canciones».
blend-nobody = Todavía no hay nadie con quien mezclar. Elige al menos a otra persona; los bots no cuentan.
blend-under-way = Ya estoy mezclando. Las canciones aparecerán aquí en un momento.
blend-too-few = No conozco ninguna de las canciones de { $names }, y al menos dos de vosotros necesitáis alguna que conozca. Pulsad «Escribo canciones» para traer otras.
answer-title-blend = ### Canciones para { $names }
