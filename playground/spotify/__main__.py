"""`python -m playground.spotify`: the playground as a process of its own, until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys

import click
import orjson

from playground.spotify.server import SpotifyPlayground

DEMO_PLAYLIST = (
    "Fleetwood Mac - Dreams",
    "Toto - Africa",
    "Eagles - Hotel California",
    "Queen - Don't Stop Me Now",
    "Earth, Wind & Fire - September",
    "Bee Gees - Stayin' Alive",
    "ABBA - Dancing Queen",
    "Stevie Wonder - Superstition",
)


def add_demo_people(spotify: SpotifyPlayground) -> None:
    """Alice and Bob are on the allowlist, Carol is not; Bob's playlist is public, and Alice follows it."""
    spotify.add_user("alice")
    spotify.add_user("bob")
    spotify.add_user("carol", registered=False)
    spotify.add_playlist("alice", "Road trip", DEMO_PLAYLIST)
    spotify.follow("alice", spotify.add_playlist("bob", "Bob's favourites", DEMO_PLAYLIST[::-1], public=True))


async def serve(
    port: int, people: str, redirect_uris: tuple[str, ...], client_id: str | None, secret: str | None
) -> None:
    """Serve until SIGINT or SIGTERM. Raises AssertionError when something asked for an unknown route."""
    playground = SpotifyPlayground(port=port, redirect_uris=redirect_uris, client_id=client_id, client_secret=secret)
    async with playground as spotify:
        if people == "demo":
            add_demo_people(spotify)
        print(orjson.dumps(spotify.addresses()).decode(), flush=True)
        await _until_told_to_stop()


async def _until_told_to_stop() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM"):
        # Windows' event loop has no signal handlers; Ctrl-C ends asyncio.run there.
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(getattr(signal, name), stop.set)
    await stop.wait()


@click.command()
@click.option("--port", default=0, help="Port on 127.0.0.1; 0 takes a free one.")
@click.option("--users", type=click.Choice(["none", "demo"]), default="none", help="People who exist from the start.")
@click.option("--redirect-uri", "uris", multiple=True, default=("http://127.0.0.1/callback",), show_default=True)
@click.option("--client-id", help="The app's client id; made up when not given.")
@click.option("--client-secret", help="The app's client secret; made up when not given.")
def main(port: int, users: str, uris: tuple[str, ...], client_id: str | None, client_secret: str | None) -> None:
    """Serve a Spotify on loopback and print one line of JSON with its addresses."""
    try:
        asyncio.run(serve(port, users, uris, client_id, client_secret))
    except KeyboardInterrupt:
        pass
    except (AssertionError, ValueError) as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
