# Linking a Spotify account: what can go wrong, and the pages that a browser shows.

not-linked = Du hast noch kein Spotify-Konto verknüpft. Benutze `/verknüpfen` oder gib mir Songs oder eine Stimmung: `/empfehlen songs:` und `/empfehlen stimmung:` brauchen kein Konto.
link-expired = Deine Verknüpfung mit Spotify gilt nicht mehr: Sie endet nach sechs Monaten, wenn du sie bei Spotify widerrufst oder wenn sich die Schlüssel dieses Bots ändern. Verbinde dich mit `/verknüpfen` neu; deine Einstellungen und dein Verlauf sind noch da.
account-taken = Dieses Spotify-Konto ist schon mit einem anderen Discord-Konto verknüpft, deshalb wurde nichts verknüpft. Es lässt sich dort mit `/trennen` freigeben, oder du benutzt `/verknüpfen` mit einem anderen Spotify-Konto.
link-gone = Dieser Link gilt nicht mehr. Ein Link gilt einmal und zehn Minuten lang, in dem Browser, der ihn geöffnet hat. Mit `/verknüpfen` in Discord bekommst du einen neuen.
consent-denied = Du hast auf der Seite von Spotify abgelehnt, deshalb wurde nichts verknüpft. Falls das ein Versehen war, benutze `/verknüpfen` noch einmal.
consent-failed = Spotify konnte dich nicht um Zustimmung bitten, deshalb wurde nichts verknüpft. Bitte benutze `/verknüpfen` noch einmal; wenn es wieder passiert, sag es der Person, die den Bot betreibt.
paste-unreadable = Das ist nicht die Adresse, die ich brauche. Nach der Zustimmung auf der Seite von Spotify geht dein Browser zu einer Adresse, die mit `{ $address }` beginnt, und zeigt vielleicht einen Fehler; kopiere diese Adresse vollständig und füge sie hier ein.
linking-off-no-app = Spotify-Konten lassen sich hier nicht verknüpfen, weil dieser Bot keine Spotify-App hat. `/empfehlen songs:` und `/empfehlen stimmung:` gehen auch so. Falls du den Bot betreibst: Setze `SPOTIFY_CLIENT_ID`.
linking-off-no-keys = Spotify-Konten lassen sich hier nicht verknüpfen, weil dieser Bot keinen Schlüssel hat, um sie zu verschlüsseln. `/empfehlen songs:` und `/empfehlen stimmung:` gehen auch so. Falls du den Bot betreibst: Rufe `segue keys new` auf und trage den Schlüssel in `SEGUE_SECRET_KEYS` ein.
user-not-registered = Spotify sagt, dass dein Konto für die App dieses Bots nicht eingetragen ist, deshalb kann ich es nicht nutzen. Wer den Bot betreibt, muss deine Spotify-E-Mail-Adresse unter developer.spotify.com/dashboard → die App → User Management eintragen (eine neue App hat Platz für fünf Personen). Versuche es danach noch einmal.

## Pages in the browser.

page-link-heading = Ein Spotify-Konto mit { $user } auf Discord verknüpfen
page-link-what = Geh weiter, und Spotify fragt, ob dieser Bot deine Playlists sehen darf. Die Antwort gilt für das Discord-Konto **{ $user }**.
page-link-warning = Wenn du nicht { $user } bist, schließe diese Seite: Sonst könnte diese Person deine Playlists sehen.
page-link-button = Weiter zu Spotify
page-done-heading = Verknüpft
page-done-what = Das Spotify-Konto **{ $account }** ist jetzt verknüpft. Du kannst diese Seite schließen und zu Discord zurückkehren. Rückgängig machst du das dort jederzeit mit `/trennen`.
page-paste-heading = Noch ein Schritt
page-paste-what = Kopiere die ganze Adresse dieser Seite aus der Adresszeile deines Browsers, kehre zu Discord zurück und füge sie dort ein, wo der Bot danach fragt. Verknüpft wird erst, wenn du es dort bestätigt hast.
page-failed-heading = Es wurde nichts verknüpft
page-missing-heading = Hier ist nichts
page-missing-what = Diese Adresse führt nirgendwohin. Wenn du ein Spotify-Konto verknüpfen wolltest, benutze `/verknüpfen` in Discord und folge dem Button.
page-foreign-heading = Bitte beginne auf der Seite selbst
page-foreign-what = Dein Browser hat nicht gesagt, dass dies von der Verknüpfungsseite kommt, deshalb wurde nichts getan. Benutze `/verknüpfen` in Discord, öffne den Button in einem aktuellen Browser und drücke dort auf „Weiter zu Spotify“.
page-busy-heading = Einen Moment
page-busy-what = Hier sind gerade zu viele Leute auf einmal. Bitte lade diese Seite in ein paar Sekunden neu.
page-broken-heading = Etwas ist schiefgegangen
page-moment = { $day } um { $time } UTC
