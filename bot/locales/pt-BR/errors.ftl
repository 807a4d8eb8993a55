# What can go wrong anywhere. Each says what happened and what to do next.

engine-busy = Estou atendendo outros pedidos agora. Tente de novo em cerca de { $seconds ->
        [one] { $seconds } segundo
       *[other] { $seconds } segundos
    }.
engine-timeout = Isso demorou demais, então parei. Tente de novo; uma playlist mais curta ajuda.
engine-down = Meu recomendador está reiniciando. Tente de novo em cerca de meio minuto.
engine-already-running = Ainda estou cuidando do seu último pedido. A resposta já vai aparecer aí em cima.
nothing-known = Ainda não conheço nenhuma dessas músicas, artistas ou palavras. Tente outras músicas do mesmo estilo, ou outras palavras para o clima, como `clima: rainy day`.
error-unexpected = Algo deu errado do meu lado, e está no meu registro como **{ $error_id }**. Tente de novo; se acontecer outra vez, passe esse código a quem administra este bot.
