# Answers to /recommend. Names arrive escaped for Discord's markdown.

reading-playlist = Ich lese deine Playlist…
reading-playlists = Ich lese die Liste deiner Playlists…
choosing-songs = Ich wähle Songs aus…

answer-title-playlist = ### { $name }
answer-title-vibe = ### Songs für „{ $vibe }“
answer-title-songs = { $others ->
        [0] ### Songs, die zu { $song } passen
        [one] ### Songs, die zu { $song } und einem weiteren passen
       *[other] ### Songs, die zu { $song } und { $others } weiteren passen
    }
answer-playlist-by = von { $owner } · [In Spotify öffnen]({ $url })
answer-playlist-by-unlinked = von { $owner }
answer-vibe-too = mit der Stimmung „{ $vibe }“
answer-known = { $seeds ->
        [one] { $known } von 1 Song bekannt
       *[other] { $known } von { $seeds } Songs bekannt
    }
answer-by-artist = { $count ->
        [one] 1 kenne ich nur dem Interpreten nach.
       *[other] { $count } kenne ich nur den Interpreten nach.
    }
answer-unrated = { $count ->
        [one] Von einem dieser Songs weiß ich nicht, ob er explizit ist.
       *[other] Von { $count } dieser Songs weiß ich nicht, ob sie explizit sind.
    }
answer-skipped = { $count } übersprungen: { $reasons }
skipped-gone = { $others ->
        [no] { $count ->
            [one] nicht mehr auf Spotify
           *[other] nicht mehr auf Spotify
        }
       *[yes] { $count ->
            [one] 1 nicht mehr auf Spotify
           *[other] { $count } nicht mehr auf Spotify
        }
    }
skipped-local = { $others ->
        [no] { $count ->
            [one] eine Datei auf einem Computer
           *[other] Dateien auf einem Computer
        }
       *[yes] { $count ->
            [one] 1 Datei auf einem Computer
           *[other] { $count } Dateien auf einem Computer
        }
    }
skipped-episode = { $others ->
        [no] { $count ->
            [one] eine Podcastfolge
           *[other] Podcastfolgen
        }
       *[yes] { $count ->
            [one] 1 Podcastfolge
           *[other] { $count } Podcastfolgen
        }
    }
and = { $first } und { $second }
answer-no-seeds = Darin waren keine Songs, mit denen ich etwas anfangen konnte, also bin ich nach dem Namen gegangen.
answer-partial = Ich habe nur die ersten { $read } von { $total } Einträgen gelesen.
answer-problem = **Ohne die Playlist:** { $problem }
answer-unchecked = **Ohne nachzusehen, was du schon hast:** { $problem }
answer-empty = Ich habe keinen Song gefunden, der nicht schon darin ist. Gib mir mehr Songs oder eine Stimmung mit `stimmung:`.
answer-page = Seite { $page } von { $pages }

song = **{ $number }. { $title }**
song-artist = { $artist } · [Auf Spotify hören]({ $url })
song-artist-search = { $artist } · [Auf Spotify suchen]({ $url })
song-link = [Auf Spotify hören]({ $url })
song-link-search = [Auf Spotify suchen]({ $url })
song-reason = -# { $reason }
song-reason-match = -# { $reason } · Übereinstimmung { $match }

taken-song = „{ $entry }“: { $title } von { $artist }
taken-title = „{ $entry }“: { $title }
taken-artist = „{ $entry }“: Diesen Song kenne ich nicht, also bin ich nach { $artist } gegangen
taken-artist-near = „{ $entry }“: Ich bin nach { $artist } gegangen. Meintest du { $near }?
missed = „{ $entry }“: nicht gefunden
missed-near = „{ $entry }“: nicht gefunden. Meintest du { $near }?
notes-more = { $count ->
        [one] und noch einer
       *[other] und { $count } weitere
    }

attribution = Playlists, Cover und Links: [Spotify](https://open.spotify.com)
attribution-demo = Das ist das Demo-Modell: Es hat aus erfundenen Playlists gelernt.

page-first = « Erste
page-previous = ‹ Zurück
page-next = Weiter ›
page-last = Letzte »
share = Teilen

songs-not-found = { $songs } kenne ich nicht. Prüfe die Schreibweise, schreibe „Interpret - Titel“ mit einem Semikolon zwischen den Songs, füge einen Spotify-Link ein oder beschreibe eine Stimmung mit `stimmung:`.
songs-not-found-near = { $songs } kenne ich nicht. Meintest du { $near }? Wenn nicht, schreibe „Interpret - Titel“ mit einem Semikolon zwischen den Songs, oder beschreibe eine Stimmung mit `stimmung:`.
nothing-given = Ich habe weder Songs noch Worte für eine Stimmung gefunden, nach denen ich gehen könnte. Gib mir eine Playlist mit Songs, nenne welche mit `songs:` oder beschreibe eine Stimmung mit `stimmung:`.

picker = **Welche Playlist soll ich fortsetzen?** Du kannst auch `/empfehlen playlist:` mit einem Link benutzen, oder `songs:`, `datei:`, `einfügen:` oder `stimmung:`.
picker-more = Hier sind die ersten { $shown } von { $total }; tippe einen Teil des Namens in `/empfehlen playlist:`, um die anderen zu finden.
picker-placeholder = Wähle eine Playlist
picker-none = Ich sehe auf Spotify keine Playlist von dir, die ich lesen darf. Lege dort eine an oder gib mir Songs mit `/empfehlen songs:` oder eine Stimmung mit `/empfehlen stimmung:`.
playlist-songs = { $total ->
        [one] 1 Song
       *[other] { $total } Songs
    }
