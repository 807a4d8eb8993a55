# Talking back: the selects under a list, and /feedback.

song-placeholder = Sag etwas zu einem Song…
song-label = { $number }. { $title } · { $artist }
song-say-placeholder = „{ $title }“: was ist damit?
song-more-like = Mehr davon
song-not-this = Diesen Song nicht, und nie wieder
song-never = Nie wieder { $artist }
song-why = Warum steht er hier?
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
change-nothing-more = Ich habe keinen weiteren Song für diese Liste. Gib mir mehr Songs als Anhaltspunkt oder eine andere Stimmung, dann finde ich andere.

why-title = **{ $title }** · { $artist }
why-reason = { $reason }.
why-kind = { $kind ->
        [together] Das sind Playlists, aus denen ich gelernt habe; Songs, die viele davon teilen, gehören zusammen.
        [artist] Wer mehrere Songs von jemandem in einer Playlist hat, möchte oft noch einen.
        [close] Keine Playlist, aus der ich gelernt habe, enthält beide, aber dieselbe Art von Playlists enthält den einen oder den anderen.
        [title] Ich habe aus Playlists gelernt, denen andere denselben Namen gegeben haben.
        [word] Ich habe aus Playlists gelernt, deren Namen deinem ähneln.
       *[mood] Playlists mit solchen Namen enthalten Songs wie diesen.
    }
why-place = { $songs ->
        [one] Es ist der einzige Song dieser Liste.
       *[other] Allein danach, wie gut er passt, ist er Nummer { $place } der { $songs } Songs hier.
    }
why-match = Sein Klang passt besser zu deinen Songs als der von { $match } unter 100 Songs.
why-sound = • { $reason }

answer-lately = { $days ->
        [one] { $songs ->
            [one] Ein Song, den du seit gestern schon gesehen hast, ist weggelassen (`/einstellungen`).
           *[other] { $songs } Songs, die du seit gestern schon gesehen hast, sind weggelassen (`/einstellungen`).
        }
       *[other] { $songs ->
            [one] Ein Song, den du in den letzten { $days } Tagen schon gesehen hast, ist weggelassen (`/einstellungen`).
           *[other] { $songs } Songs, die du in den letzten { $days } Tagen schon gesehen hast, sind weggelassen (`/einstellungen`).
        }
    }
answer-lately-again = { $again ->
        [one] Es gab zu wenige neue, deshalb kennst du den letzten Song schon.
       *[other] Es gab zu wenige neue, deshalb kennst du die letzten { $again } Songs schon.
    }
post-own-copy = Das gehört <@{ $owner }>. Hier ist deine eigene Kopie, die nur du siehst.

command-feedback = rückmeldung
command-feedback-about = Was du über Songs und Interpreten gesagt hast, zum Ansehen und Zurücknehmen
feedback-title = ### Was du mir gesagt hast
feedback-none = Du hast mir noch nichts über Songs oder Interpreten gesagt. Unter jeder Liste gibt es dafür ein Menü: mehr von einem Song, diesen nicht, diesen Interpreten nie.
feedback-more = 👍 mehr wie **{ $title }** · { $artist } · <t:{ $when }:R>
feedback-not = 👎 nicht **{ $title }** · { $artist } · <t:{ $when }:R>
feedback-never = 🚫 nie **{ $artist }** · <t:{ $when }:R>
feedback-lately = { $songs ->
        [0] Kein Song ist weggelassen, weil du ihn kürzlich gesehen hast.
        [one] Ein Song ist weggelassen, weil du ihn kürzlich gesehen hast.
       *[other] { $songs } Songs sind weggelassen, weil du sie kürzlich gesehen hast.
    }
feedback-about = Songs und Interpreten, die du ablehnst, kommen nie. Songs, die zu dem passen, wovon du mehr willst, kommen etwas früher, wo sie ohnehin in die Liste passen.
feedback-undo = Zurücknehmen…
feedback-label-more = 👍 { $title } · { $artist }
feedback-label-not = 👎 { $title } · { $artist }
feedback-label-never = 🚫 { $artist }
feedback-clear = Alles zurücknehmen
feedback-clear-sure = Ja, alles zurücknehmen
feedback-clear-keep = Nein, behalten
feedback-clear-question = { $count ->
        [one] **Das Einzige zurücknehmen, was du mir gesagt hast?** Das lässt sich nicht rückgängig machen.
       *[other] **Alle { $count } Dinge zurücknehmen, die du mir gesagt hast?** Das lässt sich nicht rückgängig machen.
    }
feedback-forget = Diese Songs dürfen wieder kommen
