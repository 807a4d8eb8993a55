# /settings, and how often people may ask.

## How long to wait: always after "in".

duration-seconds = { $seconds ->
        [one] einer Sekunde
       *[other] { $seconds } Sekunden
    }
duration-minutes = { $minutes ->
        [one] einer Minute
       *[other] { $minutes } Minuten
    }
too-often-you = { $asked ->
        [one] Du hast in der letzten Minute einmal gefragt, und mehr schaffe ich nicht.
       *[other] Du hast in der letzten Minute { $asked }-mal gefragt.
    } Bitte versuche es in { $wait } noch einmal.
too-often-member = { $asked ->
        [one] Auf diesem Server dürfen alle einmal in zehn Minuten fragen.
       *[other] Auf diesem Server dürfen alle { $asked }-mal in zehn Minuten fragen.
    } Bitte versuche es in { $wait } noch einmal.
too-often-server = { $asked ->
        [one] Dieser Server darf einmal in zehn Minuten fragen, und das hat schon jemand getan.
       *[other] Dieser Server hat seine { $asked } Anfragen für zehn Minuten aufgebraucht.
    } Bitte versuche es in { $wait } noch einmal.
only-you-here = Auf diesem Server antworte ich in { $channels } für alle sichtbar; hier siehst das nur du.

## The menus. A choice stands after the name of its setting and a colon.

command-settings = einstellungen
command-settings-about = Wie deine Listen sind, wenn du nichts anderes sagst; für Admins, was auf diesem Server gilt
settings-title = ### Deine Einstellungen
settings-about = Sie gelten überall, wo du mich benutzt, außer eine Option eines Befehls sagt etwas anderes.
settings-server-title = ### Einstellungen dieses Servers
settings-server-about = Sie gelten für alle hier. Eigene Einstellungen und Optionen der Mitglieder gehen vor, aber nicht über Grenzen und Kanäle hinaus.
settings-label = { $name }: { $value }
settings-count = Songs in einer Liste
settings-mix = Wie gewagt Listen sind
settings-clean = Explizite Songs
settings-visibility = Wer Antworten sieht
settings-language = Sprache
settings-repeat-days = Derselbe Song noch einmal
settings-channels = Kanäle, in denen Antworten für alle sichtbar sein dürfen
settings-most-songs = Meiste Songs in einer Liste
settings-per-member = Anfragen pro Mitglied
settings-per-server = Anfragen des ganzen Servers
settings-usual = { $usual } (wie üblich)
settings-songs = { $songs ->
        [one] 1 Song
       *[other] { $songs } Songs
    }
settings-explicit-yes = dürfen dabei sein
settings-explicit-no = weggelassen, wo ich davon weiß
settings-visibility-usual = was aus einem Konto kommt, sieht nur, wem es gehört
settings-language-usual = die von Discord
settings-repeat = { $days ->
        [0] Darf jederzeit kommen
        [one] Nicht am selben Tag
       *[other] Nicht innerhalb von { $days } Tagen
    }
settings-requests = { $requests ->
        [one] 1 in zehn Minuten
       *[other] { $requests } in zehn Minuten
    }
settings-unlimited = keine Grenze außer 20 pro Minute
settings-channels-all = Alle Kanäle
settings-reset = Zurück zum Üblichen
settings-to-server = Dieser Server…
settings-to-mine = Meine eigenen Einstellungen…
settings-not-admin = Nur wer diesen Server verwalten darf („Server verwalten“), kann seine Einstellungen ändern.
settings-no-server = Hier ist kein Server, dessen Einstellungen sich ändern ließen. Benutze `/einstellungen` auf dem Server.
blend-not-here = Eine Mischung ist für alle sichtbar, und auf diesem Server schreibe ich so etwas nur in { $channels }. Bitte benutze `/mischen` dort.
share-not-here = Auf diesem Server schreibe ich nur in { $channels } für alle sichtbar, deshalb kann ich das hier nicht teilen.
