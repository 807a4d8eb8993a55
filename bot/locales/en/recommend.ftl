# Answers to /recommend. Names arrive escaped for Discord's markdown.

reading-playlist = Reading your playlist…
reading-playlists = Reading the list of your playlists…
choosing-songs = Choosing songs…

answer-title-playlist = ### { $name }
answer-title-vibe = ### Songs for “{ $vibe }”
answer-title-songs = { $others ->
        [0] ### Songs that go with { $song }
        [one] ### Songs that go with { $song } and one more
       *[other] ### Songs that go with { $song } and { $others } more
    }
answer-playlist-by = by { $owner } · [Open on Spotify]({ $url })
answer-playlist-by-unlinked = by { $owner }
answer-vibe-too = with the mood “{ $vibe }”
answer-known = { $seeds ->
        [one] { $known } of 1 song known
       *[other] { $known } of { $seeds } songs known
    }
answer-by-artist = { $count ->
        [one] 1 I know by its artist alone.
       *[other] { $count } I know by their artists alone.
    }
answer-unrated = { $count ->
        [one] Of one of these songs I don't know whether it is explicit.
       *[other] Of { $count } of these songs I don't know whether they are explicit.
    }
answer-skipped = { $count } skipped because { $reasons }
skipped-gone = { $others ->
        [no] { $count ->
            [one] it is no longer on Spotify
           *[other] they are no longer on Spotify
        }
       *[yes] { $count ->
            [one] 1 is no longer on Spotify
           *[other] { $count } are no longer on Spotify
        }
    }
skipped-local = { $others ->
        [no] { $count ->
            [one] it is a file on somebody's computer
           *[other] they are files on somebody's computer
        }
       *[yes] { $count ->
            [one] 1 is a file on somebody's computer
           *[other] { $count } are files on somebody's computer
        }
    }
skipped-episode = { $others ->
        [no] { $count ->
            [one] it is a podcast episode
           *[other] they are podcast episodes
        }
       *[yes] { $count ->
            [one] 1 is a podcast episode
           *[other] { $count } are podcast episodes
        }
    }
and = { $first } and { $second }
answer-no-seeds = There are no songs in it that I could use, so I went by its name.
answer-partial = I read only the first { $read } of its { $total } entries.
answer-problem = **Without the playlist:** { $problem }
answer-unchecked = **Without looking at what you have:** { $problem }
answer-empty = I found no song that isn't in there already. Give me more songs, or a mood with `vibe:`.
answer-page = Page { $page } of { $pages }

song = **{ $number }. { $title }**
song-artist = { $artist } · [Listen on Spotify]({ $url })
song-artist-search = { $artist } · [Find on Spotify]({ $url })
song-link = [Listen on Spotify]({ $url })
song-link-search = [Find on Spotify]({ $url })
song-reason = -# { $reason }
song-reason-match = -# { $reason } · match { $match }

taken-song = “{ $entry }”: { $title } by { $artist }
taken-title = “{ $entry }”: { $title }
taken-artist = “{ $entry }”: I don't know that song, so I went by { $artist }
taken-artist-near = “{ $entry }”: I went by { $artist }. Did you mean { $near }?
missed = “{ $entry }”: not found
missed-near = “{ $entry }”: not found. Did you mean { $near }?
notes-more = { $count ->
        [one] and one more
       *[other] and { $count } more
    }

attribution = Playlists, covers and links: [Spotify](https://open.spotify.com)
attribution-demo = This is the demo model: it learned from made-up playlists.

page-first = « First
page-previous = ‹ Back
page-next = Next ›
page-last = Last »
share = Share

songs-not-found = I don't know { $songs }. Check the spelling, write “Artist - Title” with a semicolon between songs, paste a Spotify link, or describe a mood with `vibe:`.
songs-not-found-near = I don't know { $songs }. Did you mean { $near }? If not, write “Artist - Title” with a semicolon between songs, or describe a mood with `vibe:`.
nothing-given = I found no songs and no words for a mood to go by. Give me a playlist with songs in it, name some with `songs:`, or describe a mood with `vibe:`.

picker = **Which playlist shall I continue?** You can also use `/recommend playlist:` with a link, `songs:`, `file:`, `paste:` or `vibe:`.
picker-more = Here are the first { $shown } of { $total }; type a part of the name into `/recommend playlist:` to find the others.
picker-placeholder = Choose a playlist
picker-none = I see no playlist of yours on Spotify that I may read. Make one there, or give me songs with `/recommend songs:` or a mood with `/recommend vibe:`.
playlist-songs = { $total ->
        [one] 1 song
       *[other] { $total } songs
    }
