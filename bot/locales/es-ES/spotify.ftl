# What Spotify, or its rules for apps like this one, will not do; and what works instead.

playlist-not-found = Spotify no me muestra ninguna playlist con ese enlace. Puede que esté borrada, o que sea privada de otra persona. Si puedes abrirla, copia sus canciones en una playlist tuya y dame esa.
playlist-not-readable = **{ $name }** es de { $owner }, y Spotify solo muestra a una app como esta las playlists que son tuyas o en las que colaboras. En Spotify, elige «Añadir a otra playlist → Nueva playlist» y dame tu copia, o nombra algunas de sus canciones con `/recomendar canciones:`.
playlist-made-by-spotify = Esa playlist la hace el propio Spotify y no se la muestra a ninguna app como esta. En Spotify, elige «Añadir a otra playlist → Nueva playlist» y dame tu copia, o nombra algunas de sus canciones con `/recomendar canciones:`.
track-not-found = Spotify ya no tiene ninguna canción con ese enlace. Revísalo, o escribe la canción como «Artista - Título».
album-not-found = Spotify ya no tiene ningún álbum con ese enlace. Revísalo, o nombra algunas de sus canciones.
artist-not-found = Spotify ya no tiene ningún artista con ese enlace. Revísalo, o escribe el nombre del artista.
playground-only = Ese enlace solo existe en la demostración y no en el Spotify de verdad. Dame un enlace copiado de Spotify, o nombra canciones con `/recomendar canciones:`.
missing-scope = Aún no tengo tu permiso para eso. Vuelve a usar `/vincular` y acepta lo que pide Spotify.
consent-needed = Para eso necesito un permiso más, y Spotify te lo pide. Te he enviado un botón para darlo.
owner-needs-premium = Spotify ha cerrado el acceso de este bot, porque quien lo lleva necesita una suscripción activa a Spotify Premium; tras renovarla puede tardar unas horas. Mientras tanto, nombra canciones con `canciones:` o un ambiente con `ambiente:`.
spotify-forbids = Spotify no deja que este bot haga eso. En su lugar, nombra canciones con `canciones:` o un ambiente con `ambiente:`.
spotify-resting = Spotify le ha dicho a este bot que descanse; vuelve a abrir { $reopens }. Mientras tanto, nombra canciones con `canciones:` o un ambiente con `ambiente:`.
budget-spent = Este bot ha gastado lo que puede pedirle a Spotify en un día; se va recuperando hora a hora. Mientras tanto, nombra canciones con `canciones:` o un ambiente con `ambiente:`.
share-spent = Has gastado tu parte de lo que este bot puede pedirle a Spotify en un día; se va recuperando hora a hora. Mientras tanto, nombra canciones con `canciones:` o un ambiente con `ambiente:`.
spotify-unavailable = Spotify no responde bien ahora mismo. Inténtalo de nuevo en un minuto, o nombra canciones con `canciones:` o un ambiente con `ambiente:`.
code-refused = Spotify no ha aceptado ese inicio de sesión; puede que sea demasiado antiguo o ya se haya usado. Empieza de nuevo con `/vincular`.
app-refused = Spotify no acepta el ID de cliente o el secreto de este bot. Quien lo lleva puede comprobarlos con `segue doctor`. Mientras tanto, nombra canciones con `canciones:` o un ambiente con `ambiente:`.

address-missing = { $wanted ->
        [track] Pega un enlace a una canción.
        [seed] Dame un enlace a una canción, un álbum, un artista o una playlist.
       *[playlist] Pega un enlace a una playlist.
    } En Spotify, elige «Compartir → Copiar enlace».
address-unreadable = { $wanted ->
        [track] Eso no es un enlace a una canción de Spotify.
        [seed] Eso no es un enlace a una canción, un álbum, un artista o una playlist de Spotify.
       *[playlist] Eso no es un enlace a una playlist de Spotify.
    } En Spotify, elige «Compartir → Copiar enlace» y pégalo entero.
address-elsewhere = { $wanted ->
        [track] Ese enlace lleva a { $site }; necesito un enlace a una canción de open.spotify.com.
        [seed] Ese enlace lleva a { $site }; necesito uno a open.spotify.com.
       *[playlist] Ese enlace lleva a { $site }; necesito un enlace a una playlist de open.spotify.com.
    } También puedes escribir las canciones por su nombre, como «Artista - Título».
address-shortened = Ese es un enlace corto. Ábrelo en tu navegador y pega el largo, que empieza por `https://open.spotify.com/`.
address-of-other = Ese enlace lleva a { $kind ->
        [album] un álbum
        [artist] un artista
        [audiobook] un audiolibro
        [episode] un episodio de pódcast
        [playlist] una playlist
        [show] un pódcast
        [track] una canción
        [user] una persona
       *[other] otra cosa
    }. { $wanted ->
        [track] Necesito un enlace a una canción.
        [seed] Puedo guiarme por canciones, álbumes, artistas y playlists.
       *[playlist] Necesito un enlace a una playlist; también puedes nombrar canciones con `/recomendar canciones:`.
    }
