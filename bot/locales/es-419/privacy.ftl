# /privacy, /about, /help, and the reminder of a link that ends.

command-privacy = privacidad
command-privacy-about = Lo que tengo guardado sobre ti: para verlo, llevártelo o borrarlo
command-privacy-show = ver
command-privacy-show-about = Lo que tengo guardado sobre ti y hasta cuándo
command-privacy-export = exportar
command-privacy-export-about = Todo lo que tengo guardado sobre ti, en un archivo
command-privacy-delete = borrar
command-privacy-delete-about = Borrar de una vez todo lo que tengo guardado sobre ti
privacy-title = ### Lo que tengo guardado sobre ti
privacy-nothing = No tengo nada guardado sobre ti.
privacy-link = • El vínculo con tu cuenta de Spotify, con un token cifrado, hasta que uses `/desvincular` o Spotify lo termine
privacy-read = { $count ->
        [one] • Una cosa que leí en tu Spotify, durante horas o un día
       *[other] • { $count } cosas que leí en tu Spotify, durante horas o un día
    }
privacy-written = { $count ->
        [one] • Lo que sé de una playlist que escribí para ti
       *[other] • Lo que sé de { $count } playlists que escribí para ti
    }
privacy-messages = { $count ->
        [one] • Lo que hay detrás de los botones de un mensaje
       *[other] • Lo que hay detrás de los botones de { $count } mensajes
    }
privacy-opinions = { $count ->
        [one] • Una cosa que me dijiste de una canción o artista (`/opiniones`)
       *[other] • { $count } cosas que me dijiste de canciones y artistas (`/opiniones`)
    }
privacy-shown = { $count ->
        [one] • Una canción que no repito durante un tiempo
       *[other] • { $count } canciones que no repito durante un tiempo
    }
privacy-settings = • Tus ajustes (`/ajustes`)
privacy-pending = • Un vínculo con Spotify que empezaste, durante minutos
privacy-backups = Las copias de seguridad de mi base de datos se guardan { $days } días. Hasta entonces contienen lo que contenían; nadie las mira salvo que la base de datos se estropee.
privacy-exported = Aquí está todo lo que tengo guardado sobre ti, en JSON. Faltan los tokens: abrirían tu cuenta.
privacy-question = **¿Borrar todo lo que tengo guardado sobre ti?** No se puede deshacer. Las playlists de Spotify se quedan, y también los mensajes en Discord, sin botones que funcionen. Esto desaparecería:
privacy-erase = Borrarlo todo
privacy-keep = Dejarlo
privacy-kept = No se borró nada.
privacy-erased = **Todo está borrado.** Esto ya no está:

reminder = **Tu vínculo con Spotify está a punto de terminar.** Lo aceptaste hace cinco meses, y Spotify lo termina a los seis. Vincula tu cuenta de nuevo si quieres que siga leyendo y escribiendo tus playlists; si no, no tienes que hacer nada. No te lo recordaré otra vez.
reminder-link = Vincular de nuevo

command-about = acerca
command-about-about = Qué Segue es este, de qué aprendió y de quién son los datos que muestra
about = ### Segue { $version }
    Continúa playlists de Spotify en Discord y dice por qué.
about-data = Aprendió de: { $data }. Licencia: { $licence }.
about-privacy = [Política de privacidad]({ $url })
about-terms = [Condiciones de uso]({ $url })
about-commands = `/privacidad` muestra, entrega y borra lo que tengo guardado sobre ti.

help-menu-entry = - **“{ $name }”** en el menú de un mensaje: { $about }
help-menu-continue = canciones que van con lo que el mensaje enlaza en Spotify
help-entry = - **`/{ $name }`** { $about }
help-label = /{ $name }
help-details-placeholder = Un comando en detalle…
help-details = ### /{ $name }
help-option = - **`{ $name }:`** { $about }
help-no-options = No tiene opciones.
