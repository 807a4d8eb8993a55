# How songs sound: /similar, `segue similar`, and the picture with both. Names arrive escaped for Discord's markdown.

comparing-songs = Ich wähle Songs aus und vergleiche, wie sie klingen…

similar-sorted = { $by ->
        [overall] Nach Klang: am ähnlichsten zu deinen Songs zuerst
        [energy] Nach Energie: am nächsten an deinen Songs zuerst
        [tempo] Nach Tempo: am nächsten an deinen Songs zuerst
        [mood] Nach Stimmung: am nächsten an deinen Songs zuerst
       *[year] Nach Jahr: am nächsten an deinen Songs zuerst
    }
similar-best = In der Reihenfolge der Empfehlung
similar-shuffled = Gemischt
similar-known = { $songs ->
        [one] Ich weiß von { $known } von 1 Song, wie er klingt
       *[other] Ich weiß von { $known } von { $songs } Songs, wie sie klingen
    }{ $seeds ->
        [0] .
        [one] { $heard ->
            [0] , aber nicht, wie deiner klingt.
           *[other] , und von deinem.
        }
       *[other] , und von { $heard } deiner { $seeds }.
    }
similar-pending = { $count ->
        [one] Einer mehr wird für das nächste Mal nachgeschlagen.
       *[other] { $count } mehr werden für das nächste Mal nachgeschlagen.
    }
similar-sources = Klangdaten von { $sources }
similar-source = { $name } ({ $count ->
        [one] 1 Song
       *[other] { $count } Songs
    })
similar-unheard = Ich weiß noch von keinem dieser Songs, wie er klingt, deshalb bleiben sie in der Reihenfolge der Empfehlung.
similar-unheard-year = Ich weiß noch von keinem dieser Songs, wie er klingt, deshalb bin ich nur nach den Jahren gegangen.
similar-incomparable = Ich weiß nichts über deine Songs, wonach ich vergleichen könnte, deshalb bleiben diese in der Reihenfolge der Empfehlung.
similar-stand-ins = { $seeds ->
        [0] Von dir hatte ich keine Songs zum Vergleichen
       *[other] Deine Songs gaben mir nichts zum Vergleichen
    }, also habe ich { $count ->
        [one] den ersten
       *[other] die ersten { $count }
    } der Empfehlung genommen.

similar-show-best = Beste
similar-show-similar = Ähnlich
similar-show-shuffle = Gemischt
by-sound = Nach Klang
by-sound-under-way = Ich vergleiche…

match = **{ $match }** · { $reasons }
match-alone = **{ $match }**
match-unknown = Klang unbekannt · { $reason }
match-legend = Die Zahlen sagen, wie viele von 100 zufälligen Songs schlechter zu { $stand_ins ->
        [0] deinen Songs
       *[other] diesen
    } passen.
sorted-by = { $by ->
        [energy] Energie { $value }
        [tempo] { $value } BPM
        [mood] Fröhlichkeit { $value }
       *[year] { $value }
    }
match-both = { $first }; { $second }

## The two strongest respects in which a song is like the list. Each stands alone or after a comma.

sound-tempo = gleiches Tempo, etwa { $bpm } BPM
sound-tempo-unnumbered = gleiches Tempo
sound-key = gleicher Grundton, { $key }
pitch-class = { $pitch ->
        [0] C
        [1] Cis
        [2] D
        [3] Es
        [4] E
        [5] F
        [6] Fis
        [7] G
        [8] As
        [9] A
        [10] B
       *[11] H
    }
sound-key-unnamed = gleicher Grundton
sound-energy = { $level ->
        [low] so ruhig wie deine Liste
        [high] so energiegeladen wie deine Liste
       *[middle] so viel Energie wie deine Liste
    }
sound-mood = { $level ->
        [low] so gedämpft wie deine Liste
        [high] so fröhlich wie deine Liste
       *[middle] die Stimmung deiner Liste
    }
sound-acoustic = { $level ->
        [low] so elektrisch wie deine Liste
        [high] so akustisch wie deine Liste
       *[middle] halb akustisch, wie deine Liste
    }
sound-dance = { $level ->
        [low] so wenig tanzbar wie deine Liste
        [high] so tanzbar wie deine Liste
       *[middle] der Groove deiner Liste
    }
sound-loudness = { $level ->
        [low] so leise wie deine Liste
        [high] so laut wie deine Liste
       *[middle] die Lautstärke deiner Liste
    }
sound-speech = { $level ->
        [low] gesungen, nicht gesprochen, wie deine Liste
        [high] so viele gesprochene Worte wie deine Liste
       *[middle] ein paar gesprochene Worte, wie deine Liste
    }
sound-instrumental = { $level ->
        [low] mit Gesang, wie deine Liste
        [high] so instrumental wie deine Liste
       *[middle] halb instrumental, wie deine Liste
    }
sound-live = { $level ->
        [low] aus dem Studio, wie deine Liste
        [high] so live wie deine Liste
       *[middle] der Raumklang deiner Liste
    }
sound-genre = { $genre }, wie deine Liste
sound-genre-unnamed = das Genre deiner Liste
sound-artist = { $artist }, wie in deiner Liste
sound-artist-unnamed = ein Interpret deiner Liste
sound-year = von etwa { $year }, wie deine Liste
sound-year-unnumbered = so alt wie deine Liste
sound-duration = { $level ->
        [low] so kurz wie deine Songs
        [high] so lang wie deine Songs
       *[middle] die Länge deiner Songs
    }
sound-company = steht oft neben solchen Songs

## The picture.

portrait-playlist = Deine Songs
portrait-songs = Diese Songs
portrait-bpm = { $tempo } BPM
axis-energy = Energetisch
axis-dance = Tanzbar
axis-mood = Fröhlich
axis-acoustic = Akustisch
axis-instrumental = Instrumental
axis-loud = Laut
portrait-alt = Wie deine Songs und diese Songs klingen, im Durchschnitt und von 100: { $axes }.
portrait-axis = { $axis } { $playlist } und { $songs }
portrait-alt-tempo = Tempo: { $playlist } und { $songs } BPM.

similar-already = Ich vergleiche noch die Songs deiner letzten Anfrage. Sie erscheinen gleich weiter oben.
