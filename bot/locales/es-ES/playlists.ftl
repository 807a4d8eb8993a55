# Lists as playlists in somebody's Spotify. Names arrive escaped for Discord's markdown, except those of the form.

create-playlist = Crear playlist

## What the form proposes; Spotify shows it as it is.

playlist-name-source = { $name }, continuación
playlist-name-songs = Canciones como { $song }
playlist-name-other = Canciones de Segue
playlist-about = Canciones reunidas por Segue en Discord.
playlist-about-source = Canciones que continúan «{ $name }» ({ $url }), reunidas por Segue en Discord.
playlist-about-source-unlinked = Canciones que continúan «{ $name }», reunidas por Segue en Discord.

## The form.

playlist-form = Crear playlist
playlist-form-name = Nombre
playlist-form-description = Descripción
playlist-form-description-about = Le añado un código corto con el que vuelvo a encontrar la playlist
playlist-form-public = Quién la ve
playlist-form-private-choice = Privada: solo tú
playlist-form-public-choice = Pública: en tu perfil
playlist-form-cover = Portada
playlist-form-cover-about = La nuestra lleva colores y el nombre; antes, Spotify te pide permiso
playlist-form-cover-none = La de Spotify, con las canciones
playlist-form-cover-ours = Hecha por Segue

## Under way.

playlist-working = Estoy en ello. Si este mensaje se queda así, pulsa el botón: sigue por donde se paró.
playlist-check = ¿Cómo va?
playlist-still-writing = Todavía estoy con esta playlist. Espera a que termine y vuelve a pulsar.
playlist-interrupted = Me interrumpieron mientras trabajaba en una playlist tuya; así está ahora.

## Done.

playlist-done = { $public ->
        [yes] **{ $name }** está en tu Spotify, a la vista de todos: { $songs ->
            [one] 1 canción
           *[other] { $songs } canciones
        }.
       *[no] **{ $name }** está en tu Spotify, solo para ti: { $songs ->
            [one] 1 canción
           *[other] { $songs } canciones
        }.
    }
playlist-added = { $songs ->
        [0] No he añadido nada a **{ $name }**: ya tiene todas estas canciones.
        [one] He añadido 1 canción a **{ $name }**.
       *[other] He añadido { $songs } canciones a **{ $name }**.
    }
playlist-present = { $songs ->
        [one] Una de las canciones ya estaba, y la he dejado fuera.
       *[other] { $songs } de las canciones ya estaban, y las he dejado fuera.
    }
playlist-missing = { $count ->
        [one] No está en Spotify: { $songs }.
       *[other] { $count } no están en Spotify: { $songs }.
    }
playlist-missing-more = { $songs } y { $more } más
playlist-older = Las canciones de antes están guardadas; «Recuperar las de antes» las devuelve.
playlist-no-cover = No se ha podido poner la portada, así que tiene la de Spotify.
playlist-undone = **{ $name }** ya no está en tu biblioteca. Para volver a hacerla, pulsa «Crear playlist» bajo la lista; además, Spotify guarda la anterior un tiempo en [spotify.com/account/recover-playlists](https://www.spotify.com/account/recover-playlists/).
playlist-taken-out = He quitado de **{ $name }** las canciones que había añadido.
playlist-open = Abrir en Spotify
playlist-undo = Deshacer
playlist-refresh = Renovar
playlist-restore = Recuperar las de antes
playlist-add = Añadir a otra playlist
playlist-targets = **¿A qué playlist añado estas canciones?** Las que ya tenga se quedan fuera.
playlist-targets-more = Aquí están las primeras { $shown } de { $total }.
playlist-targets-none = No veo en Spotify otra playlist tuya a la que pueda añadir canciones. Crea una allí e inténtalo de nuevo en unos minutos.
playlist-targets-placeholder = Elige una playlist

## Not done. Each says what happened; the button below it goes on.

playlist-stopped = **{ $name }** no está terminada. { $problem }
playlist-stopped-partly = **{ $name }** no está terminada: tiene { $written } de { $songs } canciones. { $problem }
playlist-continue = Continuar
playlist-anew = Crearla ahora
playlist-rewrite = Escribirla de nuevo
playlist-allow = Permitirlo en Spotify
playlist-allow-how = Para escribir **{ $name }** necesito tu permiso en Spotify. Dalo allí, vuelve aquí y pulsa «Continuar».
playlist-nothing = Spotify no tiene ninguna de estas canciones, así que no he creado ninguna playlist: { $others ->
        [0] { $songs }.
       *[other] { $songs } y { $others } más.
    } Pide otras canciones e inténtalo de nuevo.
playlist-nothing-new = No he encontrado más canciones de este estilo que la playlist no haya tenido ya, así que se queda como está. Pide una lista nueva con `/recomendar`.
playlist-cannot-look = Spotify no ha dicho si ha creado la playlist y ahora no puedo mirarlo, así que no he creado una segunda. { $why } Pulsa «Continuar» y volveré a mirar; o, si no ves esa playlist en Spotify, pulsa «Crearla ahora».
playlist-changed = Alguien la ha cambiado mientras yo escribía, así que he parado. «Escribirla de nuevo» deja en ella exactamente estas canciones.
playlist-gone = Esa playlist ya no está en Spotify. Pulsa «Crear playlist» debajo de la lista para crearla otra vez.
songs-refused = Spotify ya no acepta las direcciones de estas canciones. Pide una lista nueva con `/recomendar` y escribe esa; si vuelve a pasar, dile a quien lleva este bot que su modelo está anticuado.
spotify-unclear = Spotify no ha dicho si ha hecho lo que le pedí. Pulsa «Continuar»: miraré antes de hacer nada más.

## Without an account.

playlist-unlinked = **Vincula tu cuenta de Spotify y pondré estas canciones en una playlist tuya.** Después, pulsa otra vez «Crear playlist».
playlist-link = Vincular Spotify
playlist-files = O llévate la lista: { $songs ->
        [one] 1 canción
       *[other] { $songs } canciones
    } en CSV, JSPF, XSPF y M3U8.
playlist-files-uris = `spotify-uris.txt` sirve al momento: copia todo su texto, abre una playlist en la app de escritorio de Spotify y pégalo.
playlist-files-uris-some = `spotify-uris.txt` sirve al momento para las { $songs } cuya dirección de Spotify conozco: copia todo su texto, abre una playlist en la app de escritorio de Spotify y pégalo.
playlist-files-no-uris = No conozco la dirección de Spotify de ninguna de estas canciones, así que no hay archivo con ellas.
