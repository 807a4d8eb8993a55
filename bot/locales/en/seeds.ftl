# What people bring along: files, pasted lists, messages, accounts. Names arrive escaped for Discord's markdown.

## Files that no songs can be taken from.

file-too-large = **{ $name }** is too large: I read files of up to { $megabytes } MB. Please attach a shorter one, such as a single playlist.
file-empty = **{ $name }** is empty. Please attach a file with songs in it.
file-not-text = **{ $name }** is no list of songs but a picture, a sound or a program. I read CSV, JSPF, XSPF, M3U8, plain text, and the JSON files of a Spotify data export.
file-packed = **{ $name }** is packed (a zip archive or a spreadsheet). Please unpack it and attach one of its files, or save the spreadsheet as CSV.
file-damaged = **{ $name }** is damaged: { $line ->
        [0] I can't read it as { $kind ->
            [json] JSON
            [xml] XML
           *[csv] CSV
        }
       *[other] line { $line } is no proper { $kind ->
            [json] JSON
            [xml] XML
           *[csv] CSV
        }
    }. Please export it again, or give me its songs as plain text, one on each line.
file-foreign = **{ $name }** is { $kind ->
        [xml] XML, but no playlist that I can read: I know XSPF.
       *[json] JSON, but no list of songs that I know. I read JSPF, and `Playlist1.json`, `YourLibrary.json` and the streaming history of a Spotify data export.
    } You can also give me songs as plain text, one on each line.
file-with-entities = **{ $name }** declares a document type, which I don't read because a small file can blow up with it. Please export it as XSPF again, or as CSV.
file-columns = **{ $name }** has no column that names songs. Its columns are { $columns }; I look for one called `Track URI`, `Track Name` or `title`, best with `Artist Name(s)` or `artist`.
file-several = **{ $name }** holds { $count } playlists: { $playlists }. Please attach it again and say which with `playlist:` and its name.
file-no-songs = There is no song in **{ $name }**. Please attach a file with songs in it, one on each line if it is plain text.
text-no-songs = There is no song in that. Write one on each line, as “Artist - Title” or a Spotify link.

## What was brought along, above the answer.

reading-file = Reading your file…
file-unreachable = Discord didn't hand me that file. Please attach it again.
message-no-links = There is no link to a song, an album, an artist or a playlist on Spotify in that message. Choose one with a link, or name songs with `/recommend songs:`.
too-many-links = I read at most { $most } albums, artists and playlists at once, and this was one too many.
years-crossed = There is no year from { $first } to { $last }. Please swap them.

answer-title-file = ### Songs that go with { $name }
answer-title-pasted = ### Songs that go with your list
answer-title-history = ### Songs that go with what you listened to
answer-title-top = ### Songs that go with your top songs
answer-title-liked = ### Songs that go with your liked songs

gathered = { $origin ->
        [file] From **{ $name }**: { $songs ->
            [one] 1 song
           *[other] { $songs } songs
        }
        [pasted] From your list: { $songs ->
            [one] 1 song
           *[other] { $songs } songs
        }
        [history] From **{ $name }**: { $songs ->
            [one] the song that you played most
           *[other] the { $songs } songs that you played most
        }
        [album] From the album **{ $name }** by { $owner }: { $songs ->
            [one] 1 song
           *[other] { $songs } songs
        }
        [artist] The artist **{ $name }**
        [top] From your top songs of about half a year: { $songs }
        [liked] From your liked songs: { $songs ->
            [one] the newest one
           *[other] the newest { $songs }
        }
        [member] **{ $name }**: { $songs ->
            [one] 1 song
           *[other] { $songs } songs
        }
       *[playlist] From **{ $name }** by { $owner }: { $songs ->
            [one] 1 song
           *[other] { $songs } songs
        }
    }
gathered-repeated = { $count ->
        [one] 1 was a repetition
       *[other] { $count } were repetitions
    }
gathered-nameless = { $count ->
        [one] 1 had no name
       *[other] { $count } had no name
    }
gathered-left = { $count ->
        [one] 1 more was left out
       *[other] { $count } more were left out
    }
years = { $bounds ->
        [first] Songs from { $first } or later.
        [last] Songs from { $last } or earlier.
       *[both] Songs from { $first } to { $last }.
    }
years-scarce = I know no more of those years that fit.
answer-empty-years = I know no song of those years that fits; of many songs I don't know the year. Widen `year_from:` and `year_to:`, or leave them out.
checked = Without the { $songs ->
        [one] song
       *[other] { $songs } songs
    } that you have: { $playlists } of { $total } playlists checked.{ $left ->
        [0] {""}
       *[other] {" "}I'm reading the others as far as Spotify lets me; ask again in a few minutes.
    }
missed-problem = “{ $entry }”: { $problem }

## The form.

paste-title = Paste a list of songs
paste-label = Songs
paste-about = One on each line: “Artist - Title”, or a link to a song, album, artist or playlist.

## /blend.

blend-choose = **Who joins in?** Choose up to { $most } others. Each is asked first and brings their top songs on Spotify, or types some.
blend-who = Choose people
blend-invitation = ### { $host } would like to blend your tastes
blend-guest = { $word ->
        [account] ✅ <@{ $user }> brings their top songs
        [songs] ✅ <@{ $user }> brings { $songs ->
            [one] 1 song
           *[other] { $songs } songs
        }
        [no] ➖ <@{ $user }> sits this one out
       *[nothing] ⏳ <@{ $user }> has not answered yet
    }
blend-how = I begin when all have answered; “Start now” goes on with those who have. Top songs are read once, for this, and not kept. This ends { $ends }.
blend-lacking = At least two of you have to bring songs. Whoever changes their mind can still press a button.
blend-top = With my top songs
blend-give = I'll type songs
blend-decline = Not me
blend-start = Start now
blend-for-all = { $count ->
        [0] No song fits all of you; those that fit most of you come first.
        [one] The first song fits all of you.
       *[other] The first { $count } songs fit all of you.
    }
blend-not-invited = You aren't part of this blend. Use `/blend` to start one of your own.
blend-not-linked = I can't read a Spotify account of yours. Use `/link` and press the button again, or choose “I'll type songs”.
blend-nobody = There is nobody to blend with yet. Please choose at least one other person; bots don't count.
blend-under-way = I'm blending already. The songs will show up here in a moment.
blend-too-few = I know none of the songs from { $names }, and at least two of you need some that I know. Press “I'll type songs” to bring others.
answer-title-blend = ### Songs for { $names }
