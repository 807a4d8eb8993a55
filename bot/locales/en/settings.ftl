# /settings, and how often people may ask.

duration-seconds = { $seconds ->
        [one] one second
       *[other] { $seconds } seconds
    }
duration-minutes = { $minutes ->
        [one] one minute
       *[other] { $minutes } minutes
    }
too-often-you = { $asked ->
        [one] You have asked once in the last minute, which is all I can do.
       *[other] You have asked { $asked } times in the last minute.
    } Please try again in { $wait }.
too-often-member = { $asked ->
        [one] On this server everybody may ask once in ten minutes.
       *[other] On this server everybody may ask { $asked } times in ten minutes.
    } Please try again in { $wait }.
too-often-server = { $asked ->
        [one] This server may ask once in ten minutes, and somebody has.
       *[other] This server has used its { $asked } requests of ten minutes.
    } Please try again in { $wait }.
only-you-here = On this server I answer in { $channels } for all to see; here only you see this.

command-settings = settings
command-settings-about = What your lists are like unless you say otherwise; for admins, what holds on this server
settings-title = ### Your settings
settings-about = They hold wherever you use me, unless an option of a command says otherwise.
settings-server-title = ### Settings of this server
settings-server-about = They hold for everybody here. Members' own settings and options come first, but not beyond limits and channels.
settings-label = { $name }: { $value }
settings-count = Songs in a list
settings-mix = How bold lists are
settings-clean = Explicit songs
settings-visibility = Who sees answers
settings-language = Language
settings-repeat-days = The same song again
settings-channels = Channels where everybody may see answers
settings-most-songs = Most songs in a list
settings-per-member = Requests of one member
settings-per-server = Requests of the whole server
settings-usual = { $usual } (as usual)
settings-songs = { $songs ->
        [one] 1 song
       *[other] { $songs } songs
    }
settings-explicit-yes = may come
settings-explicit-no = left out where I know of them
settings-visibility-usual = what draws on an account is for its owner alone
settings-language-usual = Discord's language
settings-repeat = { $days ->
        [0] May come at any time
        [one] Not on the same day
       *[other] Not within { $days } days
    }
settings-requests = { $requests ->
        [one] 1 in ten minutes
       *[other] { $requests } in ten minutes
    }
settings-unlimited = no limit but 20 a minute
settings-channels-all = All channels
settings-reset = Back to the usual
settings-to-server = This server…
settings-to-mine = My own settings…
settings-not-admin = Only who may manage this server (“Manage Server”) can change its settings.
settings-no-server = There is no server here whose settings could be changed. Use `/settings` on the server.
blend-not-here = A blend is for all to see, and on this server I write that in { $channels } only. Please use `/blend` there.
share-not-here = On this server I write for all to see in { $channels } only, so I can't share that here.
