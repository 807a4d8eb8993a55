# What can go wrong anywhere. Each says what happened and what to do next.

engine-busy = I'm working through other requests right now. Please try again in about { $seconds ->
        [one] a second
       *[other] { $seconds } seconds
    }.
engine-timeout = That took too long, so I stopped it. Please try again; a shorter playlist helps.
engine-down = My recommender is starting again. Please try again in about half a minute.
engine-already-running = I'm still working on your last request. It will show up above in a moment.
nothing-known = I don't know any of these songs, artists or words yet. Try other songs of the same kind, or other words for the mood, such as `vibe: rainy day`.
error-unexpected = Something went wrong on my side, and it is in my log as **{ $error_id }**. Please try again; if it happens again, tell whoever runs this bot that id.
