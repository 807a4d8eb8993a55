# How songs sound: /similar, `segue similar`, and the picture with both. Names arrive escaped for Discord's markdown.

comparing-songs = Choosing songs and comparing how they sound…

similar-sorted = { $by ->
        [overall] By sound: the most like your songs first
        [energy] By energy: the nearest to your songs first
        [tempo] By tempo: the nearest to your songs first
        [mood] By mood: the nearest to your songs first
       *[year] By year: the nearest to your songs first
    }
similar-best = In the order of the recommendation
similar-shuffled = Shuffled
similar-known = { $songs ->
        [one] I know how { $known } of 1 song sounds
       *[other] I know how { $known } of { $songs } songs sound
    }{ $seeds ->
        [0] .
        [one] { $heard ->
            [0] , but not how yours does.
           *[other] , and yours.
        }
       *[other] , and { $heard } of your { $seeds }.
    }
similar-pending = { $count ->
        [one] One more is being looked up for next time.
       *[other] { $count } more are being looked up for next time.
    }
similar-sources = Sounds from { $sources }
similar-source = { $name } ({ $count ->
        [one] 1 song
       *[other] { $count } songs
    })
similar-unheard = I don't know yet how any of these songs sound, so they stay in the order of the recommendation.
similar-unheard-year = I don't know yet how any of these songs sound, so I went by their years alone.
similar-incomparable = I know nothing of your songs that I could compare by, so these stay in the order of the recommendation.
similar-stand-ins = { $seeds ->
        [0] I had no songs of yours to compare with
       *[other] Your songs gave me nothing to compare with
    }, so I took { $count ->
        [one] the first
       *[other] the first { $count }
    } of the recommendation.

similar-show-best = Best
similar-show-similar = Similar
similar-show-shuffle = Shuffle
by-sound = By sound
by-sound-under-way = Comparing…

match = **{ $match }** · { $reasons }
match-alone = **{ $match }**
match-unknown = Sound unknown · { $reason }
match-legend = Numbers say how many of 100 random songs fit { $stand_ins ->
        [0] your songs
       *[other] these
    } less well.
sorted-by = { $by ->
        [energy] energy { $value }
        [tempo] { $value } BPM
        [mood] cheerful { $value }
       *[year] { $value }
    }
match-both = { $first }; { $second }

## The two strongest respects in which a song is like the list. Each stands alone or after a comma.

sound-tempo = same tempo, around { $bpm } BPM
sound-tempo-unnumbered = same tempo
sound-key = same key, { $key }
pitch-class = { $pitch ->
        [0] C
        [1] C♯
        [2] D
        [3] E♭
        [4] E
        [5] F
        [6] F♯
        [7] G
        [8] A♭
        [9] A
        [10] B♭
       *[11] B
    }
sound-key-unnamed = same key
sound-energy = { $level ->
        [low] as calm as your list
        [high] as energetic as your list
       *[middle] as much energy as your list
    }
sound-mood = { $level ->
        [low] as mellow as your list
        [high] as cheerful as your list
       *[middle] the mood of your list
    }
sound-acoustic = { $level ->
        [low] as electric as your list
        [high] as acoustic as your list
       *[middle] half acoustic, like your list
    }
sound-dance = { $level ->
        [low] as little to dance to as your list
        [high] as danceable as your list
       *[middle] the groove of your list
    }
sound-loudness = { $level ->
        [low] as quiet as your list
        [high] as loud as your list
       *[middle] the loudness of your list
    }
sound-speech = { $level ->
        [low] sung, not spoken, like your list
        [high] as many spoken words as your list
       *[middle] some spoken words, like your list
    }
sound-instrumental = { $level ->
        [low] with vocals, like your list
        [high] as instrumental as your list
       *[middle] half instrumental, like your list
    }
sound-live = { $level ->
        [low] from the studio, like your list
        [high] as live as your list
       *[middle] the room sound of your list
    }
sound-genre = { $genre }, like your list
sound-genre-unnamed = the genre of your list
sound-artist = { $artist }, as in your list
sound-artist-unnamed = an artist of your list
sound-year = from around { $year }, like your list
sound-year-unnumbered = as old as your list
sound-duration = { $level ->
        [low] as short as your songs
        [high] as long as your songs
       *[middle] the length of your songs
    }
sound-company = people put it beside such songs

## The picture.

portrait-playlist = Your songs
portrait-songs = These songs
portrait-bpm = { $tempo } BPM
axis-energy = Energetic
axis-dance = Danceable
axis-mood = Cheerful
axis-acoustic = Acoustic
axis-instrumental = Instrumental
axis-loud = Loud
portrait-alt = How your songs and these songs sound, on average and out of 100: { $axes }.
portrait-axis = { $axis } { $playlist } and { $songs }
portrait-alt-tempo = Tempo: { $playlist } and { $songs } BPM.

similar-already = I'm still comparing the songs of your last request. They will show up above in a moment.
