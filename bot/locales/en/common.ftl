# Said by every part of the bot on Discord.

untitled = untitled
quoted = “{ $name }”
error-commands-changed = My commands have changed since Discord last looked. Please reload Discord and try again in a few minutes.
error-option = I can't read one of those options. Please choose it from what Discord offers, and try again.
error-stopping = I'm being restarted. Please try again in a minute.
form-outlived-typed = I was restarted while this form was open, so I no longer know what it belongs to. Please open it again; what you typed is in the file.
form-outlived = I was restarted while this form was open, so I no longer know what it belongs to. Please open it again.
post-gone = This no longer works: buttons and menus end after a while, when a Spotify account is unlinked, and when somebody has had their data deleted. Please use the command again.
post-not-yours = That belongs to <@{ $owner }>, so only they can use it. Use the same command to get your own.
