# Slash commands as Discord lists them: names of 1 to 32 small letters, descriptions of at most 100 characters.

command-recommend = recommend
command-recommend-about = Songs that continue a playlist, go with some songs or fit a mood, and why
menu-continue = Continue these songs
command-blend = blend
command-blend-about = Songs for up to five people, from what each of you brings
command-similar = similar
command-similar-about = The songs of /recommend, sorted by how much they sound like your playlist or songs
option-sort-by = What to compare: all of the sound, or energy, tempo, mood or year alone
choice-sort-overall = overall
choice-sort-energy = energy
choice-sort-tempo = tempo
choice-sort-mood = mood
choice-sort-year = year
option-playlist = A link to a playlist of yours, or one of those I offer
option-songs = Songs, separated by semicolons: links, “Title” or “Artist - Title”
option-vibe = A mood or a title, such as “rainy sunday morning”
option-file = A list of songs: CSV, JSPF, XSPF, M3U8, text, or JSON of a Spotify data export
option-paste = Open a form to paste a longer list of songs
option-mine = Songs of your own Spotify account
choice-mine-top = my top songs
choice-mine-liked = my liked songs
option-year-from = Only songs from this year or later
option-year-to = Only songs from this year or earlier
option-exclude-known = Leave out songs that your Spotify playlists hold already
option-count = How many songs, 1 to 100
option-order = Best first, or shuffled
option-mix = The surest songs, less of the same, or fewer hits and more artists
option-clean = Leave out songs that are known to be explicit
option-visibility = Who sees the answer
choice-order-best = best
choice-order-shuffle = shuffle
choice-mix-safe = safe
choice-mix-balanced = balanced
choice-mix-adventurous = adventurous
choice-visibility-only-me = only me
choice-visibility-everyone = everyone
command-rules = rules
command-rules-about = Which songs and artists go together: of a playlist, a song, an artist, or the strongest of all
option-rules-playlist = What goes with this playlist that it lacks: a link, or one of those I offer
option-rules-song = What goes with this song: choose one I offer, or type “Artist - Title”
option-rules-artist = What goes with this artist: choose one I offer
option-level = Rules between songs or between artists
option-rules-sort-by = Which rules come first
option-min-confidence = Only rules that hold in so many of 100 playlists with the left side
option-min-lift = Only rules that are so many times more than chance
choice-level-songs = songs
choice-level-artists = artists
choice-rules-sort = { $by ->
        [confidence] confidence: the surest
        [lift] lift: furthest beyond chance
        [support] support: in most playlists
        [leverage] leverage: most playlists beyond chance
        [conviction] conviction: seldom wrong
        [zhangs_metric] Zhang's metric: never apart
        [jaccard] Jaccard: of either, most have both
       *[kulczynski] Kulczynski: sure both ways
    }
command-link = link
command-link-about = Link your Spotify account, so that I can read your playlists
command-unlink = unlink
command-unlink-about = Unlink your Spotify account and delete what I know from it
command-help = help
command-help-about = What Segue does, and what becomes of your data

## Options as Discord lists them: one word of small letters, digits and "_". In English the names that the code has.

option-name-playlist = playlist
option-name-songs = songs
option-name-vibe = vibe
option-name-file = file
option-name-paste = paste
option-name-mine = mine
option-name-count = count
option-name-order = order
option-name-mix = mix
option-name-clean = clean
option-name-year-from = year_from
option-name-year-to = year_to
option-name-exclude-known = exclude_known
option-name-visibility = visibility
option-name-sort-by = sort_by
option-name-song = song
option-name-artist = artist
option-name-level = level
option-name-min-confidence = min_confidence
option-name-min-lift = min_lift
