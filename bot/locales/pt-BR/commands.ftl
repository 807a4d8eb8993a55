# Slash commands as Discord lists them: names of 1 to 32 small letters, descriptions of at most 100 characters.

command-recommend = recomendar
command-recommend-about = Músicas que continuam uma playlist, combinam com outras ou com um clima, e por quê
menu-continue = Continuar estas músicas
command-blend = misturar
command-blend-about = Músicas para até cinco pessoas, a partir do que cada uma traz
command-similar = parecidas
command-similar-about = As músicas de /recomendar, ordenadas por quanto soam como as suas
option-sort-by = O que comparar: o som todo, ou só energia, andamento, clima ou ano
choice-sort-overall = no geral
choice-sort-energy = energia
choice-sort-tempo = andamento
choice-sort-mood = clima
choice-sort-year = ano
option-playlist = Um link para uma playlist sua, ou uma das que eu ofereço
option-songs = Músicas separadas por ponto e vírgula: links, “Título” ou “Artista - Título”
option-vibe = Um clima ou um título, como “manhã chuvosa de domingo”
option-file = Uma lista de músicas: CSV, JSPF, XSPF, M3U8, texto ou JSON dos seus dados do Spotify
option-paste = Abrir um formulário para colar uma lista de músicas maior
option-mine = Músicas da sua própria conta do Spotify
choice-mine-top = minhas mais ouvidas
choice-mine-liked = minhas curtidas
option-year-from = Só músicas deste ano em diante
option-year-to = Só músicas até este ano
option-exclude-known = Deixar de fora músicas que já estão nas suas playlists do Spotify
option-count = Quantas músicas, de 1 a 100
option-order = Melhores primeiro, ou em ordem aleatória
option-mix = As mais certeiras, mais variedade, ou menos sucessos e mais artistas
option-clean = Deixar de fora músicas marcadas como explícitas
option-visibility = Quem vê a resposta
choice-order-best = melhores primeiro
choice-order-shuffle = aleatória
choice-mix-safe = segura
choice-mix-balanced = equilibrada
choice-mix-adventurous = ousada
choice-visibility-only-me = só eu
choice-visibility-everyone = todos
command-rules = regras
command-rules-about = O que anda junto: de uma playlist, uma música, um artista, ou o mais forte de tudo
option-rules-playlist = O que combina com esta playlist e falta nela: um link, ou uma das que eu ofereço
option-rules-song = O que combina com esta música: escolha uma que eu ofereço ou digite “Artista - Título”
option-rules-artist = O que combina com este artista: escolha um que eu ofereço
option-level = Regras entre músicas ou entre artistas
option-rules-sort-by = Quais regras vêm primeiro
option-min-confidence = Só regras que valem em tantas de 100 playlists com o lado esquerdo
option-min-lift = Só regras que superam o acaso tantas vezes
choice-level-songs = músicas
choice-level-artists = artistas
choice-rules-sort = { $by ->
        [confidence] confiança: as mais certas
        [lift] lift: as mais distantes do acaso
        [support] suporte: em mais playlists
        [leverage] leverage: mais playlists além do acaso
        [conviction] convicção: raramente erram
        [zhangs_metric] métrica de Zhang: nunca separadas
        [jaccard] Jaccard: onde há um, costumam estar os dois
       *[kulczynski] Kulczynski: certas nos dois sentidos
    }
command-link = vincular
command-link-about = Vincular sua conta do Spotify, para que eu possa ler suas playlists
command-unlink = desvincular
command-unlink-about = Desvincular sua conta do Spotify e apagar o que sei dela
command-help = ajuda
command-help-about = O que o Segue faz e o que acontece com seus dados

## Options as Discord lists them: one word of small letters, digits and "_". In English the names that the code has.

option-name-playlist = playlist
option-name-songs = músicas
option-name-vibe = clima
option-name-file = arquivo
option-name-paste = colar
option-name-mine = minhas
option-name-count = quantidade
option-name-order = ordem
option-name-mix = mistura
option-name-clean = sem_explícitas
option-name-year-from = do_ano
option-name-year-to = até_o_ano
option-name-exclude-known = sem_conhecidas
option-name-visibility = visibilidade
option-name-sort-by = ordenar_por
option-name-song = música
option-name-artist = artista
option-name-level = nível
option-name-min-confidence = confiança_mín
option-name-min-lift = lift_mín
