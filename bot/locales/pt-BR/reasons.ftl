# Why a song is recommended: in the terminal and on Discord. Short enough for one line on a phone.

reason-together = { $playlists ->
        [one] Em { $playlists } playlist com { $song }
       *[other] Em { $playlists } playlists com { $song }
    }
reason-together-both = { $playlists ->
        [one] Em { $playlists } playlist com { $first } e { $second }
       *[other] Em { $playlists } playlists com { $first } e { $second }
    }
reason-together-three = { $playlists ->
        [one] Em { $playlists } playlist com { $first }, { $second } e { $third }
       *[other] Em { $playlists } playlists com { $first }, { $second } e { $third }
    }
reason-together-artist = { $playlists ->
        [one] Em { $playlists } playlist com músicas de { $artist }
       *[other] Em { $playlists } playlists com músicas de { $artist }
    }
reason-artist = { $seeds ->
        [0] Também de { $artist }
        [one] Também de { $artist }
       *[other] De { $artist }, como { $seeds } das suas músicas
    }
reason-close = Perto de { $song }
reason-close-artist = Perto das músicas de { $artist }
reason-title = { $playlists ->
        [one] Em { $playlists } playlist chamada “{ $title }”
       *[other] Em { $playlists } playlists chamadas “{ $title }”
    }
reason-word = { $playlists ->
        [one] Em { $playlists } playlist com “{ $word }” no título
       *[other] Em { $playlists } playlists com “{ $word }” no título
    }
reason-mood = Combina com “{ $title }”
reason-song = { $title } de { $artist }
