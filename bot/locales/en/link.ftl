# Linking a Spotify account: what can go wrong, and the pages that a browser shows.

not-linked = You haven't linked a Spotify account yet. Use `/link`, or give me songs or a mood instead: `/recommend songs:` and `/recommend vibe:` need no account.
link-expired = Your link to Spotify no longer works: it ends after six months, when you withdraw it at Spotify, or when this bot's keys change. Use `/link` to connect again; your settings and history are still here.
account-taken = This Spotify account is already linked to another Discord user, so nothing was linked. They can free it with `/unlink`, or you can use `/link` with another Spotify account.
link-gone = This link is no longer valid. A link works once and for ten minutes, in the browser that opened it. Use `/link` in Discord to get a new one.
consent-denied = You said no on Spotify's page, so nothing was linked. If that was a mistake, use `/link` again.
consent-failed = Spotify could not ask for your consent, so nothing was linked. Please use `/link` again; if it keeps happening, tell whoever runs this bot.
paste-unreadable = That isn't the address I need. After you agree on Spotify's page, your browser goes to an address that begins with `{ $address }` and may show an error; copy that whole address, and paste it here.
linking-off-no-app = Spotify accounts can't be linked here, because this bot has no Spotify app. `/recommend songs:` and `/recommend vibe:` work without. If you run this bot: set `SPOTIFY_CLIENT_ID`.
linking-off-no-keys = Spotify accounts can't be linked here, because this bot has no key to encrypt them with. `/recommend songs:` and `/recommend vibe:` work without. If you run this bot: run `segue keys new` and put the key into `SEGUE_SECRET_KEYS`.
user-not-registered = Spotify says that your account is not registered for this bot's app, so I can't use it. Whoever runs this bot must add your Spotify e-mail address at developer.spotify.com/dashboard → the app → User Management (a new app has room for five people). Then try again.

## Pages in the browser.

page-link-heading = Link a Spotify account to { $user } on Discord
page-link-what = Continue, and Spotify asks whether this bot may see your playlists. The answer is tied to the Discord user **{ $user }**.
page-link-warning = If you are not { $user }, close this page: otherwise that person could see your playlists.
page-link-button = Continue to Spotify
page-done-heading = Linked
page-done-what = The Spotify account **{ $account }** is now linked. You can close this page and go back to Discord. To undo this at any time, use `/unlink` there.
page-paste-heading = One more step
page-paste-what = Copy the whole address of this page from your browser's address bar, go back to Discord, and paste it where the bot asks for it. Nothing is linked until you have confirmed it there.
page-failed-heading = Nothing was linked
page-missing-heading = There is nothing here
page-missing-what = This address leads nowhere. If you came to link a Spotify account, use `/link` in Discord and follow the button.
page-foreign-heading = Please start from the page itself
page-foreign-what = Your browser did not say that this came from the linking page, so nothing was done. Use `/link` in Discord, open its button in an up-to-date browser, and press Continue there.
page-busy-heading = One moment
page-busy-what = Too many people are here at once. Please reload this page in a few seconds.
page-broken-heading = Something went wrong
page-moment = { $day } at { $time } UTC
