"""The content model on songs whose sound is made up, so that it is known which of them are alike."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from recsys.content import ContentModel, Songs
from recsys.content_fit import fit_content
from recsys.content_reasons import Reasons
from recsys.content_share import SEEDS, Correction
from recsys.content_space import COLUMNS, DIMENSIONS, Space
from recsys.content_typical import typical_songs
from recsys.corpus import UNKNOWN
from recsys.postings import Postings
from recsys.sound import Sound, Trait
from recsys.sound_table import NAMES, Float32, SoundTable, sound_of

N_SONGS, LENGTH = 600, 30
CALM, LOUD, MIDDLE = 0, 1, 2
"""Songs are of three sounds in turn; playlists are of one of them each."""


def made_up_table() -> SoundTable:
    rng = np.random.default_rng(3)
    sound = np.arange(N_SONGS) % 3
    table = SoundTable.empty(*(np.full(N_SONGS, UNKNOWN, dtype=np.int32) for _ in range(2)))
    centres = {"energy": (0.2, 0.9, 0.55), "valence": (0.3, 0.7, 0.5), "acousticness": (0.9, 0.05, 0.4)}
    for name, centre in centres.items():
        noise = 0.03 * rng.standard_normal(N_SONGS)
        table.features[:, NAMES.index(name)] = np.clip(np.array(centre)[sound] + noise, 0, 1)
    table.features[:, NAMES.index("tempo")] = 120 + 40 * rng.random(N_SONGS)
    return table


def made_up_lists() -> Postings:
    """Ninety playlists of one sound each."""
    rng = np.random.default_rng(4)
    lists = [np.sort(rng.choice(np.arange(n % 3, N_SONGS, 3), LENGTH, replace=False)) for n in range(90)]
    songs = np.concatenate(lists).astype(np.int32)
    order = np.argsort(songs, kind="stable")
    nothing = np.zeros(1, dtype=np.int64), np.empty(0, dtype=np.int32)
    return Postings(
        np.concatenate([[0], np.cumsum(np.bincount(songs, minlength=N_SONGS))]),
        (order // LENGTH).astype(np.int32),
        order.astype(np.int32),
        *nothing,
        np.arange(0, len(songs) + 1, LENGTH),
        songs,
    )


VECTORS = np.random.default_rng(5).standard_normal((N_SONGS, 20)).astype(np.float32)


@pytest.fixture(scope="module")
def model() -> ContentModel:
    return fit_content(made_up_table(), made_up_lists(), VECTORS)


def songs_of(sound: int, n: int, start: int = 0) -> list[int]:
    return list(range(sound, N_SONGS, 3))[start : start + n]


def matches(model: ContentModel, seeds: Songs, songs: Songs) -> list[int | None]:
    compared = model.compared(seeds, songs)
    assert compared is not None
    return compared.matches


def known(values: Sequence[int | None]) -> list[int]:
    return [value for value in values if value is not None]


def rows_with(**columns: Sequence[float]) -> Float32:
    n = len(next(iter(columns.values())))
    rows = np.full((n, len(COLUMNS)), np.nan, dtype=np.float32)
    for name, values in columns.items():
        rows[:, COLUMNS.index(name)] = values
    return rows


def dimension(name: str) -> list[int]:
    return [place for place, one in enumerate(DIMENSIONS) if one == name]


def test_half_and_double_the_tempo_are_the_same_and_keys_are_on_a_circle() -> None:
    space = Space.fit(typical_songs())
    tempo = space.transform(rows_with(tempo=[62, 124, 248, 90]))[:, dimension("tempo")]
    key = space.transform(rows_with(key=[0, 7, 5, 6]))[:, dimension("key")]  # C, G, F, F sharp

    np.testing.assert_allclose(tempo[0], tempo[1], atol=1e-5)
    np.testing.assert_allclose(tempo[1], tempo[2], atol=1e-5)
    assert np.linalg.norm(tempo[3] - tempo[1]) > 1
    from_c = np.linalg.norm(key - key[0], axis=1)
    assert from_c[1] < from_c[3]
    assert from_c[2] < from_c[3]


def test_what_is_extreme_counts_as_the_last_that_makes_a_difference() -> None:
    space = Space.fit(typical_songs())
    loudness = space.transform(rows_with(loudness=[-60, -30, 5, 0]))[:, dimension("loudness")[0]]

    assert loudness[0] == loudness[1]
    assert loudness[2] == loudness[3]


def test_what_was_imputed_is_said() -> None:
    space = Space.fit(rows_with(energy=[0.2, 0.4]))
    points = space.transform(rows_with(energy=[0.3, np.nan], mode=[np.nan, 1]))

    assert np.isnan(points).tolist() == [
        [name != "energy" for name in DIMENSIONS],
        [name != "mode" for name in DIMENSIONS],
    ]


@pytest.mark.parametrize("n_songs", [0, 1, 900])
def test_constant_and_missing_features_are_no_matter(n_songs: int) -> None:
    points = Space.fit(rows_with(energy=[0.5] * n_songs)).transform(rows_with(energy=[0.5, 0.6], tempo=[100, 100]))

    assert np.isfinite(points[:, [*dimension("energy"), *dimension("tempo")]]).all()


def test_songs_of_the_playlists_sound_fit_better_than_others(model: ContentModel) -> None:
    seeds = model.songs(songs_of(CALM, 10))
    same, other = (known(matches(model, seeds, model.songs(songs_of(kind, 40, 10)))) for kind in (CALM, LOUD))

    assert min(same) > max(other)
    assert len(same) == len(other) == 40


def test_a_playlist_of_two_moods_is_served_in_both_and_not_between(model: ContentModel) -> None:
    seeds = model.songs([*songs_of(CALM, 15), *songs_of(LOUD, 15)])
    calm, loud, between = (
        np.mean(known(matches(model, seeds, model.songs(songs_of(kind, 40, 20))))) for kind in (CALM, LOUD, MIDDLE)
    )

    assert min(calm, loud) > between + 20


def test_what_is_not_known_speaks_neither_for_a_song_nor_against_it(model: ContentModel) -> None:
    seeds = model.songs(songs_of(CALM, 10))
    calm, loud = songs_of(CALM, 1, 12)[0], songs_of(LOUD, 1)[0]
    whole = model.songs([calm, loud])
    rows = whole.points.copy()
    rows[:, dimension("energy")] = np.nan
    told = model.compared(seeds, whole)
    less = model.compared(seeds, replace(whole, points=rows))

    assert told is not None
    assert less is not None
    assert less.shares[0] <= told.shares[0]
    assert less.shares[1] >= told.shares[1]


def test_songs_of_fewer_than_three_features_have_no_match(model: ContentModel) -> None:
    strangers = [Sound(energy=0.2, valence=0.3), Sound(energy=0.2, valence=0.3, tempo=120), None]
    songs = model.songs([UNKNOWN] * 3, strangers)
    found = matches(model, model.songs(songs_of(CALM, 10)), songs)

    assert [match is None for match in found] == [True, False, True]


def test_without_a_seed_that_was_heard_nothing_is_said(model: ContentModel) -> None:
    songs = model.songs(songs_of(CALM, 5))

    assert model.compared(model.songs([]), songs) is None
    assert matches(model, model.songs([UNKNOWN], [Sound(energy=0.5)]), songs) == [None] * 5


def test_what_another_source_says_counts_more(model: ContentModel) -> None:
    song = songs_of(CALM, 1)
    told = model.songs(song, [Sound(energy=0.95)])

    assert told.rows[0, NAMES.index("energy")] == pytest.approx(0.95)
    assert told.rows[0, NAMES.index("valence")] == model.table.features[song[0], NAMES.index("valence")]


def test_one_seed_says_less_than_many(model: ContentModel) -> None:
    song = model.songs(songs_of(CALM, 1, 30))
    one, many = (known(matches(model, model.songs(songs_of(CALM, n)), song))[0] for n in (1, 20))

    assert 50 < one <= many


def test_a_bundle_without_sounds_compares_what_others_have_heard() -> None:
    unknown = np.full(N_SONGS, UNKNOWN, dtype=np.int32)
    model = fit_content(SoundTable.empty(unknown, unknown), made_up_lists(), VECTORS)
    calm = Sound(energy=0.2, valence=0.3, acousticness=0.9)
    loud = Sound(energy=0.95, valence=0.7, acousticness=0.02)
    found = matches(model, model.songs([1, 2, 3], [calm] * 3), model.songs([4, 5, 6], [calm, loud, None]))

    assert found[0] is not None
    assert found[1] is not None
    assert found[0] > 50 > found[1]
    assert found[2] is None


def test_songs_of_the_same_years_are_told_so_where_sounds_say_nothing() -> None:
    table = made_up_table()
    np.random.default_rng(6).shuffle(table.features)
    table.years[:] = np.array([1968, 1994, 2015])[np.arange(N_SONGS) % 3] + np.arange(N_SONGS) // 3 % 3
    model = fit_content(table, made_up_lists(), VECTORS)
    same, others = songs_of(1, 5, 20), [*songs_of(0, 5), *songs_of(2, 5)]
    compared = model.compared(model.songs(songs_of(1, 8)), model.songs([*same, *others]))
    assert compared is not None
    reasons = Reasons(compared, [None] * 15, [None] * 15, [])

    for place in range(15):
        years = [reason.value for reason in reasons.of(place) if reason.trait is Trait.YEAR]
        assert years == ([model.table.years[same[place]]] if place < 5 else [])


def test_an_empty_catalogue_has_a_model_too() -> None:
    nothing = np.empty(0, dtype=np.int32)
    postings = Postings(
        np.zeros(1, np.int64), nothing, nothing, np.zeros(1, np.int64), nothing, np.zeros(1, np.int64), nothing
    )
    model = fit_content(SoundTable.empty(nothing, nothing), postings, np.empty((0, 4), dtype=np.float32))
    sound = Sound(energy=0.5, valence=0.5, tempo=100)

    assert known(matches(model, model.songs([UNKNOWN], [sound]), model.songs([UNKNOWN], [sound])))[0] > 50


def test_a_saved_model_compares_as_before(model: ContentModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    again = ContentModel.load(tmp_path, N_SONGS)
    seeds, songs = songs_of(CALM, 7), list(range(100))

    assert matches(again, again.songs(seeds), again.songs(songs)) == matches(
        model, model.songs(seeds), model.songs(songs)
    )


def test_songs_that_are_kept_are_where_the_pipeline_puts_them(model: ContentModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    saved = ContentModel.load(tmp_path, N_SONGS)
    kept = saved.songs(range(N_SONGS))
    anew = saved.songs(range(N_SONGS), [sound_of(row) for row in model.table.features])
    transformed = Space.load(tmp_path).transform(model.table.rows(np.arange(N_SONGS), ()))

    assert np.isfinite(kept.points).any(axis=0).sum() > len(NAMES)
    np.testing.assert_array_equal(kept.points[:, : len(DIMENSIONS)], transformed)
    np.testing.assert_allclose(anew.points, kept.points, atol=1e-4)  # sounds are rounded


def test_the_same_parts_give_the_same_model(model: ContentModel) -> None:
    again = fit_content(made_up_table(), made_up_lists(), VECTORS)
    seeds, songs = songs_of(LOUD, 7), list(range(100))

    assert matches(again, again.songs(seeds), again.songs(songs)) == matches(
        model, model.songs(seeds), model.songs(songs)
    )


@pytest.mark.parametrize(
    ("file", "name", "value", "reason"),
    [
        ("space.json", "scikit-learn", "0.1", "scikit-learn 0.1"),
        ("space.json", "dimensions", ["smell"], "other features"),
        ("content.json", "dimensions", ["smell"], "other features"),
    ],
)
def test_a_model_of_another_version_is_refused(
    model: ContentModel, tmp_path: Path, file: str, name: str, value: object, reason: str
) -> None:
    model.save(tmp_path)
    saved = json.loads((tmp_path / file).read_text(encoding="utf-8"))
    (tmp_path / file).write_text(json.dumps({**saved, name: value}), encoding="utf-8")

    with pytest.raises(ValueError, match=reason):
        ContentModel.load(tmp_path, N_SONGS)


def test_a_model_of_other_songs_is_refused(model: ContentModel, tmp_path: Path) -> None:
    model.save(tmp_path)

    with pytest.raises(ValueError, match="not of one training"):
        ContentModel.load(tmp_path, N_SONGS - 1)


def test_a_pipeline_with_a_function_that_is_not_ours_is_refused(model: ContentModel, tmp_path: Path) -> None:
    import skops.io
    from sklearn.preprocessing import FunctionTransformer

    model.save(tmp_path)
    skops.io.dump(FunctionTransformer(matches), tmp_path / "space.skops")

    with pytest.raises(ValueError, match="not trusted"):
        ContentModel.load(tmp_path, N_SONGS)


def test_the_correction_never_falls_and_learns_what_the_rest_says() -> None:
    rng = np.random.default_rng(6)
    plain = rng.random(3000)
    rest = np.clip(0.5 + 0.5 * (plain - 0.5) + 0.05 * rng.standard_normal(3000), 0, 1)
    nothing = np.empty(0), np.empty(0)
    correct = Correction.fit([(plain, rest), *[nothing] * (len(SEEDS) - 1)])
    asked = np.linspace(0, 1, 101)

    np.testing.assert_allclose(correct(asked, 1), 0.5 + 0.5 * (asked - 0.5), atol=0.03)
    for n_seeds in (1, 2, 3, 7, 1000):
        assert (np.diff(correct(asked, n_seeds)) >= 0).all()
    assert correct(np.ones(1), 1000) > correct(np.ones(1), 3)  # nothing learned: drawn in by how little is known
