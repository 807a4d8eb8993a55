"""Everything that the demo plays on: the loopback servers with their people, and the real bot as its own process."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp

from playground.demo.process import BotProcess, bot_settings, free_address
from playground.demo.sounds import made_up_sound
from playground.discord import DiscordPlayground
from playground.reccobeats import ReccoBeatsPlayground
from playground.spotify import Episode, LocalFile, SpotifyPlayground
from recsys.data.demo import demo_playlists, demo_songs
from recsys.domain import Playlist

PEOPLE = ("alice", "bob", "carol")
"""Alice and Bob are among the app's five Spotify users, Carol is not."""
SEED = 7
"""Of the playlists that people own here; another than the training's, so that the model has not seen them."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The running demo. `playlists` are (owner, name, link) of what people have on the loopback Spotify."""

    discord: DiscordPlayground
    browser: Browser
    playlists: tuple[tuple[str, str, str], ...]

    def playlist(self, owner: str) -> str:
        """The link of a person's first playlist."""
        return next(link for name, _, link in self.playlists if name == owner)


@dataclass(frozen=True, slots=True)
class Browser:
    """A person's browser: opens the bot's linking page and agrees on Spotify's."""

    spotify: SpotifyPlayground
    public_url: str

    def leads_to_linking(self, url: str) -> bool:
        """Whether this is the address of a linking page."""
        return url.startswith(f"{self.public_url}/link/")

    async def link(self, url: str, person: str) -> list[str]:
        """Read the page, press Continue, agree as `person`; the words on the pages met."""
        async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
            async with session.get(url) as page:
                words = [_words(await page.text())]
            # What every browser says of a form on the page's own site.
            headers = {"Sec-Fetch-Site": "same-origin", "Origin": self.public_url}
            async with session.post(url, headers=headers, allow_redirects=False) as redirect:
                consent_page = redirect.headers["Location"]
            async with session.get(self.spotify.consent(consent_page, person)) as page:
                return [*words, _words(await page.text())]


@asynccontextmanager
async def open_stage(model: Path) -> AsyncIterator[Stage]:
    """The servers and the bot, connected. Raises BotDied when the bot does not come up."""
    with TemporaryDirectory(prefix="segue-demo-", ignore_cleanup_errors=True) as folder:
        public_url = free_address()
        redirect_uri = f"{public_url}/callback"
        async with (
            DiscordPlayground() as discord,
            SpotifyPlayground(redirect_uris=(redirect_uri,)) as spotify,
            ReccoBeatsPlayground() as reccobeats,
        ):
            playlists = tuple(_people_and_playlists(spotify))
            for song in demo_songs():
                reccobeats.add(song.spotify_id, **made_up_sound(song))
            sounds = {"SEGUE_RECCOBEATS": "true", "SEGUE_RECCOBEATS_BASE": reccobeats.base}
            settings = {**bot_settings(discord, spotify, public_url, model), **sounds}
            async with BotProcess(Path(folder), settings) as bot:
                await bot.online(discord)
                yield Stage(discord, Browser(spotify, public_url), playlists)


def _people_and_playlists(spotify: SpotifyPlayground) -> Iterator[tuple[str, str, str]]:
    spotify.add_tracks([song.track for song in demo_songs()])
    for person in PEOPLE:
        spotify.add_user(person, registered=person != "carol")
    titled = (playlist for playlist in demo_playlists(seed=SEED) if playlist.title and 20 <= len(playlist.tracks) <= 60)
    for owner, playlist in zip(("alice", "alice", "alice", "bob"), titled, strict=False):
        playlist_id = spotify.add_playlist(owner, playlist.title or "", _entries(playlist), public=True)
        yield owner, playlist.title or "", f"https://open.spotify.com/playlist/{playlist_id}"


def _entries(playlist: Playlist) -> list[object]:
    """As in real playlists: a file of one's own and a podcast among the songs."""
    return [*playlist.tracks, LocalFile("Demo tape, side B"), Episode("How the album was made")]


def _words(html: str) -> str:
    """The text of one of the bot's own pages (plain HTML without scripts), on one line."""
    body = html.partition("<body>")[2] or html
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))).strip()
