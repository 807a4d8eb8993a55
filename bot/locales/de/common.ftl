# Said by every part of the bot on Discord.

untitled = ohne Titel
quoted = „{ $name }“
error-commands-changed = Meine Befehle haben sich geändert, seit Discord zuletzt nachgesehen hat. Bitte lade Discord neu und versuche es in ein paar Minuten noch einmal.
error-option = Eine dieser Optionen kann ich nicht lesen. Bitte wähle aus, was Discord anbietet, und versuche es noch einmal.
error-stopping = Ich werde gerade neu gestartet. Bitte versuche es in einer Minute noch einmal.
form-outlived-typed = Ich wurde neu gestartet, während dieses Formular offen war, und weiß nicht mehr, wozu es gehört. Bitte öffne es noch einmal; was du geschrieben hast, steht in der Datei.
form-outlived = Ich wurde neu gestartet, während dieses Formular offen war, und weiß nicht mehr, wozu es gehört. Bitte öffne es noch einmal.
post-gone = Das funktioniert nicht mehr: Buttons und Menüs enden nach einer Weile, wenn ein Spotify-Konto getrennt wird und wenn jemand die eigenen Daten gelöscht hat. Bitte benutze den Befehl noch einmal.
post-not-yours = Das gehört <@{ $owner }>, und nur diese Person kann es benutzen. Benutze denselben Befehl, um dein eigenes zu bekommen.
