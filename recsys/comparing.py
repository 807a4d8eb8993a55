"""Songs of a bundle compared with a query's seeds by how they sound."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from recsys.catalog import Catalog
from recsys.content import Compared, ContentModel, Songs
from recsys.content_reasons import Reasons
from recsys.content_space import COLUMNS
from recsys.corpus import UNKNOWN, Int32
from recsys.errors import NothingKnown
from recsys.resolve import Resolved
from recsys.sound import Compare, Comparison, Likeness, SortBy, Sound
from recsys.sound_table import Float32, sounds_of

SORTED_BY = {SortBy.ENERGY: "energy", SortBy.TEMPO: "tempo", SortBy.MOOD: "valence", SortBy.YEAR: "year"}
"""The column of the space behind each way to sort but `overall`."""

_YEAR = COLUMNS.index("year")


class Comparer:
    """Compares by the content model of one bundle; `song_artist` is int32[n_songs]."""

    def __init__(self, catalog: Catalog, content: ContentModel, song_artist: Int32) -> None:
        self._catalog = catalog
        self._content = content
        self._song_artist = song_artist

    def compare(self, compare: Compare, resolved: Resolved) -> Comparison:
        """Raises NothingKnown when neither a seed nor its sound is known; KeyError when there is no such song."""
        seeds, songs = self._placed(compare, resolved)
        if resolved.nothing_known and not seeds.heard.any():
            raise NothingKnown
        compared = self._content.compared(seeds, songs)
        heard = tuple(sounds_of(seeds.rows[seeds.heard]))
        return Comparison(self._likenesses(compared, seeds, songs), heard, len(set(compare.query.tracks)))

    def _placed(self, compare: Compare, resolved: Resolved) -> tuple[Songs, Songs]:
        """The seeds that are songs of the bundle or whose sound is known, each once, and the songs to compare."""
        if beyond := [song for song in compare.songs if not 0 <= song < len(self._song_artist)]:
            raise KeyError(beyond[0])
        numbers = [found[0] if found else UNKNOWN for found in resolved.found]
        sound_of = self._sounds([*numbers, *compare.songs], compare.sounds)
        seeds: dict[object, tuple[int, Sound | None]] = {}
        for track, number in zip(compare.query.tracks, numbers, strict=True):
            sound = sound_of(number, track.spotify_id)
            if number != UNKNOWN or sound:
                seeds.setdefault(track.spotify_id if number == UNKNOWN else number, (number, sound))
        both = [*seeds.values(), *((song, sound_of(song)) for song in compare.songs)]
        placed = self._content.songs([number for number, _ in both], [sound for _, sound in both])
        return placed.parted(len(seeds))

    def _sounds(self, numbers: Sequence[int], sounds: Mapping[str, Sound]) -> Callable[..., Sound | None]:
        """What other sources have heard of these songs: by number, and by an id that counts more than those it has."""
        ids = self._catalog.spotify_ids(set(numbers)) if sounds else {}

        def sound_of(number: int, spotify_id: str | None = None) -> Sound | None:
            known = (sounds.get(each) for each in (spotify_id or "", *ids.get(number, ())))
            return next(filter(None, known), None)

        return sound_of

    def _likenesses(self, compared: Compared | None, seeds: Songs, songs: Songs) -> tuple[Likeness, ...]:
        numbers: list[int] = songs.numbers.tolist()
        matches = compared.matches if compared else [None] * len(numbers)
        reasons = self._reasons(compared, seeds, songs) if compared else None
        distances = _distances(compared, len(numbers))
        sounds, years = sounds_of(songs.rows), _years(songs.rows[:, _YEAR])
        return tuple(
            Likeness(
                song,
                match,
                reasons.of(place) if reasons and match is not None else (),
                sounds[place],
                years[place],
                distances[place],
            )
            for place, (song, match) in enumerate(zip(numbers, matches, strict=True))
        )

    def _reasons(self, compared: Compared, seeds: Songs, songs: Songs) -> Reasons:
        ours = seeds.numbers[seeds.numbers != UNKNOWN]
        artists = self._song_artist[songs.numbers].tolist()
        names = self._catalog.artist_names(list(set(artists) & set(self._song_artist[ours].tolist())))
        table = self._content.table
        shared = [names.get(artist) or None for artist in artists]
        return Reasons(compared, shared, table.genres_of(songs.numbers), table.genres_of(ours))


def _distances(compared: Compared | None, n_songs: int) -> list[dict[SortBy, float]]:
    if compared is None:
        return [{} for _ in range(n_songs)]
    found = compared.distances(list(SORTED_BY.values()))
    columns = {by: found[name].tolist() for by, name in SORTED_BY.items()}
    return [
        {by: values[place] for by, values in columns.items() if values[place] == values[place]}
        for place in range(n_songs)
    ]


def _years(years: Float32) -> list[int | None]:
    return [None if year != year else int(year) for year in years.tolist()]
