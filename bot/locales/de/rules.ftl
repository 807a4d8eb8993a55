# What goes together: /rules, and `segue rules show` in the terminal. Names arrive ready for where they are shown.

## Rules, in the terminal too.

rule = Von den Playlists mit { $left } haben { $percent } % auch { $right }: { $times }-mal so oft wie durch Zufall (in { $playlists ->
        [one] 1 Playlist
       *[other] { $playlists } Playlists
    }).
rules-none = Dafür gibt es keine Regeln: Zu wenige Playlists haben es zusammen mit etwas anderem.
rules-unreached = Keine Regel erreicht sowohl eine Konfidenz von { $confidence } % als auch einen Lift von { $lift }, auch nicht die Hälfte davon. Verlange viel weniger.
rules-unreached-near = Keine Regel erreicht sowohl eine Konfidenz von { $confidence } % als auch einen Lift von { $lift }, aber { $below ->
        [one] 1 Regel erreicht
       *[other] { $below } Regeln erreichen
    } mindestens die Hälfte davon. Verlange weniger.

## On Discord.

rules-looking = Ich schaue nach, was zusammengehört…
rules-title-playlist = ### Was zu { $name } passt
rules-title-item = ### Was zu { $name } passt
rules-title-all = ### Was zusammengehört
rules-song = **{ $title }** von { $artist }
rules-song-alone = **{ $title }**
rules-artist = **{ $artist }**
rules-numbered = { $number }. { $sentence }
rules-sorted = { $by ->
        [confidence] Die sichersten zuerst
        [lift] Zuerst die, die am weitesten über dem Zufall liegen (Lift)
        [support] Zuerst die in den meisten Playlists (Support)
        [leverage] Nach Leverage: die meisten Playlists über dem Zufall zuerst
        [conviction] Nach Conviction: zuerst die, die durch Zufall am häufigsten falsch wären
        [zhangs_metric] Nach Zhangs Maß: zuerst die, die fast nie getrennt sind
        [jaccard] Nach Jaccard: zuerst die, die die meisten ihrer Playlists teilen
       *[kulczynski] Nach Kulczynski: zuerst die, die in beide Richtungen sicher sind
    }{ $shown ->
        [all] .
       *[some] ; die ersten { $most } von { $total } Regeln.
    }
rules-from = Konfidenz ab { $confidence } % und Lift ab { $lift }.
rules-attribution = Playlists und Links: [Spotify](https://open.spotify.com)
rules-about = Gezählt in den Playlists, aus denen mein Modell gelernt hat. Regeln, die schon der Zufall erklärt, sind weggelassen.

rules-none-playlist = Keine Regel beginnt mit etwas aus dieser Playlist und führt zu etwas, das ihr fehlt. Mehr Songs helfen; `ebene: Interpreten` auch.
rules-none-song = Keine Regel beginnt mit { $name }: Der Song ist in zu wenigen Playlists, oder was daneben steht, ist Zufall. Versuche `ebene: Interpreten` oder `/empfehlen songs:`, das keine Regel braucht.
rules-none-artist = Keine Regel beginnt mit { $name }: zu wenige Playlists, oder was daneben steht, ist Zufall. Versuche `/empfehlen songs:` mit dem Namen; das braucht keine Regel.
rules-none-all = Auf dieser Ebene gibt es überhaupt keine Regel. Falls du den Bot betreibst: `segue rules mine` mit kleineren Werten für `--songs-from` und `--artists-from` findet mehr.

rules-by-confidence = Am sichersten
rules-by-lift = Über dem Zufall
rules-by-support = Meiste Playlists
rules-by-other = { $by ->
        [leverage] Leverage
        [conviction] Conviction
        [zhangs_metric] Zhang
        [jaccard] Jaccard
       *[kulczynski] Kulczynski
    }
rules-as-list = Diese Songs empfehlen
rules-songs-file = Songs als Datei
rules-table-file = Alle Regeln als Datei

rules-songs-sent = { $songs ->
        [one] Der Song auf der rechten Seite dieser Regeln.
       *[other] Die { $songs } Songs auf den rechten Seiten dieser Regeln.
    }
rules-table-sent = { $rules ->
        [one] Die eine Regel, mit allen ihren Zahlen.
       *[other] Die { $rules } Regeln, mit allen ihren Zahlen.
    }
rules-table-sent-part = Die ersten { $rules } von { $total } Regeln, mit allen ihren Zahlen. Falls du den Bot betreibst: `segue rules export` schreibt alle.

rules-list-title = ### Songs, zu denen Regeln führen

rules-missing = Mein Modell hat noch keine Regeln, deshalb kann ich nicht sagen, was zusammengehört; `/empfehlen` und `/ähnlich` gehen auch so. Falls du den Bot betreibst: `segue rules mine` findet sie, und `segue reload` setzt sie ein.
rules-one-of = Ich kann mir eins zur selben Zeit ansehen: Bitte gib `playlist:`, `song:` oder `interpret:` an, oder nichts davon für die stärksten Regeln überhaupt.
rules-song-unknown = Einen Song namens „{ $name }“ kenne ich nicht. Prüfe die Schreibweise, schreibe „Interpret - Titel“ oder wähle einen, den ich beim Tippen vorschlage.
rules-song-unknown-near = Einen Song namens „{ $name }“ kenne ich nicht. Meintest du { $near }?
rules-artist-unknown = Einen Interpreten namens „{ $name }“ kenne ich nicht. Prüfe die Schreibweise oder wähle einen, den ich beim Tippen vorschlage.
rules-artist-unknown-near = Einen Interpreten namens „{ $name }“ kenne ich nicht. Meintest du { $near }?
rules-playlist-empty = In dieser Playlist sind keine Songs, die ich mir ansehen könnte. Füge welche hinzu oder versuche `/regeln song:`.
rules-playlist-unknown = { $songs ->
        [one] Den einen Song in dieser Playlist kenne ich nicht
       *[other] Ich kenne keinen der { $songs } Songs in dieser Playlist
    }, deshalb beginnt keine Regel damit. Versuche `/regeln song:` oder `/regeln interpret:` mit etwas, das ich beim Tippen vorschlage.
rules-file-refused = Discord hat die Datei hier nicht angenommen. Bitte versuche es in einer Direktnachricht mit mir noch einmal.

## The picture.

network-alt = Ein Netz aus { $rules ->
        [one] einer Regel
       *[other] { $rules } Regeln
    }, nummeriert wie in der Liste; Pfeile führen von linken zu rechten Seiten.
network-alt-rule = { $number }: { $left } → { $right } (Lift { $lift }, { $playlists ->
        [one] 1 Playlist
       *[other] { $playlists } Playlists
    }).
network-lift = Lift
network-playlists = Playlists
network-nameless = siehe Regel { $number }
