# Lists as playlists in somebody's Spotify. Names arrive escaped for Discord's markdown, except those of the form.

create-playlist = Create playlist

## What the form proposes; Spotify shows it as it is.

playlist-name-source = { $name }, continued
playlist-name-songs = Songs like { $song }
playlist-name-other = Songs from Segue
playlist-about = Songs put together by Segue on Discord.
playlist-about-source = Songs that continue “{ $name }” ({ $url }), put together by Segue on Discord.
playlist-about-source-unlinked = Songs that continue “{ $name }”, put together by Segue on Discord.

## The form.

playlist-form = Create playlist
playlist-form-name = Name
playlist-form-description = Description
playlist-form-description-about = I add a short code to it, by which I find the playlist again
playlist-form-public = Who sees it
playlist-form-private-choice = Private: only you
playlist-form-public-choice = Public: on your profile
playlist-form-cover = Cover
playlist-form-cover-about = Ours is made of colours and the name; Spotify asks for your permission first
playlist-form-cover-none = Spotify's own, from the songs
playlist-form-cover-ours = Made by Segue

## Under way.

playlist-working = I'm on it. If this message stays as it is, press the button: it goes on where it stopped.
playlist-check = Where does it stand?
playlist-still-writing = I'm still working on this playlist. Please wait until that is done, and press again.
playlist-interrupted = I was interrupted while I worked on a playlist of yours; this is how it stands now.

## Done.

playlist-done = { $public ->
        [yes] **{ $name }** is in your Spotify, for everybody to see: { $songs ->
            [one] 1 song
           *[other] { $songs } songs
        }.
       *[no] **{ $name }** is in your Spotify, for you alone: { $songs ->
            [one] 1 song
           *[other] { $songs } songs
        }.
    }
playlist-added = { $songs ->
        [0] Nothing was added to **{ $name }**: it has all of these songs.
        [one] I've added 1 song to **{ $name }**.
       *[other] I've added { $songs } songs to **{ $name }**.
    }
playlist-present = { $songs ->
        [one] It had one of the songs before, which I left out.
       *[other] It had { $songs } of the songs before, which I left out.
    }
playlist-missing = { $count ->
        [one] Not found on Spotify: { $songs }.
       *[other] { $count } not found on Spotify: { $songs }.
    }
playlist-missing-more = { $songs } and { $more } more
playlist-older = The songs it had before are kept; “Old songs back” brings them back.
playlist-no-cover = The cover could not be put on it, so it has Spotify's own.
playlist-undone = **{ $name }** is not in your library any more. To make it anew, press “Create playlist” under the list; Spotify also keeps the old one for a while at [spotify.com/account/recover-playlists](https://www.spotify.com/account/recover-playlists/).
playlist-taken-out = The songs I had added are out of **{ $name }** again.
playlist-open = Open on Spotify
playlist-undo = Undo
playlist-refresh = Refresh
playlist-restore = Old songs back
playlist-add = Add to another playlist
playlist-targets = **Which playlist shall I add these songs to?** What it has already is left out.
playlist-targets-more = Here are the first { $shown } of { $total }.
playlist-targets-none = I see no other playlist of yours on Spotify that I may add to. Make one there, and try again in a few minutes.
playlist-targets-placeholder = Choose a playlist

## Not done. Each says what happened; the button below it goes on.

playlist-stopped = **{ $name }** is not finished. { $problem }
playlist-stopped-partly = **{ $name }** is not finished: { $written } of { $songs } songs are in it. { $problem }
playlist-continue = Continue
playlist-anew = Make it now
playlist-rewrite = Write it again
playlist-allow = Allow it on Spotify
playlist-allow-how = To write **{ $name }**, I need your permission on Spotify. Allow it there, then come back and press Continue.
playlist-nothing = Spotify has none of these songs, so I made no playlist: { $others ->
        [0] { $songs }.
       *[other] { $songs } and { $others } more.
    } Ask for other songs and try again.
playlist-nothing-new = I found no more songs of this kind that the playlist hasn't had, so it stays as it is. Ask for a new list with `/recommend`.
playlist-cannot-look = Spotify didn't say whether it made the playlist, and I can't look at the moment, so I made no second one. { $why } Press Continue and I'll look again; or, if you see no such playlist on Spotify, press “Make it now”.
playlist-changed = Somebody has changed it while I was writing, so I stopped. “Write it again” puts exactly these songs into it.
playlist-gone = That playlist is not on Spotify any more. Press “Create playlist” under the list to make it anew.
songs-refused = Spotify doesn't take the addresses of these songs any more. Ask for a new list with `/recommend` and write that one; if it happens again, tell whoever runs this bot that its model is out of date.
spotify-unclear = Spotify didn't say whether it did what I asked. Press Continue: I'll look before I do anything again.

## Without an account.

playlist-unlinked = **Link your Spotify account and I'll put these songs into a playlist of yours.** After that, press “Create playlist” again.
playlist-link = Link Spotify
playlist-files = Or take the list with you: { $songs ->
        [one] 1 song
       *[other] { $songs } songs
    } as CSV, JSPF, XSPF and M3U8.
playlist-files-uris = `spotify-uris.txt` works at once: copy all of its text, open a playlist in Spotify's desktop app, and paste.
playlist-files-uris-some = `spotify-uris.txt` works at once, for the { $songs } whose Spotify address I know: copy all of its text, open a playlist in Spotify's desktop app, and paste.
playlist-files-no-uris = I know the Spotify address of none of these songs, so there is no file with those.
