# Why a song is recommended: in the terminal and on Discord.

reason-together = { $playlists ->
        [one] In a playlist together with { $song }
       *[other] In { $playlists } playlists together with { $song }
    }
reason-artist = Also by { $artist }
reason-close = Close to { $song }
reason-close-artist = Close to the songs of { $artist }
reason-title = { $playlists ->
        [one] In a playlist called “{ $title }”
       *[other] In { $playlists } playlists called “{ $title }”
    }
reason-mood = Fits “{ $title }”
reason-song = { $title } by { $artist }
