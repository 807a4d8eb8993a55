# Lists as playlists in somebody's Spotify. Names arrive escaped for Discord's markdown, except those of the form.

create-playlist = Playlist erstellen

## What the form proposes; Spotify shows it as it is.

playlist-name-source = { $name }, fortgesetzt
playlist-name-songs = Songs wie { $song }
playlist-name-other = Songs von Segue
playlist-about = Songs, zusammengestellt von Segue auf Discord.
playlist-about-source = Songs, die „{ $name }“ ({ $url }) fortsetzen, zusammengestellt von Segue auf Discord.
playlist-about-source-unlinked = Songs, die „{ $name }“ fortsetzen, zusammengestellt von Segue auf Discord.

## The form.

playlist-form = Playlist erstellen
playlist-form-name = Name
playlist-form-description = Beschreibung
playlist-form-description-about = Ich hänge einen kurzen Code an, an dem ich die Playlist wiederfinde
playlist-form-public = Wer sie sieht
playlist-form-private-choice = Privat: nur du
playlist-form-public-choice = Öffentlich: in deinem Profil
playlist-form-cover = Cover
playlist-form-cover-about = Unseres besteht aus Farben und dem Namen; Spotify bittet dich vorher um Erlaubnis
playlist-form-cover-none = Das von Spotify, aus den Songs
playlist-form-cover-ours = Von Segue gemacht

## Under way.

playlist-working = Ich bin dabei. Wenn diese Nachricht so stehen bleibt, drücke den Button: Dann geht es da weiter, wo es aufgehört hat.
playlist-check = Wie weit ist es?
playlist-still-writing = Ich arbeite noch an dieser Playlist. Bitte warte, bis das fertig ist, und drücke dann noch einmal.
playlist-interrupted = Ich wurde unterbrochen, während ich an einer Playlist von dir gearbeitet habe; so steht es jetzt darum.

## Done.

playlist-done = { $public ->
        [yes] **{ $name }** ist in deinem Spotify, für alle sichtbar: { $songs ->
            [one] 1 Song
           *[other] { $songs } Songs
        }.
       *[no] **{ $name }** ist in deinem Spotify, nur für dich: { $songs ->
            [one] 1 Song
           *[other] { $songs } Songs
        }.
    }
playlist-added = { $songs ->
        [0] Zu **{ $name }** kam nichts hinzu: Alle diese Songs sind schon darin.
        [one] Ich habe 1 Song zu **{ $name }** hinzugefügt.
       *[other] Ich habe { $songs } Songs zu **{ $name }** hinzugefügt.
    }
playlist-present = { $songs ->
        [one] Einer der Songs war schon darin; den habe ich weggelassen.
       *[other] { $songs } der Songs waren schon darin; die habe ich weggelassen.
    }
playlist-missing = { $count ->
        [one] Auf Spotify nicht gefunden: { $songs }.
       *[other] { $count } auf Spotify nicht gefunden: { $songs }.
    }
playlist-missing-more = { $songs } und { $more } weitere
playlist-older = Die früheren Songs sind aufgehoben; „Alte Songs zurück“ holt sie wieder.
playlist-no-cover = Das Cover ließ sich nicht setzen, deshalb hat sie das von Spotify.
playlist-undone = **{ $name }** ist nicht mehr in deiner Bibliothek. Um sie neu zu machen, drücke „Playlist erstellen“ unter der Liste; Spotify hebt die alte außerdem eine Weile unter [spotify.com/account/recover-playlists](https://www.spotify.com/account/recover-playlists/) auf.
playlist-taken-out = Die Songs, die ich hinzugefügt hatte, sind wieder aus **{ $name }** entfernt.
playlist-open = In Spotify öffnen
playlist-undo = Rückgängig
playlist-refresh = Auffrischen
playlist-restore = Alte Songs zurück
playlist-add = Zu anderer Playlist hinzufügen
playlist-targets = **Zu welcher Playlist soll ich diese Songs hinzufügen?** Was sie schon hat, lasse ich weg.
playlist-targets-more = Hier sind die ersten { $shown } von { $total }.
playlist-targets-none = Ich sehe auf Spotify keine andere Playlist von dir, zu der ich etwas hinzufügen darf. Lege dort eine an und versuche es in ein paar Minuten noch einmal.
playlist-targets-placeholder = Wähle eine Playlist

## Not done. Each says what happened; the button below it goes on.

playlist-stopped = **{ $name }** ist noch nicht fertig. { $problem }
playlist-stopped-partly = **{ $name }** ist noch nicht fertig: { $written } von { $songs } Songs sind darin. { $problem }
playlist-continue = Weiter
playlist-anew = Jetzt erstellen
playlist-rewrite = Noch einmal schreiben
playlist-allow = Auf Spotify erlauben
playlist-allow-how = Um **{ $name }** zu schreiben, brauche ich deine Erlaubnis auf Spotify. Erteile sie dort, komm dann zurück und drücke „Weiter“.
playlist-nothing = Spotify hat keinen dieser Songs, deshalb habe ich keine Playlist erstellt: { $others ->
        [0] { $songs }.
       *[other] { $songs } und { $others } weitere.
    } Frag nach anderen Songs und versuche es noch einmal.
playlist-nothing-new = Ich habe keine weiteren Songs dieser Art gefunden, die nicht schon in der Playlist waren, deshalb bleibt sie, wie sie ist. Frag mit `/empfehlen` nach einer neuen Liste.
playlist-cannot-look = Spotify hat nicht gesagt, ob die Playlist erstellt wurde, und ich kann gerade nicht nachsehen, deshalb habe ich keine zweite erstellt. { $why } Drücke „Weiter“, dann sehe ich noch einmal nach; oder, wenn du auf Spotify keine solche Playlist siehst, drücke „Jetzt erstellen“.
playlist-changed = Jemand hat sie geändert, während ich geschrieben habe, deshalb habe ich aufgehört. „Noch einmal schreiben“ füllt sie mit genau diesen Songs.
playlist-gone = Diese Playlist gibt es auf Spotify nicht mehr. Drücke „Playlist erstellen“ unter der Liste, um sie neu anzulegen.
songs-refused = Spotify nimmt die Adressen dieser Songs nicht mehr an. Frag mit `/empfehlen` nach einer neuen Liste und schreibe die; wenn es wieder passiert, sag der Person, die den Bot betreibt, dass sein Modell veraltet ist.
spotify-unclear = Spotify hat nicht gesagt, ob es getan hat, worum ich gebeten habe. Drücke „Weiter“: Ich sehe nach, bevor ich noch etwas tue.

## Without an account.

playlist-unlinked = **Verknüpfe dein Spotify-Konto, und ich lege diese Songs in eine Playlist von dir.** Drücke danach noch einmal „Playlist erstellen“.
playlist-link = Spotify verknüpfen
playlist-files = Oder nimm die Liste mit: { $songs ->
        [one] 1 Song
       *[other] { $songs } Songs
    } als CSV, JSPF, XSPF und M3U8.
playlist-files-uris = `spotify-uris.txt` funktioniert sofort: Kopiere den ganzen Text, öffne eine Playlist in der Desktop-App von Spotify und füge ihn ein.
playlist-files-uris-some = `spotify-uris.txt` funktioniert sofort, für die { $songs }, deren Spotify-Adresse ich kenne: Kopiere den ganzen Text, öffne eine Playlist in der Desktop-App von Spotify und füge ihn ein.
playlist-files-no-uris = Ich kenne von keinem dieser Songs die Spotify-Adresse, deshalb gibt es dafür keine Datei.
