# What Spotify, or its rules for apps like this one, will not do; and what works instead.

playlist-not-found = Spotify shows me no playlist under that link. It may be deleted, or private to somebody else. If you can open it, copy its songs into a playlist of your own and give me that one.
playlist-not-readable = **{ $name }** belongs to { $owner }, and Spotify shows an app like this one only playlists that you own or work on. In Spotify, choose “Add to other playlist → New playlist” and give me your copy, or name some of its songs with `/recommend songs:`.
playlist-made-by-spotify = Spotify makes that playlist itself and shows it to no app like this one. In Spotify, choose “Add to other playlist → New playlist” and give me your copy, or name some of its songs with `/recommend songs:`.
track-not-found = Spotify has no song under that link any more. Please check it, or write the song as “Artist - Title”.
album-not-found = Spotify has no album under that link any more. Please check it, or name some of its songs.
artist-not-found = Spotify has no artist under that link any more. Please check it, or write the artist's name.
playground-only = That link exists only in the demo and not on the real Spotify. Please give me a link copied from Spotify, or name songs with `/recommend songs:`.
missing-scope = I don't have your permission for that yet. Please use `/link` again and accept what Spotify asks.
consent-needed = I need one more permission from you for that, and Spotify asks you for it. I have sent you a button for it.
owner-needs-premium = Spotify has closed this bot's access, because whoever runs it needs an active Spotify Premium subscription; after a renewal it can take a few hours. Until then, name songs with `songs:` or a mood with `vibe:`.
spotify-forbids = Spotify doesn't let this bot do that. Name songs with `songs:` or a mood with `vibe:` instead.
spotify-resting = Spotify has told this bot to pause; it opens again { $reopens }. Until then, name songs with `songs:` or a mood with `vibe:`.
budget-spent = This bot has used up what it may ask Spotify in a day; more comes back hour by hour. Until then, name songs with `songs:` or a mood with `vibe:`.
share-spent = You have used up your share of what this bot may ask Spotify in a day; more comes back hour by hour. Until then, name songs with `songs:` or a mood with `vibe:`.
spotify-unavailable = Spotify isn't answering properly right now. Please try again in a minute, or name songs with `songs:` or a mood with `vibe:`.
code-refused = Spotify didn't accept that sign-in; it may be too old or already used. Please start again with `/link`.
app-refused = Spotify doesn't accept this bot's client id or secret. Whoever runs it can check them with `segue doctor`. Until then, name songs with `songs:` or a mood with `vibe:`.

address-missing = { $wanted ->
        [track] Please paste a link to a song.
        [seed] Please give me a link to a song, an album, an artist or a playlist.
       *[playlist] Please paste a link to a playlist.
    } In Spotify, choose “Share → Copy link”.
address-unreadable = { $wanted ->
        [track] That isn't a link to a song on Spotify.
        [seed] That isn't a link to a song, an album, an artist or a playlist on Spotify.
       *[playlist] That isn't a link to a playlist on Spotify.
    } In Spotify, choose “Share → Copy link” and paste it whole.
address-elsewhere = { $wanted ->
        [track] That link leads to { $site }; I need a link to a song on open.spotify.com.
        [seed] That link leads to { $site }; I need one to open.spotify.com.
       *[playlist] That link leads to { $site }; I need a link to a playlist on open.spotify.com.
    } You can also write songs by name, as “Artist - Title”.
address-shortened = That is a short link. Please open it in your browser and paste the long one, which begins with `https://open.spotify.com/`.
address-of-other = That is a link to { $kind ->
        [album] an album
        [artist] an artist
        [audiobook] an audiobook
        [episode] a podcast episode
        [playlist] a playlist
        [show] a podcast
        [track] a song
        [user] a person
       *[other] something else
    }. { $wanted ->
        [track] I need a link to a song.
        [seed] I can go by songs, albums, artists and playlists.
       *[playlist] I need a link to a playlist; you can also name songs with `/recommend songs:`.
    }
