# Lists as playlists in somebody's Spotify. Names arrive escaped for Discord's markdown, except those of the form.

create-playlist = Crear playlist

## What the form proposes; Spotify shows it as it is.

playlist-name-source = { $name }, continuación
playlist-name-songs = Canciones como { $song }
playlist-name-other = Canciones de Segue
playlist-about = Canciones reunidas por Segue en Discord.
playlist-about-source = Canciones que continúan “{ $name }” ({ $url }), reunidas por Segue en Discord.
playlist-about-source-unlinked = Canciones que continúan “{ $name }”, reunidas por Segue en Discord.

## The form.

playlist-form = Crear playlist
playlist-form-name = Nombre
playlist-form-description = Descripción
playlist-form-description-about = Le agrego un código corto con el que vuelvo a encontrar la playlist
playlist-form-public = Quién la ve
playlist-form-private-choice = Privada: solo tú
playlist-form-public-choice = Pública: en tu perfil
playlist-form-cover = Portada
playlist-form-cover-about = La nuestra lleva colores y el nombre; antes, Spotify te pide permiso
playlist-form-cover-none = La de Spotify, con las canciones
playlist-form-cover-ours = Hecha por Segue

## Under way.

playlist-working = Estoy en eso. Si este mensaje se queda así, presiona el botón: sigue desde donde se detuvo.
playlist-check = ¿Cómo va?
playlist-still-writing = Todavía estoy con esta playlist. Espera a que termine y vuelve a presionar.
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
        [0] No agregué nada a **{ $name }**: ya tiene todas estas canciones.
        [one] Agregué 1 canción a **{ $name }**.
       *[other] Agregué { $songs } canciones a **{ $name }**.
    }
playlist-present = { $songs ->
        [one] Una de las canciones ya estaba, y la dejé afuera.
       *[other] { $songs } de las canciones ya estaban, y las dejé afuera.
    }
playlist-missing = { $count ->
        [one] No está en Spotify: { $songs }.
       *[other] { $count } no están en Spotify: { $songs }.
    }
playlist-missing-more = { $songs } y { $more } más
playlist-older = Las canciones anteriores están guardadas; “Recuperar las anteriores” las devuelve.
playlist-no-cover = No se pudo poner la portada, así que tiene la de Spotify.
playlist-undone = **{ $name }** ya no está en tu biblioteca. Para volver a hacerla, presiona “Crear playlist” debajo de la lista; además, Spotify guarda la anterior por un tiempo en [spotify.com/account/recover-playlists](https://www.spotify.com/account/recover-playlists/).
playlist-taken-out = Quité de **{ $name }** las canciones que había agregado.
playlist-open = Abrir en Spotify
playlist-undo = Deshacer
playlist-refresh = Renovar
playlist-restore = Recuperar las anteriores
playlist-add = Agregar a otra playlist
playlist-targets = **¿A qué playlist agrego estas canciones?** Las que ya tenga quedan afuera.
playlist-targets-more = Aquí están las primeras { $shown } de { $total }.
playlist-targets-none = No veo en Spotify otra playlist tuya a la que pueda agregar canciones. Crea una allí e inténtalo de nuevo en unos minutos.
playlist-targets-placeholder = Elige una playlist

## Not done. Each says what happened; the button below it goes on.

playlist-stopped = **{ $name }** no está terminada. { $problem }
playlist-stopped-partly = **{ $name }** no está terminada: tiene { $written } de { $songs } canciones. { $problem }
playlist-continue = Continuar
playlist-anew = Crearla ahora
playlist-rewrite = Escribirla de nuevo
playlist-allow = Permitirlo en Spotify
playlist-allow-how = Para escribir **{ $name }** necesito tu permiso en Spotify. Dalo allí, vuelve aquí y presiona “Continuar”.
playlist-nothing = Spotify no tiene ninguna de estas canciones, así que no creé ninguna playlist: { $others ->
        [0] { $songs }.
       *[other] { $songs } y { $others } más.
    } Pide otras canciones e inténtalo de nuevo.
playlist-nothing-new = No encontré más canciones de este estilo que la playlist no haya tenido ya, así que se queda como está. Pide una lista nueva con `/recomendar`.
playlist-cannot-look = Spotify no dijo si creó la playlist y ahora no puedo revisarlo, así que no creé una segunda. { $why } Presiona “Continuar” y volveré a revisar; o, si no ves esa playlist en Spotify, presiona “Crearla ahora”.
playlist-changed = Alguien la cambió mientras yo escribía, así que me detuve. “Escribirla de nuevo” deja en ella exactamente estas canciones.
playlist-gone = Esa playlist ya no está en Spotify. Presiona “Crear playlist” debajo de la lista para crearla otra vez.
songs-refused = Spotify ya no acepta las direcciones de estas canciones. Pide una lista nueva con `/recomendar` y escribe esa; si vuelve a pasar, dile a quien administra este bot que su modelo está desactualizado.
spotify-unclear = Spotify no dijo si hizo lo que le pedí. Presiona “Continuar”: revisaré antes de hacer nada más.

## Without an account.

playlist-unlinked = **Vincula tu cuenta de Spotify y pondré estas canciones en una playlist tuya.** Después, presiona otra vez “Crear playlist”.
playlist-link = Vincular Spotify
playlist-files = O llévate la lista: { $songs ->
        [one] 1 canción
       *[other] { $songs } canciones
    } en CSV, JSPF, XSPF y M3U8.
playlist-files-uris = `spotify-uris.txt` sirve de inmediato: copia todo su texto, abre una playlist en la app de escritorio de Spotify y pégalo.
playlist-files-uris-some = `spotify-uris.txt` sirve de inmediato para las { $songs } cuya dirección de Spotify conozco: copia todo su texto, abre una playlist en la app de escritorio de Spotify y pégalo.
playlist-files-no-uris = No conozco la dirección de Spotify de ninguna de estas canciones, así que no hay archivo con ellas.
