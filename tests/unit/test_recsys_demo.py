"""The demo corpus is what its page says: many real songs, each once, and made-up playlists with a theme."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from recsys.data.demo import KINDS, DemoSong, Theme, demo_playlists, demo_songs, themed_playlists, vocabulary
from recsys.domain import Playlist, is_playground_id
from recsys.identity import song_key

PAGE = Path(__file__).parents[2] / "docs" / "demo-corpus.md"


@pytest.fixture(scope="module")
def songs() -> tuple[DemoSong, ...]:
    return demo_songs()


@pytest.fixture(scope="module")
def by_id(songs: tuple[DemoSong, ...]) -> dict[str | None, DemoSong]:
    return {song.spotify_id: song for song in songs}


@pytest.fixture(scope="module")
def themed() -> list[tuple[Theme, Playlist]]:
    return list(themed_playlists())


def test_the_catalogue_is_large_and_wide(songs: tuple[DemoSong, ...]) -> None:
    assert len(songs) >= 1500
    assert len({song.scene for song in songs}) >= 44
    assert len({song.country for song in songs}) >= 25
    assert {song.decade for song in songs} >= set(range(1920, 2030, 10))


def test_every_scene_is_deep_and_has_words_and_neighbours(songs: tuple[DemoSong, ...]) -> None:
    sizes = Counter(song.scene for song in songs)
    words = vocabulary()
    assert set(sizes) == set(words.scenes) == set(words.neighbours)
    assert {scene: size for scene, size in sizes.items() if size < 25} == {}
    for scene, others in words.neighbours.items():
        assert others, scene
        assert scene not in others
        assert len(set(others)) == len(others), scene
        assert all(scene in words.neighbours[other] for other in others)


def test_no_song_stands_twice(songs: tuple[DemoSong, ...]) -> None:
    keys = Counter(song_key(song.title, song.artists) for song in songs)
    assert [key for key, times in keys.items() if times > 1] == []


def test_no_field_is_blank_or_padded(songs: tuple[DemoSong, ...]) -> None:
    fields = [(song.title, song.scene, song.country, *song.artists, *song.moods) for song in songs]
    assert [texts for texts in fields if any(not text or text != text.strip() for text in texts)] == []
    assert all(len(song.country) == 2 and song.country.isupper() for song in songs)
    assert set(vocabulary().countries) <= {song.country for song in songs}


def test_years_are_plausible(songs: tuple[DemoSong, ...]) -> None:
    """Songs begin with two rags, dated by their sheet music; classical works are older."""
    works = [song for song in songs if song.scene == "classical"]
    recordings = [song for song in songs if song.scene != "classical"]
    assert all(1685 <= song.year <= 2026 for song in works)
    assert all(1899 <= song.year <= 2026 for song in recordings)


def test_moods_are_of_the_list(songs: tuple[DemoSong, ...]) -> None:
    moods = set(vocabulary().moods)
    assert {mood for song in songs for mood in song.moods} == moods
    assert all(1 <= len(song.moods) <= 4 and len(set(song.moods)) == len(song.moods) for song in songs)


def test_an_artist_is_of_one_country(songs: tuple[DemoSong, ...]) -> None:
    countries: dict[tuple[str, ...], set[str]] = {}
    for song in songs:
        countries.setdefault(song.artists, set()).add(song.country)
    assert {artists: codes for artists, codes in countries.items() if len(codes) > 1} == {}


def test_ids_are_the_playgrounds_own(songs: tuple[DemoSong, ...]) -> None:
    assert len({song.spotify_id for song in songs}) == len(songs)
    assert all(is_playground_id(song.spotify_id) and len(song.spotify_id) == 22 for song in songs)
    assert songs[41].spotify_id == "playground000000000041"
    assert songs[41].track.spotify_id == songs[41].spotify_id


def test_a_seed_gives_the_same_playlists_and_another_seed_others() -> None:
    first = list(demo_playlists(seed=7, count=60))
    assert first == list(demo_playlists(seed=7, count=60))
    assert first == list(islice(demo_playlists(seed=7, count=900), 60))
    other = list(demo_playlists(seed=8, count=60))
    assert all(mine.tracks != theirs.tracks for mine, theirs in zip(first, other, strict=True))


def test_playlists_hold_songs_of_the_catalogue_once_each(
    themed: list[tuple[Theme, Playlist]], by_id: dict[str | None, DemoSong]
) -> None:
    assert len(themed) == 2500
    assert len({playlist.id for _, playlist in themed}) == 2500
    for _, playlist in themed:
        ids = [track.spotify_id for track in playlist.tracks]
        assert len(set(ids)) == len(ids)
        assert all(by_id[track.spotify_id].track == track for track in playlist.tracks)


def test_lengths_are_as_people_make_them(themed: list[tuple[Theme, Playlist]]) -> None:
    lengths = sorted(len(playlist.tracks) for _, playlist in themed)
    assert lengths[0] >= 5
    assert lengths[-1] <= 100
    assert 30 <= lengths[len(lengths) // 2] <= 40


def test_a_playlist_of_a_scene_stays_near_it(
    themed: list[tuple[Theme, Playlist]], songs: tuple[DemoSong, ...], by_id: dict[str | None, DemoSong]
) -> None:
    """A scene of n songs has the popularity 1/4 + ... + 1/(n + 3): from 2.3 (35 songs) to 3.6 (123 songs).

    Its neighbours, 11 at most, draw with 0.03, together at most 11 * 0.03 * 3.6 = 1.2. Nearly all songs that are no
    noise are then the scene's with at least 2.3 / (2.3 + 1.2) = 0.65. A full playlist has used up some of the scene; if
    all had used up half of it, 1.15 / (1.15 + 1.2) = 0.49 would be left, times 0.9 without the noise: 0.44.
    A playlist drawn without a theme would have the largest scene's part of the catalogue at most, below 0.03.
    """
    assert max(map(len, vocabulary().neighbours.values())) <= 11
    assert max(Counter(song.scene for song in songs).values()) < 0.03 * len(songs)
    shares = []
    for theme, playlist in themed:
        if theme.kind == "scene":
            scenes = Counter(by_id[track.spotify_id].scene for track in playlist.tracks)
            shares.append(scenes[_core_scene(theme, songs)] / len(playlist.tracks))
    assert len(shares) > 400
    assert sum(shares) / len(shares) > 0.44


def test_the_word_of_a_mood_leads_to_songs_of_that_mood(
    themed: list[tuple[Theme, Playlist]], by_id: dict[str | None, DemoSong]
) -> None:
    """Songs of another mood are noise: 0.05 of the draws. Draws that hit a song again are repeated, and noise seldom
    does; were every second draw for the theme a repetition, noise would be 0.05 / (0.05 + 0.95 / 2) = 0.095."""
    moods = {word: mood for mood, words in vocabulary().moods.items() for word in words[:-1]}
    about = [(moods[theme.words["mood"]], playlist) for theme, playlist in themed if theme.kind == "mood"]
    fits = [mood in by_id[track.spotify_id].moods for mood, playlist in about for track in playlist.tracks]
    assert len({mood for mood, _ in about}) == len(vocabulary().moods)
    assert sum(fits) / len(fits) > 0.905


def test_an_artists_radio_has_much_of_the_artist(
    themed: list[tuple[Theme, Playlist]], songs: tuple[DemoSong, ...]
) -> None:
    """Drawn thirty times as strongly as the rest of the scene: at least half of the artist's songs, counted overall."""
    there = known = 0
    for theme, playlist in themed:
        if theme.kind == "artist":
            own = {song.spotify_id for song in songs if theme.words["artist"] in song.artists}
            there += len(own & {track.spotify_id for track in playlist.tracks})
            known += min(len(own), len(playlist.tracks))
    assert there / known > 0.5


def test_some_songs_are_hits_and_nearly_all_are_used(
    themed: list[tuple[Theme, Playlist]], songs: tuple[DemoSong, ...]
) -> None:
    """The first 6 of 60 songs of a scene have 1/4 + ... + 1/9 = 1.0 of its 2.9: a third of the draws. Repetitions take
    some of it back; twice the tenth that they would have without hits is left."""
    uses = Counter(track.spotify_id for _, playlist in themed for track in playlist.tracks)
    hits = sorted(uses.values(), reverse=True)[: len(songs) // 10]
    assert sum(hits) / uses.total() > 0.2
    assert len(uses) > 0.99 * len(songs)


def test_titles_name_themes_as_people_would(themed: list[tuple[Theme, Playlist]]) -> None:
    """Nine in ten titles are of the theme's words, one in twenty is missing: 2,500 playlists hold these within 0.02,
    more than four standard deviations (0.006 and 0.0044)."""
    titles = [playlist.title for _, playlist in themed]
    missing = titles.count(None) / len(titles)
    named = sum(_names(playlist.title, theme) for theme, playlist in themed) / len(titles)
    assert abs(missing - 0.05) < 0.02
    assert abs(named - 0.90) < 0.025
    assert all(title is None or title == title.strip() != "" for title in titles)
    assert len(set(titles)) > 1000


def test_kinds_come_in_their_shares(themed: list[tuple[Theme, Playlist]]) -> None:
    """At most 0.43 (scene: sqrt(0.24 * 0.76 / 2500) = 0.0085): four standard deviations are 0.035."""
    assert sum(KINDS.values()) == 100
    kinds = Counter(theme.kind for theme, _ in themed)
    assert {kind for kind in KINDS if abs(kinds[kind] / len(themed) - KINDS[kind] / 100) > 0.035} == set()


def test_the_page_says_what_there_is(songs: tuple[DemoSong, ...]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for fact in (
        f"{len(songs):,} songs",
        f"{len({song.artists[0] for song in songs}):,} artists",
        f"{len(vocabulary().scenes)} scenes",
        f"{len({song.country for song in songs})} countries",
        *(f"| {kind} | {share} % |" for kind, share in KINDS.items()),
        *(f"`{mood}`" for mood in vocabulary().moods),
    ):
        assert fact in page


def _core_scene(theme: Theme, songs: tuple[DemoSong, ...]) -> str:
    """The one scene whose songs this theme draws with full strength."""
    (scene,) = {songs[row].scene for row, strength in theme.pull.items() if strength == 1}
    return scene


def _names(title: str | None, theme: Theme) -> bool:
    return title is not None and any(word.casefold() in title.casefold() for word in theme.words.values())
