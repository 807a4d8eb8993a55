# Said by every part of the bot on Discord.

untitled = untitled
quoted = “{ $name }”
error-commands-changed = My commands have changed since Discord last looked. Please reload Discord and try again in a few minutes.
error-option = I can't read one of those options. Please choose it from what Discord offers, and try again.
error-stopping = I'm being restarted. Please try again in a minute.
post-gone = This no longer works: buttons and menus end after a while, and when a Spotify account is unlinked. Please use the command again.
post-not-yours = That belongs to <@{ $owner }>, so only they can use its buttons. Use `/recommend` to get a list of your own.
