# What can go wrong anywhere. Each says what happened and what to do next.

engine-busy = Ich arbeite gerade andere Anfragen ab. Bitte versuche es in etwa { $seconds ->
        [one] einer Sekunde
       *[other] { $seconds } Sekunden
    } noch einmal.
engine-timeout = Das hat zu lange gedauert, deshalb habe ich es abgebrochen. Bitte versuche es noch einmal; eine kürzere Playlist hilft.
engine-down = Mein Empfehlungssystem startet gerade neu. Bitte versuche es in etwa einer halben Minute noch einmal.
engine-already-running = Ich arbeite noch an deiner letzten Anfrage. Die Antwort erscheint gleich weiter oben.
nothing-known = Ich kenne noch keinen dieser Songs, Interpreten oder Begriffe. Versuche andere Songs derselben Art oder andere Worte für die Stimmung, etwa `stimmung: rainy day`.
error-unexpected = Bei mir ist etwas schiefgegangen; in meinem Protokoll steht es als **{ $error_id }**. Bitte versuche es noch einmal; wenn es wieder passiert, nenne diese Kennung der Person, die den Bot betreibt.
