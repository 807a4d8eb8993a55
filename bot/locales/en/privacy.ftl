# /privacy, /about, /help, and the reminder of a link that ends.

command-privacy = privacy
command-privacy-about = What I have stored about you: to see, to take along, to delete
command-privacy-show = show
command-privacy-show-about = What I have stored about you, and until when
command-privacy-export = export
command-privacy-export-about = All that I have stored about you, as a file
command-privacy-delete = delete
command-privacy-delete-about = Delete all that I have stored about you, at once
privacy-title = ### What I have stored about you
privacy-nothing = I have nothing stored about you.
privacy-link = • The link to your Spotify account, with an encrypted token, until you use `/unlink` or Spotify ends it
privacy-read = { $count ->
        [one] • One thing that I read from your Spotify, for hours or a day
       *[other] • { $count } things that I read from your Spotify, for hours or a day
    }
privacy-written = { $count ->
        [one] • What I know of one playlist that I wrote for you
       *[other] • What I know of { $count } playlists that I wrote for you
    }
privacy-messages = { $count ->
        [one] • What stands behind the buttons of one message
       *[other] • What stands behind the buttons of { $count } messages
    }
privacy-opinions = { $count ->
        [one] • One thing that you have told me of a song or artist (`/feedback`)
       *[other] • { $count } things that you have told me of songs and artists (`/feedback`)
    }
privacy-shown = { $count ->
        [one] • One song that I don't repeat for a while
       *[other] • { $count } songs that I don't repeat for a while
    }
privacy-settings = • Your settings (`/settings`)
privacy-pending = • A link to Spotify that you have begun, for minutes
privacy-backups = Backups of my database are kept for { $days } days. Until then they hold what they held; nobody looks into them unless the database breaks.
privacy-exported = Here is everything that I have stored about you, as JSON. Tokens are left out: they would open your account.
privacy-question = **Delete everything that I have stored about you?** It cannot be undone. Playlists on Spotify stay, and so do messages in Discord, without working buttons. This would go:
privacy-erase = Delete everything
privacy-keep = Keep it
privacy-kept = Nothing was deleted.
privacy-erased = **Everything is deleted.** These are gone:

reminder = **Your link to Spotify is about to end.** You agreed to it five months ago, and Spotify ends it after six. Link again if you want me to go on reading and writing your playlists; if not, there is nothing to do. I won't remind you again.
reminder-link = Link again

command-about = about
command-about-about = Which Segue this is, what it has learned from, and whose data it shows
about = ### Segue { $version }
    It continues Spotify playlists on Discord, and says why.
about-data = It has learned from: { $data }. Licence: { $licence }.
about-privacy = [Privacy policy]({ $url })
about-terms = [Terms of use]({ $url })
about-commands = `/privacy` shows, hands out and deletes what I have stored about you.

help-menu-entry = - **“{ $name }”** in a message's menu: { $about }
help-menu-continue = songs that go with what the message links on Spotify
help-entry = - **`/{ $name }`** { $about }
help-label = /{ $name }
help-details-placeholder = A command in detail…
help-details = ### /{ $name }
help-option = - **`{ $name }:`** { $about }
help-no-options = It has no options.
