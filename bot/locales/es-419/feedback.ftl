# Talking back: the selects under a list, and /feedback.

song-placeholder = Di algo de una canción…
song-label = { $number }. { $title } · { $artist }
song-say-placeholder = “{ $title }”: ¿qué pasa con ella?
song-more-like = Más como esta
song-not-this = Esta canción no, y nunca más
song-never = Nunca { $artist }
song-why = ¿Por qué está aquí?
song-back = Volver a todas las canciones

change-placeholder = { $mix ->
        [safe] Cambiar esta lista… (ahora: segura)
        [balanced] Cambiar esta lista… (ahora: equilibrada)
        [adventurous] Cambiar esta lista… (ahora: atrevida)
       *[none] Cambiar esta lista…
    }
change-bolder = Más atrevida
change-safer = Más segura
change-more = Más canciones
change-shuffle = Orden aleatorio
change-best = Las mejores primero
change-nothing-more = No tengo ninguna canción más para esta lista. Dame más canciones en las que basarme, u otro ambiente, y encontraré otras.

why-title = **{ $title }** · { $artist }
why-reason = { $reason }.
why-kind = { $kind ->
        [together] Son playlists de las que aprendí; las canciones que comparten muchas de ellas van juntas.
        [artist] Quien tiene varias canciones de alguien en una playlist suele querer otra.
        [close] Ninguna playlist de las que aprendí tiene las dos, pero el mismo tipo de playlists tiene una u otra.
        [title] Aprendí de playlists a las que la gente le puso el mismo nombre.
        [word] Aprendí de playlists con nombres parecidos al tuyo.
       *[mood] Las playlists con nombres así tienen canciones como esta.
    }
why-place = { $songs ->
        [one] Es la única canción de esta lista.
       *[other] Solo por lo bien que encaja, es la número { $place } de las { $songs } canciones de aquí.
    }
why-match = Su sonido encaja con tus canciones mejor que el de { $match } de cada 100 canciones.
why-sound = • { $reason }

answer-lately = { $days ->
        [one] { $songs ->
            [one] Dejé fuera una canción que ya viste desde ayer (`/ajustes`).
           *[other] Dejé fuera { $songs } canciones que ya viste desde ayer (`/ajustes`).
        }
       *[other] { $songs ->
            [one] Dejé fuera una canción que ya viste en los últimos { $days } días (`/ajustes`).
           *[other] Dejé fuera { $songs } canciones que ya viste en los últimos { $days } días (`/ajustes`).
        }
    }
answer-lately-again = { $again ->
        [one] Quedaban muy pocas nuevas, así que la última canción ya la conoces.
       *[other] Quedaban muy pocas nuevas, así que las últimas { $again } canciones ya las conoces.
    }
post-own-copy = Eso es de <@{ $owner }>. Aquí tienes una copia tuya, que solo ves tú.

command-feedback = opiniones
command-feedback-about = Lo que dijiste de canciones y artistas, para verlo y retirarlo
feedback-title = ### Lo que me dijiste
feedback-none = Todavía no me dijiste nada de canciones ni artistas. Debajo de cada lista hay un menú para eso: más como una canción, esa no, ese artista nunca.
feedback-more = 👍 más como **{ $title }** · { $artist } · <t:{ $when }:R>
feedback-not = 👎 no **{ $title }** · { $artist } · <t:{ $when }:R>
feedback-never = 🚫 nunca **{ $artist }** · <t:{ $when }:R>
feedback-lately = { $songs ->
        [0] Ninguna canción queda fuera por haberla visto hace poco.
        [one] Una canción queda fuera porque la viste hace poco.
       *[other] { $songs } canciones quedan fuera porque las viste hace poco.
    }
feedback-about = Las canciones y artistas que rechazas no vienen nunca. Las canciones que van con lo que quieres más vienen un poco antes, donde de todos modos encajan en la lista.
feedback-undo = Retirar…
feedback-label-more = 👍 { $title } · { $artist }
feedback-label-not = 👎 { $title } · { $artist }
feedback-label-never = 🚫 { $artist }
feedback-clear = Retirarlo todo
feedback-clear-sure = Sí, retirarlo todo
feedback-clear-keep = No, dejarlo
feedback-clear-question = { $count ->
        [one] **¿Retirar lo único que me dijiste?** No se puede deshacer.
       *[other] **¿Retirar las { $count } cosas que me dijiste?** No se puede deshacer.
    }
feedback-forget = Que esas canciones puedan volver
