# Said by every part of the bot on Discord.

untitled = sin título
quoted = «{ $name }»
error-commands-changed = Mis comandos han cambiado desde la última vez que Discord los miró. Recarga Discord e inténtalo de nuevo en unos minutos.
error-option = No puedo leer una de esas opciones. Elígela de lo que ofrece Discord e inténtalo de nuevo.
error-stopping = Me estoy reiniciando. Inténtalo de nuevo en un minuto.
form-outlived-typed = Me he reiniciado mientras este formulario estaba abierto y ya no sé a qué corresponde. Ábrelo de nuevo; lo que has escrito está en el archivo.
form-outlived = Me he reiniciado mientras este formulario estaba abierto y ya no sé a qué corresponde. Ábrelo de nuevo.
post-gone = Esto ya no funciona: los botones y menús caducan al cabo de un tiempo, cuando se desvincula una cuenta de Spotify y cuando alguien borra sus datos. Vuelve a usar el comando.
post-not-yours = Eso es de <@{ $owner }>, y nadie más puede usarlo. Usa el mismo comando para tener el tuyo.
