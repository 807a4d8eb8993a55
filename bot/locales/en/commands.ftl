# Slash commands as Discord lists them: names of 1 to 32 small letters, descriptions of at most 100 characters.

command-recommend = recommend
command-recommend-about = Songs that continue a playlist, go with some songs or fit a mood, and why
option-playlist = A link to a playlist of yours, or one of those I offer
option-songs = Songs, separated by semicolons: links, “Title” or “Artist - Title”
option-vibe = A mood or a title, such as “rainy sunday morning”
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
command-link = link
command-link-about = Link your Spotify account, so that I can read your playlists
command-unlink = unlink
command-unlink-about = Unlink your Spotify account and delete what I know from it
command-help = help
command-help-about = What Segue does, and what becomes of your data
