# Why a song is recommended: in the terminal and on Discord. Short enough for one line on a phone.

reason-together = { $playlists ->
        [one] In a playlist with { $song }
       *[other] In { $playlists } playlists with { $song }
    }
reason-together-both = { $playlists ->
        [one] In a playlist with { $first } and { $second }
       *[other] In { $playlists } playlists with { $first } and { $second }
    }
reason-together-three = { $playlists ->
        [one] In a playlist with { $first }, { $second } and { $third }
       *[other] In { $playlists } playlists with { $first }, { $second } and { $third }
    }
reason-together-artist = { $playlists ->
        [one] In a playlist with songs by { $artist }
       *[other] In { $playlists } playlists with songs by { $artist }
    }
reason-artist = { $seeds ->
        [0] Also by { $artist }
        [one] Also by { $artist }
       *[other] By { $artist }, like { $seeds } of your songs
    }
reason-close = Close to { $song }
reason-close-artist = Close to the songs of { $artist }
reason-title = { $playlists ->
        [one] In a playlist called “{ $title }”
       *[other] In { $playlists } playlists called “{ $title }”
    }
reason-word = { $playlists ->
        [one] In a playlist with “{ $word }” in its title
       *[other] In { $playlists } playlists with “{ $word }” in their titles
    }
reason-mood = Fits “{ $title }”
reason-song = { $title } by { $artist }
