"""Song identity on the titles and names that break simpler rules."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recsys.domain import Track
from recsys.identity import artist_key, fold, primary_artist, song_key, title_key, track_key, work_key

SAME_TITLE = [
    ("Hey Jude", "Hey Jude - Remastered 2015"),
    ("Hey Jude", "HEY JUDE (Remastered)"),
    ("Hey Jude", "Hey Jude - 2015 Remaster"),
    ("Hey Jude", "Hey Jude [2009 Digital Remaster]"),
    ("Rapture", "Rapture - 2001 - Remaster"),
    ("1979", "1979 - 2012 - Remaster"),
    ("Gloria", "Gloria - Mono Version"),
    ("Gloria", "Gloria - Stereo"),
    ("Gloria", "Gloria - Mono; 2002 Remaster"),
    ("Stronger", "Stronger - Radio Edit"),
    ("Stronger", "Stronger (Extended Mix)"),
    ("Stronger", "Stronger - Original Mix"),
    ("Stronger", "Stronger (Album Version) (Explicit)"),
    ("Stronger", "Stronger - Album Version (Edited)"),
    ("Stronger", "Stronger (Deluxe Edition Bonus Track)"),
    ("Stronger", "Stronger - 10th Anniversary Edition"),
    ("Strawberry Fields Forever", "Strawberry Fields Forever - 2015 Stereo Mix"),
    ("Versace", "Versace (feat. Drake)"),
    ("Versace", "Versace feat. Drake"),
    ("Versace", "Versace ft. Drake & Tyga"),
    ("Versace", "Versace - Featuring Drake"),
    ("Versace", "Versace (with Drake)"),
    ("Buy U a Drank (Shawty Snappin')", "Buy U A Drank (Shawty Snappin') (Feat T-Pain Album Version)"),
    ("Let It Go", 'Let It Go - From "Frozen"/Soundtrack Version'),
    ("Everybody's Talkin'", "Everybody’s Talkin’ - From “Midnight Cowboy”"),
    ("Creep (Acoustic)", "Creep - Acoustic Version"),
    ("Creep (Live)", "Creep - Live at Wembley"),
    ("Creep (Live)", "Creep - Live in Paris, 1997; 2009 Remaster"),
    ("Creep (Live)", "Creep [Live"),
    ("Solamente Tú - En Vivo", "Solamente tú - En directo"),
    ("Evidências - Ao Vivo", "Evidencias (Live)"),
    ("Faded - Tiësto Remix", "Faded (Tiesto Remix) - Radio Edit"),
    ("Faded - Remix", "Faded (Remix 2015)"),
    ("(I Can't Get No) Satisfaction", "I Can’t Get No Satisfaction"),
    ("Rock 'n' Roll", "Rock & Roll"),
    ("Rock N' Roll", "Rock and Roll"),
    ("Another Brick in the Wall, Pt. 2", "Another Brick In The Wall (Part II)"),
    ("Shine On You Crazy Diamond (Pts. 1-5)", "Shine On You Crazy Diamond (Parts I–V)"),
    ("Shine On You Crazy Diamond, Pts. 6-9", "Shine On You Crazy Diamond (Parts 6 & 9)"),
    ("My Heart Will Go On", 'My Heart Will Go On - Love Theme from "Titanic"'),
    ("Live and Let Die", "Live And Let Die - 2018 Remaster"),
    ("Live Forever (Live)", "Live Forever - Live at Knebworth"),
    ("Ignition - Remix", "Ignition (Remix)"),
    (
        "All Too Well (10 Minute Version) (Taylor's Version)",
        "All Too Well (10 Minute Version) (Taylor's Version) (From The Vault)",
    ),
    ("Let It Be", "Let It Be - Remaster - 2009 mix"),
    ('"Heroes"', "Heroes - 2017 Remaster"),
    ("4′33″", "4'33\""),
    ("Группа крови", "ГРУППА КРОВИ"),
    ("Αλεξανδρινά", "ΑΛΕΞΑΝΔΡΙΝΑ"),
    ("S.O.S.", "SOS"),
    ("Déjà Vu", "Deja Vu"),
    ("Ｆｕｌｌ　ｗｉｄｔｈ", "Full width"),
    ("Ёлка", "Елка"),
    ("U + Ur Hand", "U & Ur Hand"),
    ("Ballade No. 1 in G Minor, Op. 23", "Ballade No.1 In G Minor, Op.23"),
    ("Piano Sonata, K. 545", "Piano Sonata KV545"),
    ("Prelude in F♯ Minor", "Prelude in F# minor"),
]

OTHER_TITLE = [
    ("Creep", "Creep - Live at Wembley"),
    ("Creep", "Creep (Acoustic)"),
    ("Creep", "Creep - Demo"),
    ("Creep", "Creep (1992 Demo)"),
    ("Creep", "Creep [Instrumental]"),
    ("Creep", "Creep (Karaoke Version)"),
    ("Creep", "Creep (Radiohead Cover)"),
    ("Creep", "Creep - Re-Recorded"),
    ("Creep", "Creep - Sped Up"),
    ("Creep", "Creep (A Cappella)"),
    ("Creep", "Creep - Remix"),
    ("Creep (Acoustic)", "Creep (Live)"),
    ("Creep (Acoustic)", "Creep (Live Acoustic)"),
    ("Faded - Tiësto Remix", "Faded - Dash Berlin Remix"),
    ("Faded - Tiësto Remix", "Faded - Remix"),
    ("Faded", "Faded - Robin Schulz Radio Edit"),
    ("Faded", "Faded - Club Mix"),
    ("Red", "Red (Taylor's Version)"),
    ("All Too Well", "All Too Well (10 Minute Version)"),
    ("Intro", "Intro - Reprise"),
    ("Live", "Live and Let Die"),
    ("Jesus (Live and Let Die)", "Jesus (Live)"),
    ("Live Forever", "Live Forever - Live"),
    ("Alive", "Alive - Live"),
    ("Remix to Ignition", "Ignition"),
    ("The Show Must Go On", "The Show Must Go On (Interlude)"),
    ("Shine On You Crazy Diamond (Pts. 1-5)", "Shine On You Crazy Diamond (Pts. 6-9)"),
    ("Sgt. Pepper's Lonely Hearts Club Band", "Sgt. Pepper's Lonely Hearts Club Band - Reprise"),
    ('Love Theme (From "Romeo and Juliet")', 'Love Theme (From "The Godfather")'),
    ("Gymnopédie No. 1", "Gymnopédie No. 3"),
    ("Song 1", "Song 2"),
    ("Another Brick in the Wall, Pt. 1", "Another Brick in the Wall, Pt. 2"),
    ("Symphony No. 5: I. Allegro con brio", "Symphony No. 5: II. Andante con moto"),
    ("Symphony No. 5 in C Minor, Op. 67: I. Allegro", "Symphony No. 7 in A Major, Op. 92: I. Allegro"),
    ("Cello Suite No. 1, BWV 1007 - Prelude", "Cello Suite No. 1, BWV 1007 - Sarabande"),
    ("Nocturne, Op. 9 No. 1", "Nocturne, Op. 9 No. 2"),
    ("Prelude in F♯ Minor", "Prelude in F Minor"),
    ("Petrushka (1911 Version)", "Petrushka (1947 Version)"),
    ('Main Theme (From "Jaws")', 'Main Theme (From "Star Wars")'),
    ("が", "か"),
    ("हिन्दी", "हन्द"),
    ("사랑", "사람"),
    ("夜に駆ける", "夜"),
    ("()", "[]"),
    ("...", "…!"),
    ("÷", "×"),
    ("!!!", "???"),
]

SAME_ARTIST = [
    ("The Beatles", "Beatles, The"),
    ("The Beatles", "Beatles"),
    ("Union, La", "La Union"),
    ("Beyoncé", "BEYONCE"),
    ("Sigur Rós", "sigur ros"),
    ("Røyksopp", "Royksopp"),
    ("JAY-Z", "Jay Z"),
    ("R.E.M.", "REM"),
    ("N.W.A", "NWA"),
    ("A$AP Rocky", "ASAP Rocky"),
    ("Joey Bada$$", "Joey Badass"),
    ("P!nk", "Pink"),
    ("Simon & Garfunkel", "Simon and Garfunkel"),
    ("Florence + The Machine", "Florence and the Machine"),
    ("Guns N' Roses", "Guns n’ Roses"),
    ("Ray Parker, Jr.", "Ray Parker Jr"),
]

OTHER_ARTIST = [
    ("Simon & Garfunkel", "Simon"),
    ("Earth, Wind & Fire", "Earth"),
    ("Tyler, The Creator", "Tyler"),
    ("Nirvana", "Nirvana (UK)"),
    ("The The", ""),
    ("!!!", "???"),
    ("초록", "초롱"),
]


@pytest.mark.parametrize(("one", "other"), SAME_TITLE)
def test_titles_of_one_song_share_a_key(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


@pytest.mark.parametrize(("one", "other"), OTHER_TITLE)
def test_titles_of_two_songs_have_two_keys(one: str, other: str) -> None:
    assert title_key(one) != title_key(other)


@pytest.mark.parametrize(("one", "other"), SAME_ARTIST)
def test_names_of_one_artist_share_a_key(one: str, other: str) -> None:
    assert artist_key(one) == artist_key(other)


@pytest.mark.parametrize(("one", "other"), OTHER_ARTIST)
def test_names_of_two_artists_have_two_keys(one: str, other: str) -> None:
    assert artist_key(one) != artist_key(other)


@pytest.mark.parametrize(
    "title", ["Live", "(Live)", "- Live", "[Remix]", "(feat. Drake)", "Demo", "Acoustic", "Mono", "1979"]
)
def test_a_title_that_is_only_a_qualifier_keeps_its_words(title: str) -> None:
    assert title_key(title) == fold(title) != ""


@pytest.mark.parametrize(
    ("artists", "name"),
    [
        (["Simon & Garfunkel"], "Simon & Garfunkel"),
        (["Earth, Wind & Fire"], "Earth, Wind & Fire"),
        (["Tyler, The Creator"], "Tyler, The Creator"),
        (["AC/DC"], "AC/DC"),
        (["MC 900 Ft. Jesus"], "MC 900 Ft. Jesus"),
        (["Little Feat"], "Little Feat"),
        (["Calvin Harris", "Rihanna"], "Calvin Harris"),
        (["Babel feat. Låpsley"], "Babel"),
        (["Safone (Featuring Trilla & Bomma B)"], "Safone"),
        (["Alice Gomez; Marilyn Rife"], "Alice Gomez"),
        (["Gary Numan / Tubeway Army"], "Gary Numan"),
        (["", "  ", "  Nina   Simone "], "Nina Simone"),
        ([";"], ";"),
        ([], ""),
        ([" "], ""),
    ],
)
def test_the_primary_artist_is_the_first_name_without_guests(artists: list[str], name: str) -> None:
    assert primary_artist(artists) == name


def test_a_song_needs_both_its_artist_and_its_title_to_agree() -> None:
    assert song_key("Hurt", ["Nine Inch Nails"]) != song_key("Hurt", ["Johnny Cash"])
    assert song_key("Hurt (Remastered)", ["NINE INCH NAILS", "Guest"]) == song_key("hurt", ["Nine Inch Nails feat. X"])


def test_tracks_without_a_name_stand_for_themselves() -> None:
    first = Track("", ("Adele",), spotify_id="a")
    second = Track("", ("Adele",), spotify_id="b")
    assert track_key(first) != track_key(second)
    assert track_key(Track("Intro", (), spotify_id="a")) != track_key(Track("Intro", (), spotify_id="b"))
    assert track_key(Track("Hello", ("Adele",), spotify_id="a")) == track_key(Track("Hello", ("Adele",)))


@given(st.text())
@example("(((")
@example("a (b (c) - d) - e [f")
@example(" - ")
def test_only_blank_text_has_an_empty_key(text: str) -> None:
    blank = not fold(text)
    assert blank == (not title_key(text))
    assert "\t" not in title_key(text) + artist_key(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def work(title: str, *artists: str) -> str:
    return work_key(title, song_key(title, artists))


@pytest.mark.parametrize(
    "version",
    [
        "Creep - Live",
        "Creep (Live at the BBC) [Remastered]",
        "Creep (En Vivo)",
        "Creep live at Wembley",
        "Creep - MTV Unplugged",
        "Creep - Acoustic Version",
        "Creep Acoustic",
        "Creep (Stripped)",
        "Creep - Piano Version",
        "Creep (feat. Somebody) [Tiësto Remix]",
        "Creep REMIX",
        "Creep - Club Mix",
        "Creep - Robin Schulz Edit",
        "Creep (VIP)",
        "Creep - Radio Edit",
        "Creep Radio Edit",
        "Creep - 2008 Remaster",
        "Creep (Sped Up)",
        "Creep - Slowed + Reverb",
        "Creep - Karaoke Version",
        "Creep - Instrumental",
        "Creep (Demo)",
        "Creep - Spanish Version",
        "Creep [Radiohead's Version]",
        "Creep – Take 2",
        'Creep - From "A Film"',
    ],
)
def test_versions_of_one_work_share_its_key(version: str) -> None:
    assert work(version, "Radiohead") == work("Creep", "Radiohead feat. Somebody")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Another Brick in the Wall, Pt. 1", "Another Brick in the Wall, Pt. 2"),
        ("Symphony No. 5 - I. Allegro", "Symphony No. 5 - II. Andante"),
        ("Untitled (How Does It Feel)", "Untitled (Blue Christmas)"),
        ("Live Forever", "Forever"),
        ("Long Live", "Long"),
        ("Remix", "Karaoke"),  # a work may be called so
        ("(Live)", "(Acoustic)"),
        ("The Mix", "The"),
    ],
)
def test_works_that_only_look_like_versions_keep_apart(one: str, other: str) -> None:
    assert work(one, "Somebody") != work(other, "Somebody")


def test_only_versions_by_the_same_artist_are_one_work() -> None:
    assert work("Hurt - Live", "Johnny Cash") != work("Hurt", "Nine Inch Nails")
    # Without an artist nothing says whose song it is.
    assert work("Hurt - Live") != work("Hurt")
    nameless = Track("", spotify_id="s" * 22)
    assert work_key(nameless.title, track_key(nameless)) == track_key(nameless)
