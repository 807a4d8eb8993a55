"""Songs of a bundle compared with a query's seeds by how they sound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from recsys.catalog import Catalog
from recsys.content import Compared, ContentModel, Songs
from recsys.content_reasons import Reasons
from recsys.content_space import COLUMNS
from recsys.corpus import UNKNOWN, Int32
from recsys.domain import Song, Track
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
        """Raises NothingKnown when neither a seed nor its sound is known."""
        tracks = tuple(dict.fromkeys(compare.query.tracks))
        seeds = self._seeds(tracks, compare.sounds)
        if resolved.nothing_known and not seeds.heard.any():
            raise NothingKnown
        songs, named = self._songs(compare)
        compared = self._content.compared(seeds, songs)
        heard = tuple(sounds_of(seeds.rows[seeds.heard]))
        return Comparison(self._likenesses(compared, seeds, songs, named), heard, len(tracks))

    def _seeds(self, tracks: Sequence[Track], sounds: Mapping[str, Sound]) -> Songs:
        """The seeds that are songs of the bundle or whose sound is known, each song once."""
        numbers = [found[0] if found else UNKNOWN for found in self._catalog.resolve(tracks)]
        ours = sorted({number for number in numbers if number != UNKNOWN} if sounds else ())
        other_ids = {song.id: song.spotify_ids for song in self._catalog.songs(ours)}
        found: dict[object, tuple[int, Sound | None]] = {}
        for track, number in zip(tracks, numbers, strict=True):
            ids = (track.spotify_id, *other_ids.get(number, ()))
            sound = _sound(ids, sounds)
            if number != UNKNOWN or sound:
                found.setdefault(number if number != UNKNOWN else track.spotify_id, (number, sound))
        return self._content.songs([number for number, _ in found.values()], [sound for _, sound in found.values()])

    def _songs(self, compare: Compare) -> tuple[Songs, tuple[Song, ...]]:
        named = self._catalog.songs(compare.songs)
        sounds = [_sound(song.spotify_ids, compare.sounds) for song in named]
        return self._content.songs(compare.songs, sounds), named

    def _likenesses(
        self, compared: Compared | None, seeds: Songs, songs: Songs, named: Sequence[Song]
    ) -> tuple[Likeness, ...]:
        matches = compared.matches if compared else [None] * len(named)
        reasons = self._reasons(compared, seeds, songs, named) if compared else None
        distances = self._distances(compared, len(named))
        sounds, years = sounds_of(songs.rows), _years(songs.rows[:, _YEAR])
        return tuple(
            Likeness(
                song.id,
                match,
                reasons.of(place) if reasons and match is not None else (),
                sounds[place],
                years[place],
                distances[place],
            )
            for place, (song, match) in enumerate(zip(named, matches, strict=True))
        )

    def _reasons(self, compared: Compared, seeds: Songs, songs: Songs, named: Sequence[Song]) -> Reasons:
        ours = seeds.numbers[seeds.numbers != UNKNOWN]
        artists = set(self._song_artist[ours].tolist())
        shared = [
            song.artist or None if artist in artists else None
            for song, artist in zip(named, self._song_artist[songs.numbers].tolist(), strict=True)
        ]
        table = self._content.table
        return Reasons(compared, shared, table.genres_of(songs.numbers), table.genres_of(ours))

    def _distances(self, compared: Compared | None, n_songs: int) -> list[dict[SortBy, float]]:
        if compared is None:
            return [{} for _ in range(n_songs)]
        found = compared.distances(list(SORTED_BY.values()))
        columns = {by: found[name].tolist() for by, name in SORTED_BY.items()}
        return [
            {by: values[place] for by, values in columns.items() if values[place] == values[place]}
            for place in range(n_songs)
        ]


def _sound(ids: Sequence[str | None], sounds: Mapping[str, Sound]) -> Sound | None:
    """What is known by the first of these ids that anything is known by."""
    return next((sounds[each] for each in ids if each is not None and each in sounds), None) if sounds else None


def _years(years: Float32) -> list[int | None]:
    return [None if year != year else int(year) for year in years.tolist()]
