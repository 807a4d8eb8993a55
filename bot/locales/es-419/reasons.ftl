# Why a song is recommended: in the terminal and on Discord. Short enough for one line on a phone.

reason-together = { $playlists ->
        [one] En una playlist con { $song }
       *[other] En { $playlists } playlists con { $song }
    }
reason-together-both = { $playlists ->
        [one] En una playlist con { $first } y { $second }
       *[other] En { $playlists } playlists con { $first } y { $second }
    }
reason-together-three = { $playlists ->
        [one] En una playlist con { $first }, { $second } y { $third }
       *[other] En { $playlists } playlists con { $first }, { $second } y { $third }
    }
reason-together-artist = { $playlists ->
        [one] En una playlist con canciones de { $artist }
       *[other] En { $playlists } playlists con canciones de { $artist }
    }
reason-artist = { $seeds ->
        [0] También de { $artist }
        [one] También de { $artist }
       *[other] De { $artist }, como { $seeds } de tus canciones
    }
reason-close = Cerca de { $song }
reason-close-artist = Cerca de las canciones de { $artist }
reason-title = { $playlists ->
        [one] En una playlist llamada “{ $title }”
       *[other] En { $playlists } playlists llamadas “{ $title }”
    }
reason-word = { $playlists ->
        [one] En una playlist con “{ $word }” en el título
       *[other] En { $playlists } playlists con “{ $word }” en el título
    }
reason-mood = Encaja con “{ $title }”
reason-song = { $title } de { $artist }
