# /link, /unlink and what Discord shows while an account is being linked. Names arrive escaped for Discord's markdown.

link-offer = **Verknüpfe dein Spotify-Konto**
    Öffne die Seite, prüfe, ob dein Name darauf steht, und stimme auf der Seite von Spotify zu. Der Link gilt einmal, nur für dich, und endet { $ends }.
link-offer-again = Du bist als **{ $account }** verknüpft. Um neu oder ein anderes Konto zu verknüpfen, öffne die Seite unten; der Link gilt einmal, nur für dich, und endet { $ends }.
link-offer-renew = Du warst als **{ $account }** verknüpft, aber Spotify erkennt die Verknüpfung nicht mehr an. Um sie zu erneuern, öffne die Seite unten; der Link gilt einmal, nur für dich, und endet { $ends }.
link-paste-how = Dieser Bot hat keine Adresse im Internet, deshalb zeigt dein Browser nach der Zustimmung einen Fehler. Das ist normal: Kopiere die ganze Adresse aus der Adresszeile und füge sie hier ein.
link-open = Mit Spotify verknüpfen
link-paste = Adresse einfügen
link-paste-title = Verknüpfung abschließen
link-paste-label = Die Adresse nach deiner Zustimmung
link-paste-about = Vollständig aus der Adresszeile deines Browsers
link-confirm-ask = Spotify sagt, das ist **{ $account }**. Soll ich dieses Konto mit dir verknüpfen?
link-confirm = Dieses Konto verknüpfen
link-cancel = Abbrechen
link-done = Du bist als **{ $account }** verknüpft. Tippe `/empfehlen playlist:` an, und ich schlage dir deine Playlists vor. `/trennen` löscht alles wieder.
link-cancelled = Es wurde nichts verknüpft. Mit `/verknüpfen` kannst du es jederzeit noch einmal versuchen.
unlink-done = Dein Spotify-Konto ist getrennt. Gelöscht sind die Verknüpfung, ihre Tokens, alles, was ich von Spotify gelesen habe, die Listen aus deinen Playlists und was ich über Playlists gespeichert hatte, die ich geschrieben habe (die Playlists selbst bleiben auf Spotify). Meine Nachrichten bleiben, bis du sie löschst, aber ihre Buttons funktionieren nicht mehr. Den Zugriff kannst du außerdem unter [spotify.com/account/apps](https://www.spotify.com/account/apps/) widerrufen.
unlink-nothing = Von dir ist kein Spotify-Konto verknüpft, also gab es nichts zu löschen.

help = ### Segue
    Ich setze Spotify-Playlists fort: Gib mir eine, ein paar Songs oder eine Stimmung, und ich antworte mit Songs, die dazu passen, und sage, warum.
help-lists = **Unter einer Liste:** Menüs, um mehr zu einem Song zu sagen oder die Liste zu ändern, „Nach Klang“, um sie zu sortieren, und „Playlist erstellen“, um sie in dein Spotify zu schreiben oder als Datei zu bekommen.
help-visibility = Was aus deinen eigenen Playlists, Songs und Dateien kommt, siehst nur du, außer du wählst `sichtbarkeit: alle` oder drückst „Teilen“. Andere Antworten sehen alle.
help-privacy = **Deine Daten:** Ich speichere deine Verknüpfung verschlüsselt und was ich von Spotify lese höchstens { $hours ->
        [one] eine Stunde
       *[other] { $hours } Stunden
    }. Für die Buttons einer Liste speichere ich, was sie zeigt, und die Songs, die du mir dafür gegeben hast, { $days ->
        [one] einen Tag
       *[other] { $days } Tage
    } lang, und ebenso lange, was ich in dein Spotify geschrieben habe. `/trennen` löscht alles davon auf einmal, und `/datenschutz löschen`, was ich sonst noch über dich weiß. Nichts von Spotify trainiert ein Modell.
help-model = Mein Modell heißt **{ $name }**: Es kennt { $songs } Songs aus { $playlists } Playlists.
help-attribution = Playlists, Cover und Links stammen von [Spotify](https://open.spotify.com). Segue ist weder von Spotify gemacht noch von Spotify empfohlen.

## Where a command needs one more permission.

consent-offer = Dafür brauche ich deine Erlaubnis, { $permission }. Spotify fragt dich danach, zusätzlich zu dem, was ich schon sehen darf. Das gilt einmal und endet { $ends }; komm danach zurück und drücke den Button oder benutze den Befehl noch einmal.
consent-top = zu sehen, was du am meisten hörst
consent-library = zu sehen, welche Songs du mit „Gefällt mir“ markiert hast
consent-write = Playlists zu schreiben
consent-undo = sie wieder aus deiner Bibliothek zu nehmen
consent-cover = ihnen ein Cover zu geben
