# Linking a Spotify account: what can go wrong, and the pages that a browser shows.

not-linked = Você ainda não vinculou uma conta do Spotify. Use `/vincular`, ou me dê músicas ou um clima: `/recomendar músicas:` e `/recomendar clima:` não precisam de conta.
link-expired = Seu vínculo com o Spotify não funciona mais: ele termina depois de seis meses, quando você o retira no Spotify ou quando as chaves deste bot mudam. Use `/vincular` para conectar de novo; suas configurações e seu histórico continuam aqui.
account-taken = Esta conta do Spotify já está vinculada a outra pessoa do Discord, então nada foi vinculado. Essa pessoa pode liberá-la com `/desvincular`, ou você pode usar `/vincular` com outra conta do Spotify.
link-gone = Este link não vale mais. Um link funciona uma vez e por dez minutos, no navegador que o abriu. Use `/vincular` no Discord para receber outro.
consent-denied = Você recusou na página do Spotify, então nada foi vinculado. Se foi engano, use `/vincular` de novo.
consent-failed = O Spotify não conseguiu pedir sua permissão, então nada foi vinculado. Use `/vincular` de novo; se continuar acontecendo, avise quem administra este bot.
paste-unreadable = Não é desse endereço que eu preciso. Depois que você aceita na página do Spotify, seu navegador vai para um endereço que começa com `{ $address }` e pode mostrar um erro; copie esse endereço inteiro e cole aqui.
linking-off-no-app = Não dá para vincular contas do Spotify aqui, porque este bot não tem um app do Spotify. `/recomendar músicas:` e `/recomendar clima:` funcionam mesmo assim. Se você administra este bot: defina `SPOTIFY_CLIENT_ID`.
linking-off-no-keys = Não dá para vincular contas do Spotify aqui, porque este bot não tem uma chave para criptografá-las. `/recomendar músicas:` e `/recomendar clima:` funcionam mesmo assim. Se você administra este bot: execute `segue keys new` e ponha a chave em `SEGUE_SECRET_KEYS`.
user-not-registered = O Spotify diz que sua conta não está registrada no app deste bot, então não posso usá-la. Quem administra este bot precisa incluir seu e-mail do Spotify em developer.spotify.com/dashboard → o app → User Management (um app novo comporta cinco pessoas). Depois, tente de novo.

## Pages in the browser.

page-link-heading = Vincular uma conta do Spotify a { $user } no Discord
page-link-what = Continue, e o Spotify pergunta se este bot pode ver suas playlists. A resposta fica ligada ao usuário do Discord **{ $user }**.
page-link-warning = Se você não é { $user }, feche esta página: senão essa pessoa poderia ver suas playlists.
page-link-button = Continuar para o Spotify
page-done-heading = Conta vinculada
page-done-what = A conta do Spotify **{ $account }** agora está vinculada. Você pode fechar esta página e voltar ao Discord. Para desfazer isso a qualquer momento, use `/desvincular` por lá.
page-paste-heading = Mais um passo
page-paste-what = Copie o endereço inteiro desta página da barra de endereços do seu navegador, volte ao Discord e cole onde o bot pede. Nada é vinculado antes de você confirmar por lá.
page-failed-heading = Nada foi vinculado
page-missing-heading = Não há nada aqui
page-missing-what = Este endereço não leva a lugar nenhum. Se você veio vincular uma conta do Spotify, use `/vincular` no Discord e siga o botão.
page-foreign-heading = Comece pela própria página
page-foreign-what = Seu navegador não disse que isto veio da página de vínculo, então nada foi feito. Use `/vincular` no Discord, abra o botão em um navegador atualizado e aperte “Continuar para o Spotify”.
page-busy-heading = Um momento
page-busy-what = Há gente demais aqui ao mesmo tempo. Recarregue esta página em alguns segundos.
page-broken-heading = Algo deu errado
page-moment = { $day } às { $time } UTC
