# Slash commands as Discord lists them: names of 1 to 32 small letters, descriptions of at most 100 characters.

command-recommend = empfehlen
command-recommend-about = Songs, die eine Playlist fortsetzen, zu Songs oder einer Stimmung passen, und warum
menu-continue = Diese Songs fortsetzen
command-blend = mischen
command-blend-about = Songs für bis zu fünf Leute, aus dem, was alle mitbringen
command-similar = ähnlich
command-similar-about = Die Songs von /empfehlen, sortiert danach, wie sehr sie wie deine Songs klingen
option-sort-by = Was verglichen wird: der ganze Klang oder nur Energie, Tempo, Stimmung oder Jahr
choice-sort-overall = insgesamt
choice-sort-energy = Energie
choice-sort-tempo = Tempo
choice-sort-mood = Stimmung
choice-sort-year = Jahr
option-playlist = Ein Link zu einer deiner Playlists oder eine, die ich vorschlage
option-songs = Songs, getrennt durch Semikolons: Links, „Titel“ oder „Interpret - Titel“
option-vibe = Eine Stimmung oder ein Titel, etwa „verregneter Sonntagmorgen“
option-file = Eine Songliste: CSV, JSPF, XSPF, M3U8, Text oder JSON aus dem Spotify-Datenexport
option-paste = Ein Formular öffnen, um eine längere Songliste einzufügen
option-mine = Songs aus deinem eigenen Spotify-Konto
choice-mine-top = meine Top-Songs
choice-mine-liked = meine Lieblingssongs
option-year-from = Nur Songs ab diesem Jahr
option-year-to = Nur Songs bis zu diesem Jahr
option-exclude-known = Songs weglassen, die schon in deinen Spotify-Playlists sind
option-count = Wie viele Songs, 1 bis 100
option-order = Die besten zuerst oder gemischt
option-mix = Die sichersten Songs, mehr Abwechslung, oder weniger Hits und mehr Interpreten
option-clean = Songs weglassen, die als explizit bekannt sind
option-visibility = Wer die Antwort sieht
choice-order-best = beste zuerst
choice-order-shuffle = gemischt
choice-mix-safe = sicher
choice-mix-balanced = ausgewogen
choice-mix-adventurous = abenteuerlich
choice-visibility-only-me = nur ich
choice-visibility-everyone = alle
command-rules = regeln
command-rules-about = Was zusammengehört: zu einer Playlist, einem Song, einem Interpreten oder das Stärkste überhaupt
option-rules-playlist = Was zu dieser Playlist passt und ihr fehlt: ein Link oder eine, die ich vorschlage
option-rules-song = Was zu diesem Song passt: wähle einen Vorschlag oder tippe „Interpret - Titel“
option-rules-artist = Was zu diesem Interpreten passt: wähle einen Vorschlag
option-level = Regeln zwischen Songs oder zwischen Interpreten
option-rules-sort-by = Welche Regeln zuerst kommen
option-min-confidence = Nur Regeln, die in so vielen von 100 Playlists mit der linken Seite gelten
option-min-lift = Nur Regeln, die so viele Male häufiger sind als der Zufall
choice-level-songs = Songs
choice-level-artists = Interpreten
choice-rules-sort = { $by ->
        [confidence] Konfidenz: die sichersten
        [lift] Lift: am weitesten über dem Zufall
        [support] Support: in den meisten Playlists
        [leverage] Leverage: die meisten Playlists über dem Zufall
        [conviction] Conviction: selten falsch
        [zhangs_metric] Zhangs Maß: nie getrennt
        [jaccard] Jaccard: wo eins ist, sind meist beide
       *[kulczynski] Kulczynski: in beide Richtungen sicher
    }
command-link = verknüpfen
command-link-about = Dein Spotify-Konto verknüpfen, damit ich deine Playlists lesen kann
command-unlink = trennen
command-unlink-about = Dein Spotify-Konto trennen und löschen, was ich daraus weiß
command-help = hilfe
command-help-about = Was Segue tut und was mit deinen Daten geschieht

## Options as Discord lists them: one word of small letters, digits and "_". In English the names that the code has.

option-name-playlist = playlist
option-name-songs = songs
option-name-vibe = stimmung
option-name-file = datei
option-name-paste = einfügen
option-name-mine = meine
option-name-count = anzahl
option-name-order = reihenfolge
option-name-mix = mix
option-name-clean = jugendfrei
option-name-year-from = jahr_von
option-name-year-to = jahr_bis
option-name-exclude-known = ohne_bekannte
option-name-visibility = sichtbarkeit
option-name-sort-by = sortieren_nach
option-name-song = song
option-name-artist = interpret
option-name-level = ebene
option-name-min-confidence = min_konfidenz
option-name-min-lift = min_lift
