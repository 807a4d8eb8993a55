# Talking back: the selects under a list, and /feedback.

song-placeholder = Sag etwas zu einem Song…
song-label = { $number }. { $title } · { $artist }
song-say-placeholder = „{ $title }“: Was ist damit?
song-more-like = Mehr Songs wie diesen
song-not-this = Diesen Song nicht, und nie wieder
song-never = Nie { $artist }
song-why = Warum ist er hier?
song-back = Zurück zu allen Songs

change-placeholder = { $mix ->
        [safe] Diese Liste ändern… (jetzt: sicher)
        [balanced] Diese Liste ändern… (jetzt: ausgewogen)
        [adventurous] Diese Liste ändern… (jetzt: abenteuerlich)
       *[none] Diese Liste ändern…
    }
change-bolder = Abenteuerlicher
change-safer = Sicherer
change-more = Mehr Songs
change-shuffle = Mischen
change-best = Die besten zuerst
change-nothing-more = Ich habe keinen weiteren Song für diese Liste. Gib mir mehr Songs, nach denen ich gehen kann, oder eine andere Stimmung, dann finde ich andere.

why-title = **{ $title }** · { $artist }
why-reason = { $reason }.
why-kind = { $kind ->
        [together] Das sind Playlists, aus denen ich gelernt habe; Songs, die viele davon gemeinsam haben, gehören zusammen.
        [artist] Wer mehrere Songs von jemandem in einer Playlist hat, möchte oft noch einen.
        [close] Keine Playlist, aus der ich gelernt habe, enthält beide, aber die gleiche Art von Playlists enthält den einen oder den anderen.
        [title] Ich habe aus Playlists gelernt, denen Leute denselben Namen gegeben haben.
        [word] Ich habe aus Playlists gelernt, denen Leute Namen wie deinen gegeben haben.
       *[mood] Playlists mit solchen Namen enthalten Songs wie diesen.
    }
why-place = { $songs ->
        [one] Es ist der einzige Song dieser Liste.
       *[other] Nur danach, wie gut er passt, ist er Nummer { $place } der { $songs } Songs hier.
    }
why-match = Sein Klang passt besser zu deinen Songs als der von { $match } von 100 zufälligen Songs.
why-sound = • { $reason }

answer-lately = { $days ->
        [one] { $songs ->
            [one] Weggelassen ist ein Song, den ich dir seit gestern gezeigt habe (`/einstellungen`).
           *[other] Weggelassen sind { $songs } Songs, die ich dir seit gestern gezeigt habe (`/einstellungen`).
        }
       *[other] { $songs ->
            [one] Weggelassen ist ein Song, den ich dir in den letzten { $days } Tagen gezeigt habe (`/einstellungen`).
           *[other] Weggelassen sind { $songs } Songs, die ich dir in den letzten { $days } Tagen gezeigt habe (`/einstellungen`).
        }
    }
answer-lately-again = { $again ->
        [one] Es blieben zu wenige neue übrig, deshalb kennst du den letzten Song schon von früher.
       *[other] Es blieben zu wenige neue übrig, deshalb kennst du die letzten { $again } Songs schon von früher.
    }
post-own-copy = Das gehört <@{ $owner }>. Hier ist eine eigene Kopie für dich, die nur du siehst.

command-feedback = feedback
command-feedback-about = Was du zu Songs und Interpreten gesagt hast, zum Ansehen und Zurücknehmen
feedback-title = ### Was du mir gesagt hast
feedback-none = Du hast mir noch nichts zu Songs oder Interpreten gesagt. Unter jeder Liste ist ein Menü dafür: mehr von einem Song, den einen nicht, den Interpreten nie.
feedback-more = 👍 mehr wie **{ $title }** · { $artist } · <t:{ $when }:R>
feedback-not = 👎 nicht **{ $title }** · { $artist } · <t:{ $when }:R>
feedback-never = 🚫 nie **{ $artist }** · <t:{ $when }:R>
feedback-lately = { $songs ->
        [0] Kein Song wird weggelassen, weil ich ihn dir kürzlich gezeigt habe.
        [one] Ein Song wird weggelassen, weil ich ihn dir kürzlich gezeigt habe.
       *[other] { $songs } Songs werden weggelassen, weil ich sie dir kürzlich gezeigt habe.
    }
feedback-about = Songs und Interpreten, die du ablehnst, kommen nie. Songs, die zu dem passen, wovon du mehr willst, kommen etwas früher, wo sie ohnehin zur Liste passen.
feedback-undo = Zurücknehmen…
feedback-label-more = 👍 { $title } · { $artist }
feedback-label-not = 👎 { $title } · { $artist }
feedback-label-never = 🚫 { $artist }
feedback-clear = Alles zurücknehmen
feedback-clear-sure = Ja, alles zurücknehmen
feedback-clear-keep = Nein, behalten
feedback-clear-question = { $count ->
        [one] **Das eine, was du mir gesagt hast, zurücknehmen?** Das lässt sich nicht rückgängig machen.
       *[other] **Alles zurücknehmen, was du mir gesagt hast ({ $count } Angaben)?** Das lässt sich nicht rückgängig machen.
    }
feedback-forget = Kürzlich gezeigte Songs wieder zulassen
