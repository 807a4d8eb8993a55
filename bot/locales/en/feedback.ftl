# Talking back: the selects under a list, and /feedback.

song-placeholder = Say something of a song…
song-label = { $number }. { $title } · { $artist }
song-say-placeholder = “{ $title }”: what of it?
song-more-like = More like this
song-not-this = Not this song, and never again
song-never = Never { $artist }
song-why = Why is it here?
song-back = Back to all songs

change-placeholder = { $mix ->
        [safe] Change this list… (now: safe)
        [balanced] Change this list… (now: balanced)
        [adventurous] Change this list… (now: adventurous)
       *[none] Change this list…
    }
change-bolder = More adventurous
change-safer = Safer
change-more = More songs
change-shuffle = Shuffle
change-best = Best first
change-nothing-more = I have no further song for this list. Give me more songs to go by, or another mood, and I will find others.

why-title = **{ $title }** · { $artist }
why-reason = { $reason }.
why-kind = { $kind ->
        [together] Those are playlists that I learned from; songs that share many of them go together.
        [artist] People who have several songs by somebody in a playlist often want another one.
        [close] No playlist that I learned from has both, but the same kinds of playlists have one or the other.
        [title] I learned from playlists that people have given the same name.
        [word] I learned from playlists that people have given names like yours.
       *[mood] Playlists with names like that have songs like this one.
    }
why-place = { $songs ->
        [one] It is the only song of this list.
       *[other] By fit alone it is number { $place } of the { $songs } songs here.
    }
why-match = Its sound matches your songs better than { $match } of 100 songs would.
why-sound = • { $reason }

answer-lately = { $days ->
        [one] { $songs ->
            [one] One song that you were shown since yesterday is left out (`/settings`).
           *[other] { $songs } songs that you were shown since yesterday are left out (`/settings`).
        }
       *[other] { $songs ->
            [one] One song that you were shown in the last { $days } days is left out (`/settings`).
           *[other] { $songs } songs that you were shown in the last { $days } days are left out (`/settings`).
        }
    }
answer-lately-again = { $again ->
        [one] Too few new ones were left, so the last song is one that you know from before.
       *[other] Too few new ones were left, so the last { $again } songs are ones that you know from before.
    }
post-own-copy = That belongs to <@{ $owner }>. Here is a copy of your own, which only you see.

command-feedback = feedback
command-feedback-about = What you have said of songs and artists, to look at and to take back
feedback-title = ### What you have told me
feedback-none = You have told me nothing of songs or artists yet. Under each list there is a menu for it: more like a song, not that one, never that artist.
feedback-more = 👍 more like **{ $title }** · { $artist } · <t:{ $when }:R>
feedback-not = 👎 not **{ $title }** · { $artist } · <t:{ $when }:R>
feedback-never = 🚫 never **{ $artist }** · <t:{ $when }:R>
feedback-lately = { $songs ->
        [0] No song is left out because you were shown it lately.
        [one] One song is left out because you were shown it lately.
       *[other] { $songs } songs are left out because you were shown them lately.
    }
feedback-about = Songs and artists that you reject never come. Songs that go with what you want more of come a little earlier, where they fit the list anyway.
feedback-undo = Take back…
feedback-label-more = 👍 { $title } · { $artist }
feedback-label-not = 👎 { $title } · { $artist }
feedback-label-never = 🚫 { $artist }
feedback-clear = Take back everything
feedback-clear-sure = Yes, take back everything
feedback-clear-keep = No, keep it
feedback-clear-question = { $count ->
        [one] **Take back the one thing you have told me?** It cannot be undone.
       *[other] **Take back all { $count } things you have told me?** It cannot be undone.
    }
feedback-forget = Let those songs come again
