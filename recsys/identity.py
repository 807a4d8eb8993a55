"""Which recordings are one song: canonical keys from titles and artist names, with no catalogue at hand.

Two tracks are one song when their primary artists and their titles have equal keys. Folded away: case, accents,
punctuation, "remastered", "mono", "radio edit", "deluxe", "feat." and the like. Kept apart: live, acoustic, demo,
instrumental, karaoke, cover and re-recorded versions, remixes by name, and whatever else a title says in brackets or
after a dash, so that movements and opus numbers of classical works stay songs of their own.

A work, with a key of its own, is the same song in whatever version: live, acoustic, remixed, in another language.

Artist names are cut at "feat.", ";" and " / " alone. A comma or an ampersand belongs to the name ("Earth, Wind & Fire",
"Tyler, The Creator", "Simon & Garfunkel"): sources that list several artists list them apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

from recsys.domain import Track


def _vocabulary(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
"""Latin letters that Unicode does not decompose into a base and an accent."""

_ACCENTS = re.compile("[\u0300-\u036f]")
"""Latin, Greek and Cyrillic marks only: Indic vowels and Japanese voicing marks change the word and must survive."""

_SPELLINGS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=\b[a-g])[#♯]", " sharp "),
        (r"(?<=\b[a-g])♭", " flat "),
        (r"(?<=[a-z$])\$|\$(?=\$*[a-z])", "s"),  # A$AP, Bada$$
        (r"(?<=[a-z])!(?=[a-z])", "i"),  # P!nk
        (r"['’‘ʼ`´′]", ""),
        (r"\b(?:\w\.){2,}\w?(?!\w)", lambda match: match[0].replace(".", "") + " "),  # R.E.M., N.W.A
        (r"&|(?<=\s)\+(?=\s)", " and "),
    )
)
_WORDS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=\w )n(?= \w)", "and"),  # Rock 'n' Roll
        (r"\b(?:pt|part)(?= ?\d| [ivx]+\b)", "part "),
        (r"\bvolume(?= ?\d| [ivx]+\b)", "vol"),
        (r"\b(?:nr|no)(?= ?\d)", "no "),
        (r"\bkv?(?= ?\d)", "k "),  # Köchel's numbers are written K. and KV
        (r"\b(op|bwv|hwv|rv|woo|hob|d)(?=\d)", r"\1 "),
    )
)
_ROMAN = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "x": "10",
}
_NUMBERED_PART = re.compile(r"\b(part|vol) +([ivx]+)\b")
_NUMBERED_PARTS = re.compile(r"\b(?:pts|parts) ([ivx]+|\d+)(?: and)? ([ivx]+|\d+)\b")

_BRACKETS = re.compile(r"[(\[{【〈《]([^()\[\]{}【】〈〉《》]*)(?:[)\]}】〉》]|$)")
_DASH = re.compile(r"\s+[-‐‑–—]+\s*|[–—]+\s+")
_YEAR_BEFORE_REMASTER = re.compile(r"(?<=\d{4}) [-–—] (?=(?:digital(?:ly)? )?remaster)", re.IGNORECASE)
_INLINE_CREDIT = re.compile(r"(?<!\d)\s+(?:feat\.?|ft\.?|featuring)\s.*", re.IGNORECASE | re.DOTALL)
_CREDIT = re.compile(r"(?:feat|ft|featuring|with|duet with|w|prod|produced)\b")
_SOUNDTRACK = re.compile(
    r"^(?:(?:original|music|as featured|(?:love |main )?theme(?: song)?)\W+(?:song\W+)?)?from\b.*[\"“”„«'‘’「]"
    r"|^from the (?:vault|motion picture|film|movie|musical|series|album)\b"
    r"|\b(?:soundtrack|motion picture)\b",
    re.IGNORECASE,
)
_UNTITLED = _vocabulary(
    "a adagio allegro andante aria end credits finale intermezzo interlude intro introduction love main march of "
    "opening outro overture prelude prologue epilogue romance score song suite the theme title titles waltz and in no"
)
"""Titles made of these words alone are told apart by the work they are from."""

_REMASTER = re.compile(r"\bremaster|\b(?:19|20)\d\d (?:new )?(?:stereo |mono )?mix$|\bdigital master\b")
_EDITION = _vocabulary(
    "album amended anniversary bonus clean deluxe dirty ed edit edited edition expanded explicit extended full hd "
    "hidden hq long lp lyric lyrics main mono official original radio reissue short single soundtrack stereo street "
    "studio uncensored uncut video"
)
_EDITION_FILLER = _vocabulary(
    "12 7 and audio collector collectors cut digital for from high in inch length master mastered mix music new "
    "quality re recording release side special standard take the track tracks uk us ver version versions"
)
_YEAR_OR_ORDINAL = re.compile(r"(?:19|20)\d\d|\d+(?:st|nd|rd|th)")

_LIVE = re.compile(
    r"^live(?: (?:at|from|in|on|and|version|ver|session|sessions|acoustic|recording|performance|lounge|take|video|edit|"
    r"studio|bonus|remix|remaster\w*|demo|\d+)\b(?! let\b)|$)"
    r"|\blive (?:at|from|version|ver|session|sessions|recording|performance|lounge|\d{4})\b|\brecorded (?:live|at)\b"
    r"|(?<!\bi )(?<!\bto )(?<!\bwe )(?<!\byou )(?<!\blong )(?<!\bthey )\blive$"
    r"|\b(?:ao|en|dal|in) vivo\b|\ben (?:directo|concierto|concert)\b|^in concert\b|\bunplugged\b|\btiny desk\b"
    r"|\b(?:bbc|peel|spotify|itunes|daytrotter|radio|kexp) sessions?\b|^spotify singles\b|^sessions?$"
)
_MARKERS = (
    ("live", _LIVE),
    ("acoustic", re.compile(r"\b(?:acoustic|acustic[ao]|acoustique|akustik|unplugged)\b")),
    ("demo", re.compile(r"\bdemos?\b")),
    ("instrumental", re.compile(r"\binstrumental\b")),
    ("karaoke", re.compile(r"\bkaraoke\b|\bin the style of\b|\bmade (?:famous|popular) by\b|\bbacking track\b")),
    ("cover", re.compile(r"\bcover(?: version)?$|^cover (?:of|by)\b|\bcover by\b")),
    ("a cappella", re.compile(r"\ba ?cap+ell?a\b")),
    ("re-recorded", re.compile(r"\bre ?recorded\b|\bre ?recording\b")),
    ("sped up", re.compile(r"\bsped up\b|\bspeed up\b|\bnightcore\b")),
    ("slowed", re.compile(r"\bslowed\b")),
)
_REMIX = re.compile(r"\bremix(?:ed|es)?\b")

_QUALIFIED = re.compile(r"[(\[{【〈《–—]|\s[-‐‑]")
"""What a title has that has more than one part."""

_VERSION = re.compile(
    r"\b(?:live|vivo|unplugged|primera fila|version|vers?|versao|mix|rmx|remix\w*|refix|edit|dub|vip|re ?work(?:ed)?|"
    r"bootleg|flip|revisited|stripped|raw|vocals?|piano|orchestral|solo|nightcore|lo ?fi|reverb|8d|chopped|screwed|"
    r"sessions?|performances?|rehearsal|recording|arr|arrangement|alternate|outtake|take \d+|re ?mastered|commentary|"
    r"non (?:lp|album) track)\b|^(?:19|20)\d\d$"
)
"""Parts of a title that tell one version of a work from another, beyond those that tell songs apart."""

_VERSION_BEHIND = re.compile(
    r"(?<=\w) (?:(?:(?:live|acoustic|radio|extended|original|single|album|club|piano|studio|instrumental|karaoke|demo)"
    r" )+(?:version|mix|edit)|remix|remaster(?:ed)?|acoustic|instrumental|karaoke|unplugged|sped up|slowed(?: reverb)?|"
    r"nightcore|live (?:at|from) .+|(?<!\bi )(?<!\bto )(?<!\bwe )(?<!\byou )(?<!\blong )(?<!\bthey )live)"
    r"(?: (?:19|20)\d\d)?$"
)
"""Such words at the end of folded titles that neither brackets nor a dash set apart: "hello acoustic version"."""

_ARTIST_CREDIT = re.compile(
    r"\s*[(\[]\s*(?:feat|ft|featuring)\b.*|(?<!\d)\s+(?:feat\.?|ft\.?|featuring)\s.*", re.I | re.S
)
_ARTIST_LIST = re.compile(r";|\s/\s")
_ARTICLE_BEHIND = re.compile(r"^(.*\S)\s*,\s*(the|los|las|la|el|les|le|die|der|das)\s*$", re.IGNORECASE)


def fold(text: str) -> str:
    """`text` for comparison: case, accents, punctuation and spacing evened out, every script's letters kept.

    Text without a letter or a number ("!!!", "÷") stays as it is, so only blank text folds to the empty string.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", folded))).translate(
            _LETTERS
        )
    for pattern, replacement in _SPELLINGS:
        folded = pattern.sub(replacement, folded)
    words = " ".join("".join(character if _is_word(character) else " " for character in folded).split())
    return _fold_words(words) if words else " ".join(unicodedata.normalize("NFKC", text).casefold().split())


@lru_cache(maxsize=1 << 16)
def artist_key(name: str) -> str:
    """The stable key of one artist's name: "The Beatles", "Beatles, The" and "Beatles" share theirs."""
    behind = _ARTICLE_BEHIND.match(name)
    folded = fold(f"{behind[2]} {behind[1]}" if behind else name)
    return folded.removeprefix("the ")


def primary_artist(artists: Sequence[str]) -> str:
    """The first name that is not blank, without the guests it credits; empty when there is none."""
    for credit in artists:
        for name in (_ARTIST_LIST.split(_ARTIST_CREDIT.sub("", credit))[0], credit):
            if name.strip():
                return " ".join(name.split())
    return ""


@lru_cache(maxsize=1 << 14)
def title_key(title: str) -> str:
    """The stable key of a title: its folded words, then its versions in square brackets, as in "hey jude [live]"."""
    words, markers = _split_title(title, _read_qualifier)
    if not words:
        return fold(title)
    return f"{words} [{', '.join(sorted(markers))}]" if markers else words


def song_key(title: str, artists: Sequence[str]) -> str:
    """The stable key of a song: the keys of its primary artist and its title with a tab between them.

    Neither part can hold a tab, so different parts never make one key.
    """
    return f"{artist_key(primary_artist(artists))}\t{title_key(title)}"


def track_key(track: Track) -> str:
    """The song key of a track. One without a title or an artist stands for itself, by its Spotify id if it has one."""
    if track.spotify_id and not (track.title.strip() and primary_artist(track.artists)):
        return f"\tspotify:{track.spotify_id}"
    return song_key(track.title, track.artists)


def work_key(title: str, key: str) -> str:
    """The key of the work that a track or song is a version of, from its title and its song or track key.

    Works are told apart by primary artist and title alone. What has no artist stands for itself.
    """
    artist, _, words = key.partition("\t")
    if not artist:
        return key
    words = _work_words(title) if _QUALIFIED.search(title) else words.partition(" [")[0]
    return f"{artist}\t{_VERSION_BEHIND.sub('', words)}"


@lru_cache(maxsize=1 << 14)
def _work_words(title: str) -> str:
    return _split_title(title, _read_part_of_work)[0] or fold(title)


@lru_cache(maxsize=1 << 14)
def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM"


def _fold_words(words: str) -> str:
    for pattern, replacement in _WORDS:
        words = pattern.sub(replacement, words)
    words = _NUMBERED_PARTS.sub(lambda match: " ".join(("parts", *map(_arabic, match.groups()))), words)
    words = _NUMBERED_PART.sub(lambda match: f"{match[1]} {_arabic(match[2])}", words)
    return " ".join(words.split())


def _arabic(number: str) -> str:
    return _ROMAN.get(number, number)


_Read = Callable[[str, str], tuple[str, set[str]]]
"""What a bracket or a part after a dash (first) of a title (second) adds to the song's words and to its markers."""


def _read_part_of_work(qualifier: str, title: str) -> tuple[str, set[str]]:
    words, markers = _read_qualifier(qualifier, title)
    return ("" if markers or _VERSION.search(fold(words)) else words), markers


def _split_title(title: str, read: _Read) -> tuple[str, set[str]]:
    """The folded words that name the song, and the markers of its version."""
    markers: set[str] = set()
    rest = _YEAR_BEFORE_REMASTER.sub(" ", title)

    def kept(qualifier: str) -> str:
        words, found = read(qualifier, title)
        markers.update(found)
        return words

    while _BRACKETS.search(rest):
        rest = _BRACKETS.sub(lambda match: f" {kept(match[1])} ", rest)
    head, *tail = (_INLINE_CREDIT.sub("", part) for part in _DASH.split(rest))
    words = " ".join([head, *(kept(part) for part in tail)])
    return (fold(words) if words.strip() else ""), markers


def _read_qualifier(qualifier: str, title: str) -> tuple[str, set[str]]:
    words = fold(qualifier)
    is_remix = bool(_REMIX.search(words))
    if _CREDIT.match(words) and not is_remix:
        return "", set()
    markers = {marker for marker, pattern in _MARKERS if pattern.search(words)}
    if is_remix:
        markers.add(" ".join(word for word in words.split() if not _is_edition_word(word)))
    if markers or _is_edition(words) or _names_soundtrack(qualifier, title):
        return "", markers
    return qualifier, markers


def _names_soundtrack(qualifier: str, title: str) -> bool:
    if not _SOUNDTRACK.search(qualifier.strip()):
        return False
    base = _DASH.split(_BRACKETS.sub(" ", title))[0]
    return not _UNTITLED.issuperset(fold(base).split())


def _is_edition(words: str) -> bool:
    if _REMASTER.search(words):
        return True
    tokens = words.split()
    return not _EDITION.isdisjoint(tokens) and all(map(_is_edition_word, tokens))


def _is_edition_word(word: str) -> bool:
    return word in _EDITION or word in _EDITION_FILLER or bool(_YEAR_OR_ORDINAL.fullmatch(word))
