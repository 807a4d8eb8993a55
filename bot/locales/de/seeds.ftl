# What people bring along: files, pasted lists, messages, accounts. Names arrive escaped for Discord's markdown.

## Files that no songs can be taken from.

file-too-large = **{ $name }** ist zu groß: Ich lese Dateien bis { $megabytes } MB. Bitte hänge eine kürzere an, etwa eine einzelne Playlist.
file-empty = **{ $name }** ist leer. Bitte hänge eine Datei mit Songs an.
file-not-text = **{ $name }** ist keine Songliste, sondern ein Bild, ein Ton oder ein Programm. Ich lese CSV, JSPF, XSPF, M3U8, einfachen Text und die JSON-Dateien eines Spotify-Datenexports.
file-packed = **{ $name }** ist gepackt (ein ZIP-Archiv oder eine Excel-Mappe). Bitte entpacke sie und hänge eine der Dateien an, oder speichere die Tabelle als CSV.
file-damaged = **{ $name }** ist beschädigt: { $line ->
        [0] Ich kann die Datei nicht als { $kind ->
            [json] JSON
            [xml] XML
           *[csv] CSV
        } lesen
       *[other] Zeile { $line } ist kein gültiges { $kind ->
            [json] JSON
            [xml] XML
           *[csv] CSV
        }
    }. Bitte exportiere sie noch einmal oder gib mir ihre Songs als einfachen Text, einen pro Zeile.
file-foreign = **{ $name }** ist { $kind ->
        [xml] XML, aber keine Playlist, die ich lesen kann: Ich kenne XSPF.
       *[json] JSON, aber keine Songliste, die ich kenne. Ich lese JSPF sowie `Playlist1.json`, `YourLibrary.json` und den Streamingverlauf eines Spotify-Datenexports.
    } Du kannst mir Songs auch als einfachen Text geben, einen pro Zeile.
file-with-entities = **{ $name }** deklariert einen Dokumenttyp. So etwas lese ich nicht, weil eine kleine Datei dadurch riesig werden kann. Bitte exportiere sie noch einmal als XSPF oder als CSV.
file-columns = **{ $name }** hat keine Spalte, die Songs nennt. Die Spalten sind { $columns }; ich suche eine namens `Track URI`, `Track Name` oder `title`, am besten mit `Artist Name(s)` oder `artist`.
file-several = **{ $name }** enthält { $count } Playlists: { $playlists }. Bitte hänge die Datei noch einmal an und sag mit `playlist:` und dem Namen, welche.
file-no-songs = In **{ $name }** ist kein Song. Bitte hänge eine Datei mit Songs an, einen pro Zeile, wenn es einfacher Text ist.
text-no-songs = Darin ist kein Song. Schreibe einen pro Zeile, als „Interpret - Titel“ oder als Spotify-Link.

## What was brought along, above the answer.

reading-file = Ich lese deine Datei…
file-unreachable = Discord hat mir diese Datei nicht gegeben. Bitte hänge sie noch einmal an.
message-no-links = In dieser Nachricht ist kein Link zu einem Song, einem Album, einem Interpreten oder einer Playlist auf Spotify. Wähle eine mit Link oder nenne Songs mit `/empfehlen songs:`.
too-many-links = Ich lese höchstens { $most } Alben, Interpreten und Playlists auf einmal, und das war einer zu viel.
years-crossed = Es gibt kein Jahr von { $first } bis { $last }. Bitte vertausche die beiden.

answer-title-file = ### Songs, die zu { $name } passen
answer-title-pasted = ### Songs, die zu deiner Liste passen
answer-title-history = ### Songs, die zu dem passen, was du gehört hast
answer-title-top = ### Songs, die zu deinen Top-Songs passen
answer-title-liked = ### Songs, die zu deinen Lieblingssongs passen

gathered = { $origin ->
        [file] Aus **{ $name }**: { $songs ->
            [one] 1 Song
           *[other] { $songs } Songs
        }
        [pasted] Aus deiner Liste: { $songs ->
            [one] 1 Song
           *[other] { $songs } Songs
        }
        [history] Aus **{ $name }**: { $songs ->
            [one] der Song, den du am meisten gespielt hast
           *[other] die { $songs } Songs, die du am meisten gespielt hast
        }
        [album] Aus dem Album **{ $name }** von { $owner }: { $songs ->
            [one] 1 Song
           *[other] { $songs } Songs
        }
        [artist] Der Interpret **{ $name }**
        [top] Aus deinen Top-Songs von etwa einem halben Jahr: { $songs }
        [liked] Aus deinen Lieblingssongs: { $songs ->
            [one] der neueste
           *[other] die neuesten { $songs }
        }
        [member] **{ $name }**: { $songs ->
            [one] 1 Song
           *[other] { $songs } Songs
        }
       *[playlist] Aus **{ $name }** von { $owner }: { $songs ->
            [one] 1 Song
           *[other] { $songs } Songs
        }
    }
gathered-repeated = { $count ->
        [one] 1 war eine Wiederholung
       *[other] { $count } waren Wiederholungen
    }
gathered-nameless = { $count ->
        [one] 1 hatte keinen Namen
       *[other] { $count } hatten keinen Namen
    }
gathered-left = { $count ->
        [one] 1 weiterer blieb außen vor
       *[other] { $count } weitere blieben außen vor
    }
years = { $bounds ->
        [first] Songs ab { $first }.
        [last] Songs bis { $last }.
       *[both] Songs von { $first } bis { $last }.
    }
years-scarce = Aus diesen Jahren kenne ich keine weiteren, die passen.
answer-empty-years = Ich kenne keinen passenden Song aus diesen Jahren; von vielen Songs weiß ich das Jahr nicht. Fasse `jahr_von:` und `jahr_bis:` weiter oder lass sie weg.
checked = Ohne { $songs ->
        [one] den Song, den
       *[other] die { $songs } Songs, die
    } du schon hast: { $playlists } von { $total } Playlists geprüft.{ $left ->
        [0] {""}
       *[other] {" "}Die anderen lese ich, so schnell Spotify mich lässt; frag in ein paar Minuten noch einmal.
    }
missed-problem = „{ $entry }“: { $problem }

## The form.

paste-title = Songliste einfügen
paste-label = Songs
paste-about = Einer pro Zeile: „Interpret - Titel“ oder ein Link zu Song, Album, Interpret oder Playlist.

## /blend.

blend-choose = **Wer macht mit?** Wähle bis zu { $most } andere. Alle werden erst gefragt und bringen ihre Top-Songs von Spotify mit oder tippen welche ein.
blend-who = Leute auswählen
blend-invitation = ### { $host } möchte euren Geschmack mischen
blend-guest = { $word ->
        [account] ✅ <@{ $user }> bringt die eigenen Top-Songs mit
        [songs] ✅ <@{ $user }> bringt { $songs ->
            [one] 1 Song
           *[other] { $songs } Songs
        } mit
        [no] ➖ <@{ $user }> setzt diesmal aus
       *[nothing] ⏳ <@{ $user }> hat noch nicht geantwortet
    }
blend-how = Ich fange an, wenn alle geantwortet haben; „Jetzt starten“ macht mit denen weiter, die schon dabei sind. Top-Songs werden einmal dafür gelesen und nicht gespeichert. Das endet { $ends }.
blend-lacking = Mindestens zwei von euch müssen Songs mitbringen. Wer es sich anders überlegt, kann noch einen Button drücken.
blend-top = Mit meinen Top-Songs
blend-give = Ich tippe Songs ein
blend-decline = Ohne mich
blend-start = Jetzt starten
blend-for-all = { $count ->
        [0] Kein Song passt zu euch allen; zuerst kommen die, die zu den meisten passen.
        [one] Der erste Song passt zu euch allen.
       *[other] Die ersten { $count } Songs passen zu euch allen.
    }
blend-not-invited = Bei dieser Mischung bist du nicht dabei. Mit `/mischen` startest du eine eigene.
blend-not-linked = Ich kann kein Spotify-Konto von dir lesen. Benutze `/verknüpfen` und drücke den Button noch einmal, oder wähle „Ich tippe Songs ein“.
blend-nobody = Es ist noch niemand zum Mischen da. Bitte wähle mindestens eine andere Person; Bots zählen nicht.
blend-under-way = Ich mische schon. Die Songs erscheinen gleich hier.
blend-too-few = Von { $names } kenne ich keinen der Songs, und mindestens zwei von euch brauchen welche, die ich kenne. Drückt „Ich tippe Songs ein“, um andere mitzubringen.
answer-title-blend = ### Songs für { $names }
