# What goes together: /rules, and `segue rules show` in the terminal. Names arrive ready for where they are shown.

## Rules, in the terminal too.

rule = Of playlists with { $left }, { $percent } % also have { $right }: { $times } times more than chance (in { $playlists ->
        [one] 1 playlist
       *[other] { $playlists } playlists
    }).
rules-none = There are no rules for this: too few playlists have it together with anything else.
rules-unreached = No rule reaches both a confidence of { $confidence } % and a lift of { $lift }, nor half of that. Ask for much less.
rules-unreached-near = No rule reaches both a confidence of { $confidence } % and a lift of { $lift }, but { $below ->
        [one] 1 rule reaches
       *[other] { $below } rules reach
    } at least half of that. Ask for less.

## On Discord.

rules-looking = Looking up what goes together…
rules-title-playlist = ### What goes with { $name }
rules-title-item = ### What goes with { $name }
rules-title-all = ### What goes together
rules-song = **{ $title }** by { $artist }
rules-song-alone = **{ $title }**
rules-artist = **{ $artist }**
rules-numbered = { $number }. { $sentence }
rules-sorted = { $by ->
        [confidence] The surest first
        [lift] Those furthest beyond chance first (lift)
        [support] Those in most playlists first (support)
        [leverage] By leverage: the most playlists beyond chance first
        [conviction] By conviction: those that would fail most often by chance first
        [zhangs_metric] By Zhang's metric: those nearest to never being apart first
        [jaccard] By Jaccard: those that share most of their playlists first
       *[kulczynski] By Kulczynski: those that are sure both ways first
    }{ $shown ->
        [all] .
       *[some] ; the first { $most } of { $total } rules.
    }
rules-from = Confidence from { $confidence } % and lift from { $lift } on.
rules-attribution = Playlists and links: [Spotify](https://open.spotify.com)
rules-about = Counts of the playlists that my model learned from. Rules that chance alone would explain are left out.

rules-none-playlist = No rule begins with what is in this playlist and leads to something that it lacks. More songs help; so does `level: artists`.
rules-none-song = No rule begins with { $name }: it is in too few playlists, or what stands beside it is chance. Try `level: artists`, or `/recommend songs:`, which needs no rule.
rules-none-artist = No rule begins with { $name }: too few playlists, or what stands beside is chance. Try `/recommend songs:` with the name, which needs no rule.
rules-none-all = There is no rule at this level at all. If you run this bot: `segue rules mine` with smaller `--songs-from` and `--artists-from` finds more.

rules-by-confidence = Surest
rules-by-lift = Beyond chance
rules-by-support = Most playlists
rules-by-other = { $by ->
        [leverage] Leverage
        [conviction] Conviction
        [zhangs_metric] Zhang
        [jaccard] Jaccard
       *[kulczynski] Kulczynski
    }
rules-as-list = Recommend the songs
rules-songs-file = Songs as a file
rules-table-file = All rules as a file

rules-songs-sent = { $songs ->
        [one] The song on the right-hand side of these rules.
       *[other] The { $songs } songs on the right-hand sides of these rules.
    }
rules-table-sent = { $rules ->
        [one] The one rule, with all its numbers.
       *[other] The { $rules } rules, with all their numbers.
    }
rules-table-sent-part = The first { $rules } of { $total } rules, with all their numbers. If you run this bot: `segue rules export` writes all.

rules-list-title = ### Songs that rules lead to

rules-missing = My model has no rules yet, so I can't say what goes together; `/recommend` and `/similar` work without. If you run this bot: `segue rules mine` finds them, and `segue reload` puts them to work.
rules-one-of = I can look at one thing at a time: please give `playlist:`, `song:` or `artist:`, or none of them for the strongest rules of all.
rules-song-unknown = I don't know a song called “{ $name }”. Check the spelling, write it as “Artist - Title”, or choose one that I offer while you type.
rules-song-unknown-near = I don't know a song called “{ $name }”. Did you mean { $near }?
rules-artist-unknown = I don't know an artist called “{ $name }”. Check the spelling, or choose one that I offer while you type.
rules-artist-unknown-near = I don't know an artist called “{ $name }”. Did you mean { $near }?
rules-playlist-empty = There are no songs in this playlist that I could look at. Add some, or try `/rules song:`.
rules-playlist-unknown = { $songs ->
        [one] I don't know the one song in this playlist
       *[other] I don't know any of the { $songs } songs in this playlist
    }, so no rule begins with it. Try `/rules song:` or `/rules artist:` with something that I offer while you type.
rules-file-refused = Discord did not take the file here. Please try again in a direct message with me.

## The picture.

network-alt = A network of { $rules ->
        [one] one rule
       *[other] { $rules } rules
    }, numbered as in the list; arrows lead from left sides to right ones.
network-alt-rule = { $number }: { $left } → { $right } (lift { $lift }, { $playlists ->
        [one] 1 playlist
       *[other] { $playlists } playlists
    }).
network-lift = lift
network-playlists = playlists
network-nameless = see rule { $number }
