"""The quality benchmark: parts that are kept, items and challenges in numbers, scores, goals, tables."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import partial
from io import StringIO
from pathlib import Path

import click
import numpy as np
import orjson
import pytest
from rich.console import Console

from benchmarks.peers import Setting
from benchmarks.peers.artists import ArtistNeighbours
from benchmarks.peers.base import Asked, Lists, Peer
from benchmarks.peers.naive_sum import NaiveSum
from benchmarks.peers.popularity import Popularity
from benchmarks.quality.__main__ import DEFAULT, YARDSTICKS, report
from benchmarks.quality.__main__ import SEGUE as SEGUE_NAME
from benchmarks.quality.ablations import EVERYTHING
from benchmarks.quality.challenges import ALL_UNKNOWN, AS_IT_IS, CHANGED, HALF_UNKNOWN, with_one_seed, with_unknown
from benchmarks.quality.fitting import fitted, label_of, trials
from benchmarks.quality.items import NONE, Training, by_song, by_track
from benchmarks.quality.kept import Kept, code_of, content_of, digest
from benchmarks.quality.scores import (
    ALREADY_THERE,
    ARTISTS,
    ARTISTS_OFF,
    CHANGE,
    COVERAGE,
    HITS,
    OWN_ARTISTS,
    REPEATED,
    Scores,
    merged,
    scored,
)
from benchmarks.quality.sheets import Sheet, show
from benchmarks.quality.splits import Split
from benchmarks.quality.tables import accuracy, categories
from benchmarks.quality.wanted import HYBRID, against, default_costs, in_each_category, with_unknown_seeds
from benchmarks.running import Cost, segue
from recsys.challenge import Answer, ChallengePlaylist
from recsys.data.mpd import record_of
from recsys.domain import Playlist, Track
from recsys.evaluate import METRICS, Evaluation


def quiet(_: str) -> None:
    """For parts that nobody watches."""


def track(name: str, artist: str = "A", spotify_id: str | None = None) -> Track:
    return Track(name, (artist,), spotify_id or name)


ONE, ONE_AGAIN = track("One", "A", "1a"), track("One - Remastered", "A", "1b")
TWO, THREE = track("Two", "B", "2"), track("Three", "B", "3")
TRAINING = Training(
    [
        Playlist("0", "first", (ONE, TWO)),
        Playlist("1", None, (ONE_AGAIN, TWO, THREE)),
        Playlist("2", "third", (ONE, TWO)),
    ]
)


# What is kept


def test_a_part_is_made_once_for_each_key(tmp_path: Path) -> None:
    kept, made = Kept(tmp_path, quiet), []

    def make(path: Path) -> None:
        made.append(path)
        path.write_text("done", encoding="utf-8")

    parts = [kept.part("ALS, songs", key, make, ".txt") for key in ({"a": 1}, {"a": 2}, {"a": 1})]
    assert len(made) == 2
    assert parts[0] == parts[2] != parts[1]
    assert parts[0].read_text(encoding="utf-8") == "done"
    assert parts[0].name == f"als-songs-{digest({'a': 1})}.txt"


def test_a_part_that_is_stopped_half_way_is_not_kept(tmp_path: Path) -> None:
    def stopped(path: Path) -> None:
        path.mkdir()
        (path / "half").touch()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Kept(tmp_path, quiet).part("training", 1, stopped)
    assert list(tmp_path.iterdir()) == []


def test_the_digest_of_data_changes_with_content_and_names(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("playlists", encoding="utf-8")
    first = content_of(tmp_path)
    (tmp_path / "one").rename(tmp_path / "two")
    second = content_of(tmp_path)
    (tmp_path / "two").write_text("others", encoding="utf-8")
    assert len({first, second, content_of(tmp_path)}) == 3


def test_code_is_what_a_module_imports_within_the_project_however_deep(tmp_path: Path) -> None:
    def project(name: str, **changed: str) -> str:
        files = {
            "requirements.lock": "numpy==2",
            "benchmarks/requirements.lock": "",
            "core/top.py": "import json\ndef f():\n    from core import middle\n",
            "core/middle.py": "from core.deep import g as h",
            "core/deep.py": "def g(): ...",
            "core/other.py": "",
        } | changed
        for file, text in files.items():
            path = tmp_path / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return code_of("core.top", project=tmp_path / name)

    first = project("first")
    assert project("equal") == first
    assert project("unrelated", **{"core/other.py": "changed = 1"}) == first
    assert project("deep", **{"core/deep.py": "def g(): return 1"}) != first
    assert project("newer", **{"requirements.lock": "numpy==3"}) != first


def test_code_of_a_command_holds_the_core_but_no_benchmark() -> None:
    assert code_of("bot.commands.train") != code_of("bot.commands.challenge")


# Items


def test_tracks_are_items_of_their_own_and_versions_share_a_song() -> None:
    # Track ids by song, the songs by frequency: One and Two are in three lists each (ties by key: "a\tone" first),
    # Three in one; of One the id 1a stands in two lists.
    tracks, songs = by_track(TRAINING), by_song(TRAINING)
    assert list(TRAINING.corpus.track_ids) == ["1a", "1b", "2", "3"]
    assert tracks.lists.matrix.toarray().tolist() == [[1, 0, 1, 0], [0, 1, 1, 1], [1, 0, 1, 0]]
    assert songs.lists.matrix.toarray().tolist() == [[1, 1, 0], [1, 1, 1], [1, 1, 0]]
    assert songs.tracks.tolist() == [0, 2, 3], "One is answered by 1a"
    assert songs.lists.titles == ["first", None, "third"]


def test_seeds_are_found_by_id_and_songs_by_name_too() -> None:
    renewed = track("One (Remastered 2011)", "A", "new")
    stranger, nobody = track("Unheard", "B", "unheard"), track("Unheard", "Nobody", "unheard2")
    asked = ChallengePlaylist(1, "t", (TWO, renewed, stranger, nobody), (0, 1, 2, 3), 5)
    in_tracks, in_songs = by_track(TRAINING).asked(asked), by_song(TRAINING).asked(asked)
    assert in_tracks.items.tolist() == [2]
    assert in_songs.items.tolist() == [1, 0]
    b, a = (TRAINING.corpus.artist_keys.index(key) for key in "ba")
    assert in_tracks.artists.tolist() == in_songs.artists.tolist() == [b, a, b]


# Changed challenges


RECORD = {
    "pid": 7,
    "num_holdouts": 3,
    "tracks": [
        {"pos": 0, "track_uri": "spotify:track:1a", "track_name": "One", "artist_name": "A", "album_name": "Album"},
        {"pos": 4, "track_uri": "spotify:track:2", "track_name": "Two", "artist_name": "B"},
    ],
}
ANSWER = Answer(7, 1, ("spotify:track:9", "spotify:track:3"), ("Z", "B"))
KNOWN = {"spotify:track:3": ("Three", "B")}


def test_all_seeds_made_unknown_keep_their_artists_and_places_alone() -> None:
    changed = with_unknown(RECORD, 1.0, np.random.default_rng(0))["tracks"]
    assert [(t["pos"], t["artist_name"]) for t in changed] == [(0, "A"), (4, "B")]
    assert [t["track_name"] for t in changed] == ["Unheard 7 0", "Unheard 7 1"]
    ids = [t["track_uri"].removeprefix("spotify:track:") for t in changed]
    assert [(len(each), each.isalnum()) for each in ids] == [(22, True), (22, True)]
    assert len(set(ids)) == 2
    assert "album_name" not in changed[0]


def test_half_of_the_seeds_are_half_on_average_where_they_are_odd() -> None:
    single = {**RECORD, "tracks": RECORD["tracks"][:1]}  # type: ignore[index]
    changed = [with_unknown(single, 0.5, np.random.default_rng(seed))["tracks"][0] for seed in range(400)]
    share = np.mean([each["track_name"].startswith("Unheard") for each in changed])
    assert share == pytest.approx(0.5, abs=4 * 0.5 / 20), "four standard errors of 400 draws"
    two = [with_unknown(RECORD, 0.5, np.random.default_rng(seed))["tracks"] for seed in range(20)]
    assert {sum(t["track_name"].startswith("Unheard") for t in each) for each in two} == {1}


def test_in_turn_a_seed_is_added_or_taken_away() -> None:
    added = with_one_seed(RECORD, 0, ANSWER, KNOWN, np.random.default_rng(0))["tracks"]
    more = {"pos": 5, "track_uri": "spotify:track:3", "track_name": "Three", "artist_name": "B"}
    assert added == [*RECORD["tracks"], more], "track 9 is hidden first, but nobody knows it"
    fewer = with_one_seed(RECORD, 1, ANSWER, KNOWN, np.random.default_rng(0))["tracks"]
    assert len(fewer) == 1
    assert fewer[0] in RECORD["tracks"]


@pytest.mark.parametrize(("tracks", "known"), [([], KNOWN), (RECORD["tracks"][:1], {})])  # type: ignore[index]
def test_playlists_that_cannot_lose_or_gain_a_seed_stay_as_they_are(
    tracks: list[dict[str, object]], known: dict[str, tuple[str, str]]
) -> None:
    record = {**RECORD, "tracks": tracks}
    assert with_one_seed(record, 1, ANSWER, known, np.random.default_rng(0)) == record


# Peers


def test_answers_are_tracks_without_seeds_best_first() -> None:
    asked = ChallengePlaylist(1, None, (ONE,), (0,), 5)
    by_tracks = fitted(partial[Peer](Popularity), by_track(TRAINING)).continued([asked])[0]
    by_songs = fitted(partial[Peer](Popularity), by_song(TRAINING)).continued([asked])[0]
    assert by_tracks[:4].tolist() == [2, 1, 3, NONE], "Two in three lists, 1b and Three in one"
    assert by_songs[:3].tolist() == [2, 3, NONE], "1b is the song that the playlist has"


def test_the_grid_is_tried_on_tracks_and_its_best_on_songs() -> None:
    grid = [partial[Peer](ArtistNeighbours, power=power) for power in (1.0, 2.0, 3.0)]
    reached = {("power=1.0", "track ids"): 0.2, ("power=2.0", "track ids"): 0.4, ("power=3.0", "track ids"): 0.3}
    reached["power=2.0", "songs"] = 0.5
    tried = list(trials(grid, lambda setting, mapping: reached[label_of(setting), mapping]))
    assert [str(trial) for trial in tried] == [", ".join(key) for key in reached]
    assert max(tried, key=lambda trial: trial.ndcg).mapping == "songs"


def two_scenes() -> Lists:
    """Items 0 to 2 are by artist 0 in lists called "a", 3 to 5 by artist 1 in lists called "b"; never mixed."""
    rows = [[1, 1, 0, 0, 0, 0], [0, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 0], [0, 0, 0, 0, 1, 1]]
    from scipy import sparse

    matrix = sparse.csr_matrix(np.array(rows, np.float32))
    return Lists(matrix, np.array([0, 0, 0, 1, 1, 1], np.int32), 2, ["a", "a", "b", "b"])


@pytest.mark.parametrize("peer", [ArtistNeighbours(power=2.0), NaiveSum()], ids=["artist neighbours", "naive sum"])
def test_an_unknown_song_is_continued_by_what_is_listed_with_its_artist(peer: Peer) -> None:
    peer.fit(two_scenes())
    nobody = Asked(np.empty(0, np.int32), np.empty(0, np.int32), None)
    by_artist = Asked(np.empty(0, np.int32), np.array([1], np.int32), None)
    answers = list(peer.recommend([by_artist, nobody], 3))
    assert answers[0][0] == 4, "of the artist's songs the one that both lists have"
    assert sorted(answers[0].tolist()) == [3, 4, 5]
    assert len(answers[1]) == 0


# Scores


def write_scenes(path: Path) -> Path:
    """150 playlists of 115 tracks out of 600, those with low numbers in most; one slice."""
    rng = random.Random(5)
    popularity = [1 / (rank + 10) for rank in range(600)]
    playlists = []
    for pid in range(150):
        drawn = dict.fromkeys(rng.choices(range(600), popularity, k=600))
        tracks = tuple(track(f"Tune {n}", f"Player {n % 40}", f"id{n}") for n in list(drawn)[:115])
        playlists.append(record_of(Playlist(str(pid), f"title {pid % 3}", tracks)))
    path.write_bytes(orjson.dumps({"playlists": playlists}))
    return path


@pytest.fixture(scope="module")
def split(tmp_path_factory: pytest.TempPathFactory) -> Split:
    folder = tmp_path_factory.mktemp("quality")
    data = write_scenes(folder / "mpd.slice.0-149.json")
    return Split(Kept(folder / "kept", quiet), data, content_of(data), 20, 1)


def test_a_split_asks_about_the_same_playlists_changed(split: Split) -> None:
    pids = [playlist.pid for playlist in split.challenge]
    assert list(split.challenges) == [AS_IT_IS, *CHANGED]
    for challenge in split.challenges.values():
        assert [playlist.pid for playlist in challenge] == pids
    for known, blind in zip(split.challenge, split.challenges[ALL_UNKNOWN], strict=True):
        assert [t.artists for t in known.tracks] == [t.artists for t in blind.tracks]
        assert all(split.training.track(t) is None for t in blind.tracks)


def test_a_peer_is_chosen_and_asked_and_kept(split: Split) -> None:
    best = split.chosen("artist neighbours", [Setting(ArtistNeighbours, power=power) for power in (1.0, 2.0)])
    found, seconds = split.asked_peer("artist neighbours", best)
    again, kept_seconds = split.asked_peer("artist neighbours", best)
    assert seconds == kept_seconds, "a second training would take another time"
    for challenge, tracks in found.items():
        np.testing.assert_array_equal(tracks, again[challenge])
    scores = scored("artist neighbours", split, found, Cost(seconds, float("nan")), settings=str(best))
    assert scores.accuracy[AS_IT_IS].size() == 20
    # Half of the seeds lose nothing that artists say: the artists are the same in all three challenges, so every
    # answer is, but for the seeds in it, which are taken out.
    for changed in (HALF_UNKNOWN, ALL_UNKNOWN):
        np.testing.assert_allclose(scores.accuracy[changed].values, scores.accuracy[AS_IT_IS].values, atol=0.1)


def test_popularity_answers_hits_only_and_never_changes(split: Split) -> None:
    best = split.chosen("popularity", [partial[Peer](Popularity)])
    scores = scored("popularity", split, split.asked_peer("popularity", best)[0], Cost(1, 1))
    # 600 songs: their most popular hundredth are six. Lists with no seed show those six of twenty.
    assert 0 < scores.beyond[HITS] <= 6 / 20
    assert scores.beyond[REPEATED] == 0
    assert scores.beyond[ALREADY_THERE] == 0
    # 20 songs, a few more where seeds are left out.
    assert 20 / 600 <= scores.beyond[COVERAGE] < 0.3
    assert scores.beyond[CHANGE] == 0


def test_versions_of_one_song_are_noticed(split: Split) -> None:
    first = split.training
    found = np.tile(np.arange(500, dtype=np.int32), (20, 1))
    found[:, 1] = found[:, 0]
    scores = scored("twice", split, {AS_IT_IS: found}, Cost(1, 1))
    assert scores.beyond[REPEATED] == pytest.approx(1000 / 20), "one song of each twenty"
    seeds = [{first.track(t) for t in playlist.tracks} for playlist in split.challenge]
    there = sum(n in known for known in seeds for n in [0, 0, *range(2, 20)])
    assert there > 0
    assert scores.beyond[ALREADY_THERE] == pytest.approx(1000 * there / (20 * 20))
    assert CHANGE not in scores.beyond


# Goals and tables


def scores(
    name: str, rows: Sequence[Sequence[float]], *, songs_only: bool = False, blind: Sequence[Sequence[float]] = ()
) -> Scores:
    """Of playlists in the categories 1 and 2 in turn."""

    def evaluation(values: Sequence[Sequence[float]]) -> Evaluation:
        numbers = np.arange(len(values))
        return Evaluation(numbers, 1 + numbers % 2, np.array(values, dtype=float), tracks=1, unknown_artists=0)

    accuracy = {AS_IT_IS: evaluation(rows), HALF_UNKNOWN: evaluation(rows), ALL_UNKNOWN: evaluation(blind or rows)}
    noticed = dict.fromkeys((REPEATED, ALREADY_THERE, ARTISTS, ARTISTS_OFF, OWN_ARTISTS, HITS, COVERAGE, CHANGE), 0.0)
    return Scores(name, songs_only, accuracy, noticed, Cost(60, 2))


SEGUE = scores("Segue", [[0.2, 0.30, 4], [0.2, 0.30, 4]])


def test_goals_take_the_best_peer_metric_by_metric() -> None:
    precise = scores("precise", [[0.19, 0.20, 6], [0.19, 0.20, 6]])
    quick = scores("quick", [[0.10, 0.27, 5], [0.10, 0.27, 5]])
    goals = list(against("the best", SEGUE, [precise, quick], {"r_precision": 1.1, "ndcg": 1.1, "clicks": 0.75}))
    # .2 / .19 = 105.3 %, .3 / .27 = 111.1 %, 4 / 5 = 80 %
    assert [(goal.wanted, goal.reached, goal.met) for goal in goals] == [
        ("≥ 110%", "105.3%", False),
        ("≥ 110%", "111.1%", True),
        ("≤ 75%", "80.0%", False),
    ]
    assert "(precise)" in goals[0].what
    assert "(quick)" in goals[1].what
    assert "(quick)" in goals[2].what


def test_being_worse_in_one_category_beyond_the_interval_is_told() -> None:
    # Title only is in the even rows: there the peer is always better by .1, in the other category always worse by .2.
    peer = scores("peer", [[0.2, 0.4, 4], [0.2, 0.1, 4]])
    goal = in_each_category("ndcg", SEGUE, [peer])
    assert not goal.met
    assert goal.reached == "worse in title, only (peer)"
    assert in_each_category("clicks", SEGUE, [peer]).met


def test_a_difference_within_the_interval_is_not_worse() -> None:
    # In each category the peer is .1 better on one list and .09 worse on another: resamples reach either side of 0.
    mine = scores("Segue", [[0, 0.5, 1]] * 4)
    peer = scores("peer", [[0, 0.6, 1], [0, 0.6, 1], [0, 0.41, 1], [0, 0.41, 1]])
    assert in_each_category("ndcg", mine, [peer]).met


def test_unknown_seeds_are_compared_where_there_are_seeds() -> None:
    # Category 1 shows no seed: only the second row of each counts, .25 of .30.
    segue = scores("Segue", [[0, 1, 0], [0, 0.9, 0]], blind=[[0, 0.0, 0], [0, 0.25, 0]])
    artists = scores("artist neighbours", [[0, 0.9, 0], [0, 0.30, 0]])
    goal = with_unknown_seeds(segue, artists)
    assert (goal.reached, goal.met) == ("83.3%", True)


def test_what_the_default_costs_is_a_share_of_ndcg() -> None:
    goal = default_costs(SEGUE, scores("balanced", [[0.2, 0.291, 4], [0.2, 0.291, 4]]))
    assert (goal.reached, goal.met) == ("3.0%", False)


def test_several_splits_count_as_one_with_all_playlists() -> None:
    other = scores("Segue", [[0.4, 0.6, 0]] * 4)
    both = merged([SEGUE, other])
    # (2 · .2 + 4 · .4) / 6
    assert both.accuracy[AS_IT_IS].values.mean(axis=0)[METRICS.index("r_precision")] == pytest.approx(2 / 6)
    assert len(set(both.accuracy[AS_IT_IS].pids.tolist())) == 6
    assert both.cost == Cost(60, 2)


def test_tables_show_means_and_paired_intervals() -> None:
    peer = scores("peer", [[0.1, 0.2, 5], [0.1, 0.2, 5]])
    sheet = accuracy("All", [SEGUE, peer], SEGUE)
    assert sheet.rows[0] == ["Segue", "0.2000", "0.3000", "4.00", "", "", "", "60 s", "2.0 GB"]
    assert sheet.rows[1][4:7] == ["+0.1000 to +0.1000", "+0.1000 to +0.1000", "-1.00 to -1.00"]
    by_metric = list(categories([SEGUE, peer], SEGUE))
    assert [each.title for each in by_metric] == [f"{m} by category" for m in ("R-precision", "NDCG@500", "clicks")]
    assert by_metric[2].rows[1] == ["peer", "5.00 (-1.00 to -1.00)", "5.00 (-1.00 to -1.00)"]


def test_the_report_compares_with_peers_and_not_with_yardsticks() -> None:
    rows = {
        SEGUE_NAME: SEGUE,
        DEFAULT: scores(DEFAULT, [[0.2, 0.297, 4], [0.2, 0.297, 4]]),
        "implicit ALS": scores("implicit ALS", [[0.1, 0.2, 8], [0.1, 0.2, 8]], songs_only=True),
        HYBRID: scores(HYBRID, [[0.1, 0.25, 5], [0.1, 0.25, 5]]),
        **{name: scores(name, [[0.9, 0.35, 1], [0.9, 0.35, 1]]) for name in YARDSTICKS},
    }
    parts = [{"all lists": {EVERYTHING: [[0.2, 0.3, 4]]}}, {"all lists": {EVERYTHING: [[0.4, 0.5, 4]]}}]
    sheets = {sheet.title: sheet for sheet in report((rows, parts), "Twenty playlists")}
    assert len(sheets["Twenty playlists"].rows) == len(rows)
    assert sheets["Ablations, all lists: 2"].rows == [[EVERYTHING, "0.3000", "0.4000", "4.00", "", "", ""]]
    reached = {row[0]: row[2:] for row in sheets["Wanted and reached"].rows}
    # .3 / .2 and .3 / .25; 4 / 8; .3 / .35 for the yardstick of unknown seeds; 1 - .297 / .3
    assert reached["NDCG@500 against the best peer of songs only (implicit ALS)"] == ["150.0%", "yes"]
    assert reached["clicks against the best peer of songs only (implicit ALS)"] == ["50.0%", "yes"]
    assert reached[f"NDCG@500 against {HYBRID}"] == ["120.0%", "yes"]
    assert reached["NDCG@500 by category"] == ["in none", "yes"]
    assert [value for what, value in reached.items() if "unknown" in what] == [["85.7%", "yes"]]
    assert reached[f"NDCG that {DEFAULT} costs"] == ["1.0%", "yes"]
    assert reached["`segue train`, time"] == ["1.0 min", "yes"]
    assert "Segue: songs repeated in another version" in reached


SHEET = Sheet("Results", ["", "first figure", "second figure"], [["a | b", "1 [x]", "2"]], note="Mind this.")


def test_a_sheet_is_markdown() -> None:
    table = "|  | first figure | second figure |\n| --- | ---: | ---: |\n| a \\| b | 1 [x] | 2 |"
    assert SHEET.markdown() == f"**Results**\n\n{table}\n\nMind this.\n"


@pytest.mark.parametrize("width", [24, 30, 200])
def test_in_a_narrow_terminal_columns_move_to_a_table_of_their_own_and_no_cell_is_cut(width: int) -> None:
    out = StringIO()
    show(SHEET, Console(file=out, width=width, force_terminal=True, no_color=True, legacy_windows=False))
    lines = [line for line in out.getvalue().splitlines() if "a | b" in line]
    assert len(lines) == (1 if width == 200 else 2), "each part names its rows"
    for text in ("first figure", "second figure", "1 [x]"):
        assert text in out.getvalue()


# Commands


def test_a_command_that_fails_ends_the_benchmark(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(click.ClickException, match="`segue split` failed"):
        segue("split", data=tmp_path / "missing.zip", out=tmp_path / "out", playlists=10)
    assert "missing.zip" in capfd.readouterr().err


def test_the_cost_of_a_command_is_its_own(tmp_path: Path) -> None:
    # This process holds half a gigabyte more than the command needs, and the system knows both peaks.
    held = np.ones(2**26)
    cost = segue("split", data=write_scenes(tmp_path / "mpd.slice.0-149.json"), out=tmp_path / "out", playlists=20)
    assert 0 < cost.seconds < 120
    assert np.isnan(cost.gigabytes) or 0.01 < cost.gigabytes < held.nbytes / 1e9
