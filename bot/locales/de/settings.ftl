# /settings, and how often people may ask.

duration-seconds = { $seconds ->
        [one] einer Sekunde
       *[other] { $seconds } Sekunden
    }
duration-minutes = { $minutes ->
        [one] einer Minute
       *[other] { $minutes } Minuten
    }
too-often-you = { $asked ->
        [one] Du hast in der letzten Minute einmal gefragt, mehr schaffe ich nicht.
       *[other] Du hast in der letzten Minute { $asked } Mal gefragt.
    } Bitte versuche es in { $wait } noch einmal.
too-often-member = { $asked ->
        [one] Auf diesem Server dürfen alle einmal in zehn Minuten fragen.
       *[other] Auf diesem Server dürfen alle { $asked } Mal in zehn Minuten fragen.
    } Bitte versuche es in { $wait } noch einmal.
too-often-server = { $asked ->
        [one] Dieser Server darf einmal in zehn Minuten fragen, und jemand hat es getan.
       *[other] Dieser Server hat seine { $asked } Anfragen der letzten zehn Minuten verbraucht.
    } Bitte versuche es in { $wait } noch einmal.
only-you-here = Auf diesem Server antworte ich für alle sichtbar in { $channels }; hier siehst nur du das.

command-settings = einstellungen
command-settings-about = Wie deine Listen sind, wenn du nichts anderes sagst; für Admins, was auf dem Server gilt
settings-title = ### Deine Einstellungen
settings-about = Sie gelten überall, wo du mich benutzt, solange eine Option eines Befehls nichts anderes sagt.
settings-server-title = ### Einstellungen dieses Servers
settings-server-about = Sie gelten hier für alle. Eigene Einstellungen und Optionen der Mitglieder gehen vor, aber nicht über Grenzen und Kanäle hinaus.
settings-label = { $name }: { $value }
settings-count = Songs in einer Liste
settings-mix = Wie gewagt Listen sind
settings-clean = Explizite Songs
settings-visibility = Wer Antworten sieht
settings-language = Sprache
settings-repeat-days = Derselbe Song noch einmal
settings-channels = Kanäle, in denen alle Antworten sehen dürfen
settings-most-songs = Höchstens Songs in einer Liste
settings-per-member = Anfragen eines Mitglieds
settings-per-server = Anfragen des ganzen Servers
settings-usual = Wie üblich: { $usual }
settings-songs = { $songs ->
        [one] 1 Song
       *[other] { $songs } Songs
    }
settings-explicit-yes = Explizite Songs dürfen kommen
settings-explicit-no = Keine, die als explizit bekannt sind
settings-visibility-usual = was aus einem Konto kommt, sieht nur, wem es gehört
settings-language-usual = die Sprache von Discord
settings-repeat = { $days ->
        [0] Darf jederzeit kommen
        [one] Nicht am selben Tag
       *[other] Nicht innerhalb von { $days } Tagen
    }
settings-requests = { $requests ->
        [one] 1 in zehn Minuten
       *[other] { $requests } in zehn Minuten
    }
settings-unlimited = keine Grenze außer 20 in der Minute
settings-channels-all = Alle Kanäle
settings-reset = Zurück zum Üblichen
settings-to-server = Dieser Server…
settings-to-mine = Meine eigenen Einstellungen…
settings-not-admin = Nur wer diesen Server verwalten darf („Server verwalten“), kann seine Einstellungen ändern.
settings-no-server = Hier gibt es keinen Server, dessen Einstellungen sich ändern ließen. Benutze `/einstellungen` auf dem Server.
blend-not-here = Eine Mischung ist für alle sichtbar, und das schreibe ich auf diesem Server nur in { $channels }. Bitte benutze `/mischen` dort.
share-not-here = Auf diesem Server schreibe ich für alle sichtbar nur in { $channels }, deshalb kann ich das hier nicht teilen.
