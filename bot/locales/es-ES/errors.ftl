# What can go wrong anywhere. Each says what happened and what to do next.

engine-busy = Ahora mismo estoy atendiendo otras peticiones. Inténtalo de nuevo dentro de { $seconds ->
        [one] un segundo
       *[other] unos { $seconds } segundos
    }.
engine-timeout = Estaba tardando demasiado, así que lo he parado. Inténtalo de nuevo; una playlist más corta ayuda.
engine-down = Mi recomendador se está reiniciando. Inténtalo de nuevo en medio minuto, más o menos.
engine-already-running = Sigo con tu última petición. Aparecerá más arriba en un momento.
nothing-known = Todavía no conozco ninguna de esas canciones, artistas o palabras. Prueba con otras canciones del mismo estilo, o con otras palabras para el ambiente, como `ambiente: rainy day`.
error-unexpected = Algo ha fallado por mi parte, y en mi registro está como **{ $error_id }**. Inténtalo de nuevo; si vuelve a pasar, dale ese código a quien lleva este bot.
