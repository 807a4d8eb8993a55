# Linking a Spotify account: what can go wrong, and the pages that a browser shows.

not-linked = Todavía no has vinculado una cuenta de Spotify. Usa `/vincular`, o dame canciones o un ambiente: `/recomendar canciones:` y `/recomendar ambiente:` no necesitan cuenta.
link-expired = Tu vínculo con Spotify ya no funciona: termina a los seis meses, cuando lo retiras en Spotify o cuando cambian las claves de este bot. Usa `/vincular` para conectarte de nuevo; tu configuración y tu historial siguen aquí.
account-taken = Esta cuenta de Spotify ya está vinculada a otra persona de Discord, así que no se vinculó nada. Esa persona puede liberarla con `/desvincular`, o puedes usar `/vincular` con otra cuenta de Spotify.
link-gone = Este enlace ya no es válido. Un enlace sirve una vez y durante diez minutos, en el navegador que lo abrió. Usa `/vincular` en Discord para conseguir otro.
consent-denied = Dijiste que no en la página de Spotify, así que no se vinculó nada. Si fue un error, vuelve a usar `/vincular`.
consent-failed = Spotify no pudo pedirte permiso, así que no se vinculó nada. Vuelve a usar `/vincular`; si sigue pasando, avisa a quien administra este bot.
paste-unreadable = Esa no es la dirección que necesito. Después de aceptar en la página de Spotify, tu navegador va a una dirección que empieza con `{ $address }` y puede mostrar un error; copia esa dirección completa y pégala aquí.
linking-off-no-app = Aquí no se pueden vincular cuentas de Spotify, porque este bot no tiene una app de Spotify. `/recomendar canciones:` y `/recomendar ambiente:` funcionan de todos modos. Si administras este bot: configura `SPOTIFY_CLIENT_ID`.
linking-off-no-keys = Aquí no se pueden vincular cuentas de Spotify, porque este bot no tiene una clave con la que cifrarlas. `/recomendar canciones:` y `/recomendar ambiente:` funcionan de todos modos. Si administras este bot: ejecuta `segue keys new` y pon la clave en `SEGUE_SECRET_KEYS`.
user-not-registered = Spotify dice que tu cuenta no está registrada para la app de este bot, así que no puedo usarla. Quien administra este bot tiene que agregar tu correo de Spotify en developer.spotify.com/dashboard → la app → User Management (en una app nueva caben cinco personas). Después, inténtalo de nuevo.

## Pages in the browser.

page-link-heading = Vincular una cuenta de Spotify a { $user } en Discord
page-link-what = Continúa, y Spotify preguntará si este bot puede ver tus playlists. La respuesta queda unida al usuario de Discord **{ $user }**.
page-link-warning = Si no eres { $user }, cierra esta página: si no, esa persona podría ver tus playlists.
page-link-button = Continuar a Spotify
page-done-heading = Vinculada
page-done-what = La cuenta de Spotify **{ $account }** ya está vinculada. Puedes cerrar esta página y volver a Discord. Para deshacerlo en cualquier momento, usa allí `/desvincular`.
page-paste-heading = Un paso más
page-paste-what = Copia la dirección completa de esta página de la barra de direcciones de tu navegador, vuelve a Discord y pégala donde el bot te la pide. No se vincula nada hasta que lo confirmes allí.
page-failed-heading = No se vinculó nada
page-missing-heading = Aquí no hay nada
page-missing-what = Esta dirección no lleva a ninguna parte. Si venías a vincular una cuenta de Spotify, usa `/vincular` en Discord y sigue el botón.
page-foreign-heading = Empieza desde la propia página
page-foreign-what = Tu navegador no dijo que esto venga de la página de vinculación, así que no se hizo nada. Usa `/vincular` en Discord, abre su botón en un navegador actualizado y presiona allí “Continuar a Spotify”.
page-busy-heading = Un momento
page-busy-what = Hay demasiada gente aquí a la vez. Recarga esta página en unos segundos.
page-broken-heading = Algo falló
page-moment = { $day } a las { $time } UTC
