# /link, /unlink and what Discord shows while an account is being linked. Names arrive escaped for Discord's markdown.

link-offer = **Vincula tu cuenta de Spotify**
    Abre la página, comprueba que aparece tu nombre y acepta en la página de Spotify. El enlace sirve una sola vez, solo para ti, y caduca { $ends }.
link-offer-again = Tienes vinculada la cuenta **{ $account }**. Para volver a vincularla, o vincular otra, abre la página de abajo; el enlace sirve una sola vez, solo para ti, y caduca { $ends }.
link-offer-renew = Tenías vinculada la cuenta **{ $account }**, pero Spotify ya no acepta ese vínculo. Para renovarlo, abre la página de abajo; el enlace sirve una sola vez, solo para ti, y caduca { $ends }.
link-paste-how = Este bot no tiene dirección en internet, así que tu navegador mostrará un error después de aceptar. Es normal: copia la dirección completa de la barra de direcciones y pégala aquí.
link-open = Vincular en Spotify
link-paste = Pegar la dirección
link-paste-title = Terminar de vincular
link-paste-label = La dirección que salió tras aceptar
link-paste-about = Entera, de la barra de direcciones de tu navegador
link-confirm-ask = Spotify dice que esta cuenta es **{ $account }**. ¿La vinculo contigo?
link-confirm = Vincular esta cuenta
link-cancel = Cancelar
link-done = Tienes vinculada la cuenta **{ $account }**. Empieza a escribir `/recomendar playlist:` y te ofreceré tus playlists. `/desvincular` lo borra todo otra vez.
link-cancelled = No se ha vinculado nada. Usa `/vincular` cuando quieras volver a intentarlo.
unlink-done = Tu cuenta de Spotify está desvinculada. He borrado el vínculo, sus tokens, todo lo que leí de Spotify, las listas que hice a partir de tus playlists y lo que guardaba de las playlists que escribí (las playlists siguen en Spotify). Los mensajes que publiqué siguen ahí hasta que los borres, pero sus botones ya no funcionan. También puedes retirar el acceso en [spotify.com/account/apps](https://www.spotify.com/account/apps/).
unlink-nothing = No tenías ninguna cuenta de Spotify vinculada, así que no había nada que borrar.

help = ### Segue
    Continúo playlists de Spotify: dame una, unas canciones o un ambiente, y te respondo con canciones que encajan, y por qué.
help-lists = **Debajo de una lista:** menús para decir algo de una canción o cambiar la lista, «Por sonido» para ordenarla y «Crear playlist» para escribirla en tu Spotify o recibirla como archivo.
help-visibility = Lo que sale de tus propias playlists, canciones y archivos solo lo ves tú, salvo que elijas `visibilidad: todos` o pulses «Compartir». Las demás respuestas las ve todo el mundo.
help-privacy = **Tus datos:** guardo tu vínculo, cifrado, y lo que leo de Spotify durante { $hours ->
        [one] una hora
       *[other] { $hours } horas
    } como máximo. Para los botones de una lista guardo lo que muestra y las canciones que me diste para ella durante { $days ->
        [one] un día
       *[other] { $days } días
    }, y lo mismo con lo que escribí en tu Spotify. `/desvincular` lo borra todo de una vez, y `/privacidad borrar` lo demás que sé de ti. Nada de Spotify entrena ningún modelo.
help-model = Mi modelo es **{ $name }**: conoce { $songs } canciones de { $playlists } playlists.
help-attribution = Las playlists, portadas y enlaces son de [Spotify](https://open.spotify.com). Segue no está hecho ni avalado por Spotify.

## Where a command needs one more permission.

consent-offer = Para eso necesito tu permiso para { $permission }. Spotify te lo pide, además de lo que ya puedo ver. Sirve una sola vez y caduca { $ends }; después vuelve aquí y pulsa el botón o usa otra vez el comando.
consent-top = ver lo que más escuchas
consent-library = ver las canciones que te gustan
consent-write = escribir playlists
consent-undo = volver a quitarlas de tu biblioteca
consent-cover = ponerles una portada
