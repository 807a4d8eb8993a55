# Said by every part of the bot on Discord.

untitled = sem título
quoted = “{ $name }”
error-commands-changed = Meus comandos mudaram desde a última vez que o Discord olhou. Recarregue o Discord e tente de novo em alguns minutos.
error-option = Não consigo ler uma dessas opções. Escolha entre o que o Discord oferece e tente de novo.
error-stopping = Estou reiniciando. Tente de novo em um minuto.
form-outlived-typed = Fui reiniciado enquanto este formulário estava aberto e não sei mais a que ele se refere. Abra-o de novo; o que você digitou está no arquivo.
form-outlived = Fui reiniciado enquanto este formulário estava aberto e não sei mais a que ele se refere. Abra-o de novo.
post-gone = Isto não funciona mais: botões e menus vencem depois de um tempo, quando uma conta do Spotify é desvinculada e quando alguém apaga os próprios dados. Use o comando de novo.
post-not-yours = Isto é de <@{ $owner }>, e mais ninguém pode usar. Use o mesmo comando para ter o seu.
