# Why a song is recommended: in the terminal and on Discord. Short enough for one line on a phone.

reason-together = { $playlists ->
        [one] In einer Playlist mit { $song }
       *[other] In { $playlists } Playlists mit { $song }
    }
reason-together-both = { $playlists ->
        [one] In einer Playlist mit { $first } und { $second }
       *[other] In { $playlists } Playlists mit { $first } und { $second }
    }
reason-together-three = { $playlists ->
        [one] In einer Playlist mit { $first }, { $second } und { $third }
       *[other] In { $playlists } Playlists mit { $first }, { $second } und { $third }
    }
reason-together-artist = { $playlists ->
        [one] In einer Playlist mit Songs von { $artist }
       *[other] In { $playlists } Playlists mit Songs von { $artist }
    }
reason-artist = { $seeds ->
        [0] Auch von { $artist }
        [one] Auch von { $artist }
       *[other] Von { $artist }, wie { $seeds } deiner Songs
    }
reason-close = Nah an { $song }
reason-close-artist = Nah an den Songs von { $artist }
reason-title = { $playlists ->
        [one] In einer Playlist namens „{ $title }“
       *[other] In { $playlists } Playlists namens „{ $title }“
    }
reason-word = { $playlists ->
        [one] In einer Playlist mit „{ $word }“ im Titel
       *[other] In { $playlists } Playlists mit „{ $word }“ im Titel
    }
reason-mood = Passt zu „{ $title }“
reason-song = { $title } von { $artist }
