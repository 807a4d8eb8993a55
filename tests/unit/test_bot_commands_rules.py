"""`segue rules` at the terminal: mining leaves all else as it is; rules and what is wrong are sentences."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pyarrow.parquet as pq
import pytest

from bot.commands.rules import sentence
from recsys.bundle import Bundle, read_manifest
from recsys.errors import BundleError
from recsys.rules import Rule
from recsys.rules_itemsets import Limits
from recsys.rules_metrics import METRICS
from recsys.rules_mining import Mining, mine_bundle
from recsys.rules_table import Level
from tests.support.interrupted import interrupted, needs_signals
from tests.support.scenes import JAZZ, METAL
from tests.support.terminal import Terminal

FEW = ("--songs-from", 5, "--artists-from", 5)
SENTENCE = re.compile(
    r"^Of playlists with (.+), (\d+) % also have (.+): ([\d.,]+) times more than chance \(in \d+ playlists?\)\.$"
)


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.fixture(scope="module")
def mined(trained_bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of the scenes with rules."""
    from recsys.bundle import write_rules

    path = Path(shutil.copytree(trained_bundle, tmp_path_factory.mktemp("rules") / "bundle"))
    few = Limits(3, 12)  # and lenient: the songs of a scene are drawn at random
    write_rules(path, mine_bundle(Bundle.load(path), Mining(songs=few, artists=few, false_discoveries=0.5)))
    return path


@pytest.fixture
def bundle(trained_bundle: Path, tmp_path: Path) -> Path:
    """A copy without rules that a test may change."""
    return Path(shutil.copytree(trained_bundle, tmp_path / "bundle"))


def test_mining_adds_the_rules_and_changes_nothing_else(terminal: Terminal, bundle: Path) -> None:
    before = read_manifest(bundle)
    shown = terminal.run("rules", "mine", "--model", bundle, *FEW)

    assert (shown.status, shown.err) == (0, "")
    assert re.search(r"Songs: [\d,]+ rules of [\d,]+ stand \(false discoveries at most 1 %\)\. Itemsets: ", shown.out)
    assert f"The rules are in {bundle}." in shown.out
    after = Bundle.load(bundle).manifest
    new = {name: one for name, one in after.files.items() if name.startswith("rules/")}
    assert set(new) == {"rules/songs.parquet", "rules/artists.parquet"}
    assert {**after.files} == {**before.files, **new}
    assert [path.name for path in bundle.parent.iterdir()] == [bundle.name]


def test_mining_again_replaces_the_rules(terminal: Terminal, bundle: Path) -> None:
    terminal.run("rules", "mine", "--model", bundle, *FEW)
    first = read_manifest(bundle).files["rules/artists.parquet"]
    terminal.run("rules", "mine", "--model", bundle, "--artists-from", 60)

    assert read_manifest(bundle).files["rules/artists.parquet"].bytes < first.bytes


@needs_signals
@pytest.mark.parametrize("name", ["longer_itemsets", "fpgrowth", "discoveries", "write_rules"])
def test_ctrl_c_while_mining_leaves_the_old_rules(mined: Path, name: str) -> None:
    before = read_manifest(mined)
    shown = interrupted("call", name, "rules", "mine", "--model", mined, *FEW, "--songs-longer-from", 12)

    assert (shown.status, shown.out, shown.err.strip()) == (130, "", "Stopped.")
    assert Bundle.load(mined).manifest == before
    assert [path.name for path in mined.parent.iterdir()] == [mined.name]


@needs_signals
def test_ctrl_c_while_bundles_change_places_leaves_the_old_one(mined: Path) -> None:
    """It comes when the old bundle has just been moved away and the new one is not there yet."""
    before = read_manifest(mined)
    shown = interrupted("c_return", "rename", "rules", "mine", "--model", mined, *FEW)

    assert (shown.status, shown.out, shown.err.strip()) == (130, "", "Stopped.")
    assert Bundle.load(mined).manifest == before
    assert [path.name for path in mined.parent.iterdir()] == [mined.name]


def test_a_bundle_without_rules_says_how_to_get_some(terminal: Terminal, bundle: Path) -> None:
    shown = terminal.run("rules", "show", "--model", bundle)

    assert shown.status == 2
    assert "it has no rules yet. `segue rules mine` finds them." in shown.err


def test_a_damaged_table_of_rules_is_refused(mined: Path, tmp_path: Path) -> None:
    bundle = Path(shutil.copytree(mined, tmp_path / "bundle"))
    shutil.copyfile(bundle / "rules" / "songs.parquet", bundle / "rules" / "more.parquet")

    with pytest.raises(BundleError, match=r"does not list rules/more\.parquet"):
        Bundle.load(bundle)


def test_the_strongest_rules_are_sentences(terminal: Terminal, mined: Path) -> None:
    shown = terminal.run("rules", "show", "--model", mined, "-n", 5, "--level", "artists")

    *lines, last = shown.out.splitlines()
    found = [SENTENCE.match(line) for line in lines]
    assert len(lines) == 5
    assert all(found)
    assert re.match(r"The 5 strongest of [\d,]+ rules; --count shows more\.", last)
    percent = [int(match[2]) for match in found if match]
    assert percent == sorted(percent, reverse=True)


def test_a_playlist_gets_songs_of_its_own_scene_that_it_lacks(terminal: Terminal, mined: Path, tmp_path: Path) -> None:
    playlist = tmp_path / "jazz.txt"
    held = [f"{JAZZ} Tune {number}" for number in range(12)]
    playlist.write_text("\n".join(f"{JAZZ} Player {row} - {title}" for row, title in enumerate(held)), encoding="utf-8")
    shown = terminal.run("rules", "show", "--model", mined, "--playlist", playlist, "-n", 500)

    found = [SENTENCE.match(line) for line in shown.out.splitlines()]
    assert len(found) > 3
    for match in found:
        assert match
        assert JAZZ in match[3]
        assert match[3].split(" by ")[0] not in held
        assert all(side.split(" by ")[0] in held for side in re.split(", | and ", match[1]))
    assert METAL not in shown.out


def test_a_song_and_an_artist_stand_on_the_left(terminal: Terminal, mined: Path) -> None:
    of_song = terminal.run("rules", "show", "--model", mined, "--song", "jazz tune 1", "--same-artist")
    of_artist = terminal.run("rules", "show", "--model", mined, "--artist", "METAL player 2")

    for shown, name in ((of_song, f"{JAZZ} Tune 1 by {JAZZ} Player 1"), (of_artist, f"{METAL} Player 2")):
        lines = [match for line in shown.out.splitlines() if (match := SENTENCE.match(line))]
        assert lines
        assert all(name in re.split(", | and ", match[1]) for match in lines)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--song", "zzzzzz"), "The model knows no song called 'zzzzzz'. Try the name as Spotify spells it."),
        (("--song", "Jazz Player 5 - Tune"), f"Did you mean {JAZZ} Player 5 - {JAZZ} Tune 5; "),
        (("--artist", "Jazz Plyaer 3"), f"Did you mean {JAZZ} Player 3"),
        (("--artist", "A", "--song", "B"), "Give one of --playlist, --song and --artist."),
        (("--playlist-id", "1"), "--playlist-id chooses a playlist of the file in --playlist, which is not given."),
    ],
)
def test_what_cannot_be_asked_is_a_sentence(
    terminal: Terminal, mined: Path, arguments: tuple[str, ...], said: str
) -> None:
    shown = terminal.run("rules", "show", "--model", mined, *arguments)

    assert (shown.status, shown.out) == (2, "")
    assert said in shown.err


def test_a_playlist_without_any_known_song_is_a_sentence(terminal: Terminal, mined: Path, tmp_path: Path) -> None:
    playlist = tmp_path / "other.txt"
    playlist.write_text("Nobody - Nothing At All\n", encoding="utf-8")
    shown = terminal.run("rules", "show", "--model", mined, "--playlist", playlist)

    assert shown.status == 2
    assert "None of these songs" in shown.err


def test_a_song_without_rules_is_a_sentence(terminal: Terminal, mined: Path) -> None:
    shown = terminal.run("rules", "show", "--model", mined, "--song", f"{JAZZ} Tune 298")

    assert (shown.status, shown.err) == (0, "")
    assert shown.out == "There are no rules for this: too few playlists have it together with anything else.\n"


def test_thresholds_that_leave_nothing_say_what_is_just_below(terminal: Terminal, mined: Path) -> None:
    show = ("rules", "show", "--model", mined, "--level", "artists")
    strongest = terminal.run(*show, "--sort-by", "lift", "-n", 1).out
    match = SENTENCE.match(strongest.splitlines()[0])
    assert match
    near = float(match[4]) * 1.2

    assert re.search(
        r"^No rule reaches .* rules? reach(es)? at least half of that", terminal.run(*show, "--min-lift", near).out
    )
    none = terminal.run(*show, "--min-lift", 100_000)
    assert (none.status, none.out) == (
        0,
        "No rule reaches both a confidence of 0 % and a lift of 100,000, nor half of that. Ask for much less.\n",
    )


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--songs-from", "pairs of songs are together in 1 playlist or more"),
        ("--artists-longer-from", "sets of three or four artists are together in 1 playlist or more"),
    ],
)
def test_support_so_low_that_memory_would_not_do_is_refused_before_it_starts(
    terminal: Terminal, bundle: Path, option: str, said: str
) -> None:
    shown = terminal.run("rules", "mine", "--model", bundle, option, 1, "--memory", 0.001)

    assert (shown.status, shown.out) == (2, "")
    assert re.search(rf"About [\d,]+ {said}\. They and their rules need [\d.]+ GB of memory", shown.err)
    assert re.search(r"may take 0\.001 GB\. Ask for those in [\d,]+ playlists or more\.", shown.err)
    assert not (bundle / "rules").exists()


def test_csv_and_parquet_hold_every_rule_with_its_metrics(terminal: Terminal, mined: Path, tmp_path: Path) -> None:
    for name in ("rules.csv", "rules.parquet"):
        assert terminal.run("rules", "export", "--model", mined, tmp_path / name).status == 0

    with (tmp_path / "rules.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    table = pq.read_table(tmp_path / "rules.parquet").to_pylist()
    with (loaded := Bundle.load(mined)).catalog() as catalog:
        assert len(rows) == len(table) == len(loaded.rules(catalog.song_artist).table(Level.SONGS)) > 50
    assert list(rows[0]) == list(table[0])
    assert set(METRICS) <= set(table[0])
    for row, other in zip(rows, table, strict=True):
        assert (row["left"], row["right"], float(row["lift"])) == (other["left"], other["right"], other["lift"])
        assert other["confidence"] == pytest.approx(other["playlists"] / other["left_playlists"])


def test_graphml_is_a_network_of_rules_with_one_item_on_each_side(
    terminal: Terminal, mined: Path, tmp_path: Path
) -> None:
    shown = terminal.run("rules", "export", "--model", mined, "--level", "artists", tmp_path / "rules.graphml")

    names = {"g": "http://graphml.graphdrawing.org/xmlns"}
    root = ET.parse(tmp_path / "rules.graphml").getroot()
    nodes = {
        node.attrib["id"]: node.findtext("g:data[@key='node_name']", None, names)
        for node in root.iterfind(".//g:node", names)
    }
    edges = root.findall(".//g:edge", names)
    assert f"{len(edges)} rules are in" in shown.out.replace(",", "")
    assert len(edges) > 20
    for edge in edges:
        assert nodes[edge.attrib["source"]] != nodes[edge.attrib["target"]]
        assert float(edge.findtext("g:data[@key='edge_lift']", "0", names)) > 1


def test_another_ending_is_refused(terminal: Terminal, mined: Path, tmp_path: Path) -> None:
    shown = terminal.run("rules", "export", "--model", mined, tmp_path / "rules.xlsx")

    assert shown.status == 2
    assert "must end in .csv, .parquet, .graphml." in shown.err


def test_a_sentence_rounds_as_people_do() -> None:
    rule = Rule(Level.SONGS, (1, 2), 3, 312, 726, 500, 0.0, {"confidence": 0.4297, "lift": 12.1})

    said = sentence(rule, {1: "A", 2: "B", 3: "C"})

    assert said == "Of playlists with A and B, 43 % also have C: 12 times more than chance (in 312 playlists)."
