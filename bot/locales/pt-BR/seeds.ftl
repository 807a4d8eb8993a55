# What people bring along: files, pasted lists, messages, accounts. Names arrive escaped for Discord's markdown.

## Files that no songs can be taken from.

file-too-large = **{ $name }** é grande demais: leio arquivos de até { $megabytes } MB. Anexe um menor, como uma única playlist.
file-empty = **{ $name }** está vazio. Anexe um arquivo com músicas.
file-not-text = **{ $name }** não é uma lista de músicas, e sim uma imagem, um som ou um programa. Leio CSV, JSPF, XSPF, M3U8, texto simples e os arquivos JSON de uma exportação de dados do Spotify.
file-packed = **{ $name }** está compactado (um arquivo zip ou uma planilha). Descompacte e anexe um dos arquivos, ou salve a planilha como CSV.
file-damaged = **{ $name }** está danificado: { $line ->
        [0] não consigo ler como { $kind ->
            [json] JSON
            [xml] XML
           *[csv] CSV
        }
       *[other] a linha { $line } não é { $kind ->
            [json] JSON válido
            [xml] XML válido
           *[csv] CSV válido
        }
    }. Exporte de novo, ou me dê as músicas como texto simples, uma por linha.
file-foreign = **{ $name }** é { $kind ->
        [xml] XML, mas não uma playlist que eu consiga ler: conheço XSPF.
       *[json] JSON, mas não uma lista de músicas que eu conheça. Leio JSPF, e `Playlist1.json`, `YourLibrary.json` e o histórico de reprodução de uma exportação de dados do Spotify.
    } Você também pode me dar músicas como texto simples, uma por linha.
file-with-entities = **{ $name }** declara um tipo de documento, e isso eu não leio porque um arquivo pequeno pode ficar enorme. Exporte de novo como XSPF, ou como CSV.
file-columns = **{ $name }** não tem coluna com músicas. As colunas são { $columns }; procuro uma chamada `Track URI`, `Track Name` ou `title`, de preferência com `Artist Name(s)` ou `artist`.
file-several = **{ $name }** contém { $count } playlists: { $playlists }. Anexe de novo e diga qual com `playlist:` e o nome dela.
file-no-songs = Não há nenhuma música em **{ $name }**. Anexe um arquivo com músicas, uma por linha se for texto simples.
text-no-songs = Não há nenhuma música aí. Escreva uma por linha, como “Artista - Título” ou um link do Spotify.

## What was brought along, above the answer.

reading-file = Lendo seu arquivo…
file-unreachable = O Discord não me entregou esse arquivo. Anexe de novo.
message-no-links = Não há nessa mensagem nenhum link para uma música, um álbum, um artista ou uma playlist do Spotify. Escolha uma com link, ou cite músicas com `/recomendar músicas:`.
too-many-links = Leio no máximo { $most } álbuns, artistas e playlists de uma vez, e havia um a mais.
years-crossed = Não há ano de { $first } até { $last }. Troque os dois.

answer-title-file = ### Músicas que combinam com { $name }
answer-title-pasted = ### Músicas que combinam com sua lista
answer-title-history = ### Músicas que combinam com o que você ouviu
answer-title-top = ### Músicas que combinam com suas mais ouvidas
answer-title-liked = ### Músicas que combinam com suas curtidas

gathered = { $origin ->
        [file] De **{ $name }**: { $songs ->
            [one] { $songs } música
           *[other] { $songs } músicas
        }
        [pasted] Da sua lista: { $songs ->
            [one] { $songs } música
           *[other] { $songs } músicas
        }
        [history] De **{ $name }**: { $songs ->
            [one] { $songs } música, a que você mais tocou
           *[other] as { $songs } músicas que você mais tocou
        }
        [album] Do álbum **{ $name }** de { $owner }: { $songs ->
            [one] { $songs } música
           *[other] { $songs } músicas
        }
        [artist] O artista **{ $name }**
        [top] Das suas mais ouvidas em cerca de meio ano: { $songs }
        [liked] Das suas curtidas: { $songs ->
            [one] { $songs }, a mais recente
           *[other] as { $songs } mais recentes
        }
        [member] **{ $name }**: { $songs ->
            [one] { $songs } música
           *[other] { $songs } músicas
        }
       *[playlist] De **{ $name }** de { $owner }: { $songs ->
            [one] { $songs } música
           *[other] { $songs } músicas
        }
    }
gathered-repeated = { $count ->
        [one] { $count } estava repetida
       *[other] { $count } estavam repetidas
    }
gathered-nameless = { $count ->
        [one] { $count } não tinha nome
       *[other] { $count } não tinham nome
    }
gathered-left = { $count ->
        [one] mais { $count } ficou de fora
       *[other] mais { $count } ficaram de fora
    }
years = { $bounds ->
        [first] Músicas de { $first } em diante.
        [last] Músicas até { $last }.
       *[both] Músicas de { $first } até { $last }.
    }
years-scarce = Não conheço mais nenhuma desses anos que combine.
answer-empty-years = Não conheço nenhuma música desses anos que combine; de muitas músicas não sei o ano. Amplie `do_ano:` e `até_o_ano:`, ou deixe em branco.
checked = Sem { $songs ->
        [one] { $songs } música que você já tem
       *[other] as { $songs } músicas que você já tem
    }: { $playlists } de { $total } playlists verificadas.{ $left ->
        [0] {""}
       *[other] {" "}Estou lendo as outras no ritmo que o Spotify deixa; peça de novo em alguns minutos.
    }
missed-problem = “{ $entry }”: { $problem }

## The form.

paste-title = Colar uma lista de músicas
paste-label = Músicas
paste-about = Uma por linha: “Artista - Título”, ou link para música, álbum, artista ou playlist.

## /blend.

blend-choose = **Quem participa?** Escolha até { $most } pessoas. Cada uma é consultada antes, e traz suas mais ouvidas no Spotify ou digita algumas músicas.
blend-who = Escolher pessoas
blend-invitation = ### { $host } quer misturar os gostos de vocês
blend-guest = { $word ->
        [account] ✅ <@{ $user }> traz suas mais ouvidas
        [songs] ✅ <@{ $user }> traz { $songs ->
            [one] { $songs } música
           *[other] { $songs } músicas
        }
        [no] ➖ <@{ $user }> fica de fora desta vez
       *[nothing] ⏳ <@{ $user }> ainda não respondeu
    }
blend-how = Começo quando todos tiverem respondido; “Começar agora” segue com quem já respondeu. As mais ouvidas são lidas uma vez, para isto, e não são guardadas. Isto vence { $ends }.
blend-lacking = Pelo menos dois de vocês precisam trazer músicas. Quem mudar de ideia ainda pode apertar um botão.
blend-top = Com minhas mais ouvidas
blend-give = Vou digitar músicas
blend-decline = Eu não
blend-start = Começar agora
blend-for-all = { $count ->
        [0] Nenhuma música combina com todos vocês; as que combinam com a maioria vêm primeiro.
        [one] A primeira música combina com todos vocês.
       *[other] As primeiras { $count } músicas combinam com todos vocês.
    }
blend-not-invited = Você não faz parte desta mistura. Use `/misturar` para começar a sua.
blend-not-linked = Não consigo ler uma conta sua do Spotify. Use `/vincular` e aperte o botão de novo, ou escolha “Vou digitar músicas”.
blend-nobody = Ainda não há com quem misturar. Escolha pelo menos mais uma pessoa; bots não contam.
blend-under-way = Já estou misturando. As músicas vão aparecer aqui em instantes.
blend-too-few = Não conheço nenhuma das músicas de { $names }, e pelo menos dois de vocês precisam de alguma que eu conheça. Apertem “Vou digitar músicas” para trazer outras.
answer-title-blend = ### Músicas para { $names }
