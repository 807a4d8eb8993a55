"""How the demo corpus's songs sound: made up from their scenes and moods, for the loopback ReccoBeats to tell."""

from __future__ import annotations

import random
from collections.abc import Mapping

from recsys.data.demo import DemoSong

SPREAD = 0.08
"""Standard deviation of a song's features around those of its scene; of its tempo, as a share."""

_FEATURES = ("energy", "danceability", "valence", "acousticness", "instrumentalness")

SCENES: Mapping[str, tuple[int, int, int, int, int, int]] = {
    # energy, danceability, valence, acousticness, instrumentalness (of 100), tempo
    "afrobeat": (70, 75, 75, 25, 30, 118),
    "afrobeats": (68, 78, 72, 22, 4, 105),
    "ambient": (15, 25, 15, 75, 88, 85),
    "balkan-klezmer": (65, 62, 72, 55, 25, 128),
    "bluegrass": (55, 52, 72, 82, 25, 132),
    "blues": (42, 52, 55, 70, 6, 102),
    "bollywood": (58, 62, 62, 50, 4, 108),
    "bossa-nova": (32, 58, 58, 82, 12, 112),
    "britpop": (78, 48, 56, 10, 3, 122),
    "canzone": (48, 48, 50, 55, 3, 112),
    "cantopop-mandopop": (45, 52, 42, 55, 2, 102),
    "celtic-folk": (45, 45, 52, 72, 30, 115),
    "chanson": (32, 48, 45, 82, 3, 108),
    "children": (45, 68, 82, 65, 4, 116),
    "christmas": (40, 52, 62, 68, 6, 112),
    "city-pop": (66, 70, 74, 22, 5, 114),
    "classic-rock": (72, 48, 58, 18, 6, 122),
    "classical": (16, 26, 20, 95, 90, 98),
    "country": (52, 56, 60, 48, 3, 115),
    "cumbia": (65, 78, 84, 40, 12, 98),
    "dancehall": (72, 82, 74, 12, 2, 98),
    "disco": (78, 76, 84, 14, 8, 119),
    "drum-and-bass": (86, 55, 40, 6, 55, 172),
    "eurodance": (88, 70, 72, 5, 8, 136),
    "fado": (24, 40, 32, 90, 4, 100),
    "film-themes": (32, 30, 28, 72, 82, 102),
    "flamenco": (52, 56, 52, 72, 12, 120),
    "folk-revival": (28, 46, 48, 85, 4, 112),
    "french-touch": (76, 74, 58, 8, 45, 122),
    "funk": (72, 78, 82, 16, 12, 108),
    "german-new-wave": (72, 66, 66, 14, 6, 132),
    "golden-age-hip-hop": (70, 80, 62, 14, 4, 96),
    "grunge": (82, 40, 38, 6, 8, 118),
    "heavy-metal": (90, 38, 36, 3, 12, 134),
    "house": (80, 80, 60, 6, 48, 124),
    "hyperpop": (84, 62, 50, 12, 4, 140),
    "indie-rock": (72, 50, 52, 16, 10, 126),
    "j-pop": (76, 56, 64, 18, 3, 128),
    "j-rock": (86, 46, 54, 6, 5, 144),
    "jazz": (32, 48, 48, 80, 55, 122),
    "k-pop": (80, 70, 64, 12, 1, 118),
    "krautrock": (60, 52, 44, 24, 68, 124),
    "mali-desert-blues": (52, 58, 62, 58, 22, 108),
    "modern-rap": (66, 76, 42, 18, 2, 138),
    "mpb": (42, 55, 60, 65, 6, 110),
    "neo-soul": (46, 64, 54, 38, 5, 92),
    "new-wave": (74, 62, 68, 12, 8, 130),
    "nordic-pop": (66, 60, 52, 24, 6, 118),
    "pop-2010s": (70, 66, 56, 16, 2, 116),
    "post-punk": (70, 54, 46, 10, 18, 134),
    "prog": (56, 36, 36, 28, 32, 118),
    "punk": (92, 42, 66, 4, 4, 166),
    "qawwali-ghazal": (42, 46, 52, 74, 5, 104),
    "rai-arab": (62, 64, 66, 34, 6, 108),
    "ranchera": (40, 50, 64, 70, 3, 110),
    "reggae": (50, 74, 74, 24, 10, 82),
    "reggaeton": (76, 78, 68, 18, 1, 96),
    "rnb-90s": (54, 70, 58, 22, 1, 96),
    "rock-and-roll": (66, 56, 84, 58, 6, 152),
    "rock-latino": (72, 54, 60, 16, 5, 124),
    "salsa": (72, 68, 86, 48, 8, 96),
    "schlager": (58, 62, 72, 40, 2, 124),
    "shoegaze": (72, 32, 30, 8, 48, 120),
    "singer-songwriter": (34, 48, 38, 72, 5, 112),
    "ska-rocksteady": (58, 70, 84, 34, 14, 122),
    "soul": (52, 60, 66, 46, 3, 108),
    "south-african": (60, 70, 74, 38, 12, 114),
    "swing": (38, 58, 66, 84, 36, 132),
    "synth-pop": (72, 66, 62, 12, 12, 124),
    "tango": (34, 48, 46, 88, 42, 118),
    "techno": (80, 74, 34, 5, 80, 130),
    "teen-pop": (74, 70, 76, 14, 1, 112),
    "thrash": (95, 32, 32, 1, 16, 164),
    "trip-hop": (44, 60, 34, 28, 38, 92),
    "turkish-psych": (62, 54, 56, 28, 22, 112),
}

_MOODS: Mapping[str, tuple[int, int, int, int]] = {
    # What a mood adds to energy, danceability, valence and acousticness, of 100.
    "acoustic": (-10, 0, 0, 15),
    "angry": (10, 0, -15, -5),
    "chill": (-10, 0, 0, 5),
    "dance": (6, 10, 6, 0),
    "focus": (-8, -4, -4, 0),
    "happy": (4, 4, 15, 0),
    "party": (8, 10, 8, -4),
    "rainy day": (-10, -4, -10, 8),
    "sad": (-10, -6, -20, 6),
    "sleep": (-15, -10, -5, 10),
    "summer": (4, 4, 10, 0),
    "workout": (12, 4, 2, -6),
}


def made_up_sound(song: DemoSong) -> dict[str, float]:
    """A song's features as ReccoBeats names them, the same every time: its scene's, moved by its moods and by lot."""
    rng = random.Random(f"{song.title} {song.artists[0]}")
    *shares, tempo = SCENES[song.scene]
    moved = [_MOODS.get(mood, (0, 0, 0, 0)) for mood in song.moods]
    pulls = (*(sum(pull) for pull in zip(*moved, strict=True)), 0)
    features = {
        feature: _share((share + pull) / 100 + rng.gauss(0, SPREAD))
        for feature, share, pull in zip(_FEATURES, shares, pulls, strict=True)
    }
    return {
        **features,
        "tempo": round(tempo * (1 + rng.gauss(0, SPREAD)), 1),
        "loudness": round(-20 + 14 * features["energy"] + 2 * rng.random(), 1),
        "speechiness": _share(0.05 + (0.2 if "rap" in song.scene or "hip-hop" in song.scene else 0) * rng.random()),
        "liveness": _share(0.15 + rng.gauss(0, 0.05)),
        "key": rng.randrange(12),
        "mode": float(rng.random() < 0.4 + 0.4 * features["valence"]),
    }


def _share(value: float) -> float:
    return round(min(max(value, 0.01), 0.99), 3)
