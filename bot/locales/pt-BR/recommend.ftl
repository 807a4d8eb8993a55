# Answers to /recommend. Names arrive escaped for Discord's markdown.

reading-playlist = Lendo sua playlist…
reading-playlists = Lendo a lista das suas playlists…
choosing-songs = Escolhendo músicas…

answer-title-playlist = ### { $name }
answer-title-vibe = ### Músicas para “{ $vibe }”
answer-title-songs = { $others ->
        [0] ### Músicas que combinam com { $song }
        [one] ### Músicas que combinam com { $song } e mais { $others }
       *[other] ### Músicas que combinam com { $song } e mais { $others }
    }
answer-playlist-by = de { $owner } · [Abrir no Spotify]({ $url })
answer-playlist-by-unlinked = de { $owner }
answer-vibe-too = com o clima “{ $vibe }”
answer-known = { $seeds ->
        [one] Conheço { $known } de { $seeds } música
       *[other] Conheço { $known } de { $seeds } músicas
    }
answer-by-artist = { $count ->
        [one] { $count } conheço só pelo artista.
       *[other] { $count } conheço só pelos artistas.
    }
answer-unrated = { $count ->
        [one] De { $count } destas músicas não sei se é explícita.
       *[other] De { $count } destas músicas não sei se são explícitas.
    }
answer-skipped = { $count } de fora: { $reasons }
skipped-gone = { $others ->
        [no] { $count ->
            [one] não está mais no Spotify
           *[other] não estão mais no Spotify
        }
       *[yes] { $count ->
            [one] { $count } não está mais no Spotify
           *[other] { $count } não estão mais no Spotify
        }
    }
skipped-local = { $others ->
        [no] { $count ->
            [one] é um arquivo no computador de alguém
           *[other] são arquivos no computador de alguém
        }
       *[yes] { $count ->
            [one] { $count } é um arquivo no computador de alguém
           *[other] { $count } são arquivos no computador de alguém
        }
    }
skipped-episode = { $others ->
        [no] { $count ->
            [one] é um episódio de podcast
           *[other] são episódios de podcast
        }
       *[yes] { $count ->
            [one] { $count } é um episódio de podcast
           *[other] { $count } são episódios de podcast
        }
    }
and = { $first } e { $second }
answer-no-seeds = Não havia nela músicas que eu pudesse usar, então me guiei pelo nome.
answer-partial = Li só as primeiras { $read } das { $total } entradas.
answer-problem = **Sem a playlist:** { $problem }
answer-unchecked = **Sem olhar o que você já tem:** { $problem }
answer-empty = Não encontrei nenhuma música que já não esteja nela. Me dê mais músicas, ou um clima com `clima:`.
answer-page = Página { $page } de { $pages }

song = **{ $number }. { $title }**
song-artist = { $artist } · [Ouvir no Spotify]({ $url })
song-artist-search = { $artist } · [Buscar no Spotify]({ $url })
song-link = [Ouvir no Spotify]({ $url })
song-link-search = [Buscar no Spotify]({ $url })
song-reason = -# { $reason }
song-reason-match = -# { $reason } · afinidade { $match }

taken-song = “{ $entry }”: { $title } de { $artist }
taken-title = “{ $entry }”: { $title }
taken-artist = “{ $entry }”: não conheço essa música, então me guiei por { $artist }
taken-artist-near = “{ $entry }”: me guiei por { $artist }. Você quis dizer { $near }?
missed = “{ $entry }”: não encontrei
missed-near = “{ $entry }”: não encontrei. Você quis dizer { $near }?
notes-more = { $count ->
        [one] e mais { $count }
       *[other] e mais { $count }
    }

attribution = Playlists, capas e links: [Spotify](https://open.spotify.com)
attribution-demo = Este é o modelo de demonstração: ele aprendeu com playlists inventadas.

page-first = « Primeira
page-previous = ‹ Voltar
page-next = Próxima ›
page-last = Última »
share = Compartilhar

songs-not-found = Não conheço { $songs }. Confira a grafia, escreva “Artista - Título” com ponto e vírgula entre as músicas, cole um link do Spotify ou descreva um clima com `clima:`.
songs-not-found-near = Não conheço { $songs }. Você quis dizer { $near }? Se não, escreva “Artista - Título” com ponto e vírgula entre as músicas, ou descreva um clima com `clima:`.
nothing-given = Não encontrei músicas nem palavras sobre um clima em que me basear. Me dê uma playlist com músicas, cite algumas com `músicas:` ou descreva um clima com `clima:`.

picker = **Qual playlist eu continuo?** Você também pode usar `/recomendar playlist:` com um link, `músicas:`, `arquivo:`, `colar:` ou `clima:`.
picker-more = Aqui estão as primeiras { $shown } de { $total }; digite uma parte do nome em `/recomendar playlist:` para achar as outras.
picker-placeholder = Escolha uma playlist
picker-none = Não vejo no Spotify nenhuma playlist sua que eu possa ler. Crie uma por lá, ou me dê músicas com `/recomendar músicas:` ou um clima com `/recomendar clima:`.
playlist-songs = { $total ->
        [one] { $total } música
       *[other] { $total } músicas
    }
