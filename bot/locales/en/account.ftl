# /link, /unlink and what Discord shows while an account is being linked. Names arrive escaped for Discord's markdown.

link-offer = **Link your Spotify account**
    Open the page, check that it names you, and agree on Spotify's page. The link works once, for you alone, and ends { $ends }.
link-offer-again = You are linked as **{ $account }**. To link again, or another account, open the page below; it works once, for you alone, and ends { $ends }.
link-offer-renew = You were linked as **{ $account }**, but Spotify no longer accepts that link. To connect again, open the page below; it works once, for you alone, and ends { $ends }.
link-paste-how = This bot has no address on the internet, so your browser will show an error after you agree. That is expected: copy the whole address from its address bar and paste it here.
link-open = Link on Spotify
link-paste = Paste the address
link-paste-title = Finish linking
link-paste-label = The address after you agreed
link-paste-about = From your browser's address bar, the whole of it
link-confirm-ask = Spotify says that this is **{ $account }**. Shall I link it to you?
link-confirm = Link this account
link-cancel = Cancel
link-done = You are linked as **{ $account }**. Start typing `/recommend playlist:` and I'll offer your playlists. `/unlink` deletes it all again.
link-cancelled = Nothing was linked. Use `/link` whenever you want to try again.
unlink-done = Your Spotify account is unlinked. I've deleted the link, its tokens, everything I read from Spotify, the lists I made from your playlists, and what I kept of playlists that I wrote (the playlists themselves stay on Spotify); messages I posted stay until you delete them, but their buttons no longer work. You can also withdraw access at [spotify.com/account/apps](https://www.spotify.com/account/apps/).
unlink-nothing = No Spotify account of yours is linked, so there was nothing to delete.

help = ### Segue
    I continue Spotify playlists: give me one, some songs or a mood, and I answer with songs that belong there, and why.
help-lists = **Under a list:** menus to say more of a song or to change the list, “By sound” to sort it, and “Create playlist” to write it to your Spotify or to get it as a file.
help-visibility = Only you see what comes from your own playlists, songs and files, unless you choose `visibility: everyone` or press Share. Other answers are for everyone.
help-privacy = **Your data:** I keep your link, encrypted, and what I read from Spotify for at most { $hours ->
        [one] an hour
       *[other] { $hours } hours
    }. Behind the buttons of a list I keep what it shows and the songs that you gave me for it, for { $days ->
        [one] a day
       *[other] { $days } days
    }, and as long what I wrote to your Spotify. `/unlink` deletes all of it at once, and `/privacy delete` whatever else I know of you. Nothing from Spotify trains a model.
help-model = My model is **{ $name }**: it knows { $songs } songs from { $playlists } playlists.
help-attribution = Playlists, covers and links come from [Spotify](https://open.spotify.com). Segue is not made or endorsed by Spotify.

## Where a command needs one more permission.

consent-offer = For that I need your permission { $permission }. Spotify asks you for it, beside what I may see already. This works once and ends { $ends }; then come back, and press the button or use the command again.
consent-top = to see what you listen to most
consent-library = to see the songs that you liked
consent-write = to write playlists
consent-undo = to take them out of your library again
consent-cover = to give them a cover
