# What Spotify, or its rules for apps like this one, will not do; and what works instead.

playlist-not-found = Unter diesem Link zeigt mir Spotify keine Playlist. Vielleicht ist sie gelöscht oder für jemand anderen privat. Wenn du sie öffnen kannst, kopiere ihre Songs in eine eigene Playlist und gib mir die.
playlist-not-readable = **{ $name }** gehört { $owner }, und Spotify zeigt einer App wie dieser nur Playlists, die dir gehören oder an denen du mitarbeitest. Wähle in Spotify „Zu anderer Playlist hinzufügen → Neue Playlist“ und gib mir deine Kopie, oder nenne einige ihrer Songs mit `/empfehlen songs:`.
playlist-made-by-spotify = Diese Playlist macht Spotify selbst und zeigt sie keiner App wie dieser. Wähle in Spotify „Zu anderer Playlist hinzufügen → Neue Playlist“ und gib mir deine Kopie, oder nenne einige ihrer Songs mit `/empfehlen songs:`.
track-not-found = Unter diesem Link hat Spotify keinen Song mehr. Bitte prüfe ihn oder schreibe den Song als „Interpret - Titel“.
album-not-found = Unter diesem Link hat Spotify kein Album mehr. Bitte prüfe ihn oder nenne einige seiner Songs.
artist-not-found = Unter diesem Link hat Spotify keinen Interpreten mehr. Bitte prüfe ihn oder schreibe den Namen.
playground-only = Diesen Link gibt es nur in der Demo und nicht auf dem echten Spotify. Bitte gib mir einen Link, den du aus Spotify kopiert hast, oder nenne Songs mit `/empfehlen songs:`.
missing-scope = Dafür habe ich deine Erlaubnis noch nicht. Bitte benutze `/verknüpfen` noch einmal und stimme dem zu, was Spotify fragt.
consent-needed = Dafür brauche ich noch eine Erlaubnis von dir, nach der Spotify dich fragt. Ich habe dir einen Button dafür geschickt.
owner-needs-premium = Spotify hat den Zugang dieses Bots gesperrt, weil die Person, die ihn betreibt, ein aktives Spotify-Premium-Abo braucht; nach einer Verlängerung kann es ein paar Stunden dauern. Nenne bis dahin Songs mit `songs:` oder eine Stimmung mit `stimmung:`.
spotify-forbids = Spotify lässt diesen Bot das nicht tun. Nenne stattdessen Songs mit `songs:` oder eine Stimmung mit `stimmung:`.
spotify-resting = Spotify hat diesem Bot eine Pause verordnet; es öffnet wieder { $reopens }. Nenne bis dahin Songs mit `songs:` oder eine Stimmung mit `stimmung:`.
budget-spent = Dieser Bot hat aufgebraucht, was er Spotify an einem Tag fragen darf; Stunde für Stunde kommt etwas dazu. Nenne bis dahin Songs mit `songs:` oder eine Stimmung mit `stimmung:`.
share-spent = Du hast deinen Anteil an dem aufgebraucht, was dieser Bot Spotify an einem Tag fragen darf; Stunde für Stunde kommt etwas dazu. Nenne bis dahin Songs mit `songs:` oder eine Stimmung mit `stimmung:`.
spotify-unavailable = Spotify antwortet gerade nicht richtig. Bitte versuche es in einer Minute noch einmal, oder nenne Songs mit `songs:` oder eine Stimmung mit `stimmung:`.
code-refused = Spotify hat diese Anmeldung nicht angenommen; vielleicht ist sie zu alt oder schon benutzt. Bitte beginne mit `/verknüpfen` von vorn.
app-refused = Spotify nimmt die Client-ID oder das Geheimnis dieses Bots nicht an. Wer den Bot betreibt, kann beides mit `segue doctor` prüfen. Nenne bis dahin Songs mit `songs:` oder eine Stimmung mit `stimmung:`.

address-missing = { $wanted ->
        [track] Bitte füge einen Link zu einem Song ein.
        [seed] Bitte gib mir einen Link zu einem Song, einem Album, einem Interpreten oder einer Playlist.
       *[playlist] Bitte füge einen Link zu einer Playlist ein.
    } Wähle in Spotify „Teilen → Link kopieren“.
address-unreadable = { $wanted ->
        [track] Das ist kein Link zu einem Song auf Spotify.
        [seed] Das ist kein Link zu einem Song, einem Album, einem Interpreten oder einer Playlist auf Spotify.
       *[playlist] Das ist kein Link zu einer Playlist auf Spotify.
    } Wähle in Spotify „Teilen → Link kopieren“ und füge ihn vollständig ein.
address-elsewhere = { $wanted ->
        [track] Dieser Link führt zu { $site }; ich brauche einen Link zu einem Song auf open.spotify.com.
        [seed] Dieser Link führt zu { $site }; ich brauche einen zu open.spotify.com.
       *[playlist] Dieser Link führt zu { $site }; ich brauche einen Link zu einer Playlist auf open.spotify.com.
    } Du kannst Songs auch beim Namen nennen, als „Interpret - Titel“.
address-shortened = Das ist ein Kurzlink. Bitte öffne ihn im Browser und füge den langen ein, der mit `https://open.spotify.com/` beginnt.
address-of-other = Das ist ein Link zu { $kind ->
        [album] einem Album
        [artist] einem Interpreten
        [audiobook] einem Hörbuch
        [episode] einer Podcastfolge
        [playlist] einer Playlist
        [show] einem Podcast
        [track] einem Song
        [user] einer Person
       *[other] etwas anderem
    }. { $wanted ->
        [track] Ich brauche einen Link zu einem Song.
        [seed] Ich kann nach Songs, Alben, Interpreten und Playlists gehen.
       *[playlist] Ich brauche einen Link zu einer Playlist; du kannst auch Songs mit `/empfehlen songs:` nennen.
    }
