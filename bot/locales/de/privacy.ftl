# /privacy, /about, /help, and the reminder of a link that ends.

command-privacy = datenschutz
command-privacy-about = Was ich über dich gespeichert habe: zum Ansehen, Mitnehmen und Löschen
command-privacy-show = zeigen
command-privacy-show-about = Was ich über dich gespeichert habe und bis wann
command-privacy-export = exportieren
command-privacy-export-about = Alles, was ich über dich gespeichert habe, als Datei
command-privacy-delete = löschen
command-privacy-delete-about = Alles löschen, was ich über dich gespeichert habe
privacy-title = ### Was ich über dich gespeichert habe
privacy-nothing = Ich habe nichts über dich gespeichert.
privacy-link = • Die Verknüpfung mit deinem Spotify-Konto, mit einem verschlüsselten Token, bis du `/trennen` benutzt oder Spotify sie beendet
privacy-read = { $count ->
        [one] • Eine Sache, die ich aus deinem Spotify gelesen habe, für Stunden oder einen Tag
       *[other] • { $count } Sachen, die ich aus deinem Spotify gelesen habe, für Stunden oder einen Tag
    }
privacy-written = { $count ->
        [one] • Was ich von einer Playlist weiß, die ich für dich geschrieben habe
       *[other] • Was ich von { $count } Playlists weiß, die ich für dich geschrieben habe
    }
privacy-messages = { $count ->
        [one] • Was hinter den Buttons einer Nachricht steht
       *[other] • Was hinter den Buttons von { $count } Nachrichten steht
    }
privacy-opinions = { $count ->
        [one] • Eine Angabe von dir zu einem Song oder Interpreten (`/feedback`)
       *[other] • { $count } Angaben von dir zu Songs und Interpreten (`/feedback`)
    }
privacy-shown = { $count ->
        [one] • Ein Song, den ich eine Weile nicht wiederhole
       *[other] • { $count } Songs, die ich eine Weile nicht wiederhole
    }
privacy-settings = • Deine Einstellungen (`/einstellungen`)
privacy-pending = • Eine Verknüpfung mit Spotify, die du begonnen hast, für Minuten
privacy-backups = Sicherungen meiner Datenbank werden { $days } Tage aufgehoben. So lange enthalten sie, was sie enthielten; niemand sieht hinein, außer die Datenbank geht kaputt.
privacy-exported = Hier ist alles, was ich über dich gespeichert habe, als JSON. Tokens fehlen darin: Mit ihnen käme man in dein Konto.
privacy-question = **Alles löschen, was ich über dich gespeichert habe?** Das lässt sich nicht rückgängig machen. Playlists auf Spotify bleiben, ebenso Nachrichten in Discord, deren Buttons dann nicht mehr funktionieren. Das würde verschwinden:
privacy-erase = Alles löschen
privacy-keep = Behalten
privacy-kept = Es wurde nichts gelöscht.
privacy-erased = **Alles ist gelöscht.** Das ist verschwunden:

reminder = **Deine Verknüpfung mit Spotify endet bald.** Du hast ihr vor fünf Monaten zugestimmt, und Spotify beendet sie nach sechs. Verknüpfe dein Konto neu, wenn ich weiter deine Playlists lesen und schreiben soll; wenn nicht, brauchst du nichts zu tun. Ich erinnere dich nicht noch einmal.
reminder-link = Neu verknüpfen

command-about = über
command-about-about = Welches Segue das ist, woraus es gelernt hat und wessen Daten es zeigt
about = ### Segue { $version }
    Es setzt Spotify-Playlists auf Discord fort und sagt, warum.
about-data = Gelernt hat es aus: { $data }. Lizenz: { $licence }.
about-privacy = [Datenschutzerklärung]({ $url })
about-terms = [Nutzungsbedingungen]({ $url })
about-commands = `/datenschutz` zeigt dir, was ich über dich gespeichert habe, gibt es heraus und löscht es.

help-menu-entry = - **„{ $name }“** im Menü einer Nachricht: { $about }
help-menu-continue = Songs, die zu dem passen, was die Nachricht auf Spotify verlinkt
help-entry = - **`/{ $name }`** { $about }
help-label = /{ $name }
help-details-placeholder = Ein Befehl genauer…
help-details = ### /{ $name }
help-option = - **`{ $name }:`** { $about }
help-no-options = Er hat keine Optionen.
