# /settings, and how often people may ask.

duration-seconds = { $seconds ->
        [one] un segundo
       *[other] { $seconds } segundos
    }
duration-minutes = { $minutes ->
        [one] un minuto
       *[other] { $minutes } minutos
    }
too-often-you = { $asked ->
        [one] Has preguntado una vez en el último minuto, y no doy para más.
       *[other] Has preguntado { $asked } veces en el último minuto.
    } Inténtalo de nuevo dentro de { $wait }.
too-often-member = { $asked ->
        [one] En este servidor cada persona puede preguntar una vez cada diez minutos.
       *[other] En este servidor cada persona puede preguntar { $asked } veces cada diez minutos.
    } Inténtalo de nuevo dentro de { $wait }.
too-often-server = { $asked ->
        [one] Este servidor puede preguntar una vez cada diez minutos, y alguien ya lo ha hecho.
       *[other] Este servidor ha gastado sus { $asked } peticiones de los últimos diez minutos.
    } Inténtalo de nuevo dentro de { $wait }.
only-you-here = En este servidor respondo a la vista de todos en { $channels }; aquí esto solo lo ves tú.

command-settings = ajustes
command-settings-about = Cómo son tus listas si no dices otra cosa; para administradores, lo que rige en el servidor
settings-title = ### Tus ajustes
settings-about = Valen dondequiera que me uses, salvo que una opción de un comando diga otra cosa.
settings-server-title = ### Ajustes de este servidor
settings-server-about = Valen aquí para todos. Los ajustes y opciones de cada miembro van primero, pero no más allá de los límites y canales.
settings-label = { $name }: { $value }
settings-count = Canciones en una lista
settings-mix = Lo atrevidas que son las listas
settings-clean = Canciones explícitas
settings-visibility = Quién ve las respuestas
settings-language = Idioma
settings-repeat-days = La misma canción otra vez
settings-channels = Canales donde todos pueden ver respuestas
settings-most-songs = Máximo de canciones en una lista
settings-per-member = Peticiones de un miembro
settings-per-server = Peticiones de todo el servidor
settings-usual = { $usual } (lo habitual)
settings-songs = { $songs ->
        [one] 1 canción
       *[other] { $songs } canciones
    }
settings-explicit-yes = pueden venir
settings-explicit-no = fuera, cuando lo sé
settings-visibility-usual = lo que sale de una cuenta solo lo ve su dueño
settings-language-usual = el idioma de Discord
settings-repeat = { $days ->
        [0] Puede venir en cualquier momento
        [one] No el mismo día
       *[other] No antes de { $days } días
    }
settings-requests = { $requests ->
        [one] 1 cada diez minutos
       *[other] { $requests } cada diez minutos
    }
settings-unlimited = sin más límite que 20 por minuto
settings-channels-all = Todos los canales
settings-reset = Volver a lo habitual
settings-to-server = Este servidor…
settings-to-mine = Mis propios ajustes…
settings-not-admin = Solo quien puede gestionar este servidor («Gestionar servidor») puede cambiar sus ajustes.
settings-no-server = Aquí no hay ningún servidor cuyos ajustes se puedan cambiar. Usa `/ajustes` en el servidor.
blend-not-here = Una mezcla es para que la vean todos, y en este servidor eso solo lo escribo en { $channels }. Usa `/mezclar` allí.
share-not-here = En este servidor solo escribo a la vista de todos en { $channels }, así que aquí no puedo compartir esto.
