"""Spotipy on threads of its own, with one requests session that it can neither close nor make sleep."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import DefaultCookiePolicy
from typing import TypeVar

import requests
from requests.adapters import HTTPAdapter

T = TypeVar("T")

THREADS = 4
TIMEOUT = (3.0, 6.0)
"""Seconds to connect, and to wait for data: together less than the ten in which the bot must be able to stop."""
DEADLINE = 30.0
"""Seconds for one request, waiting for a thread included: the time-outs above begin again with each byte."""

# At DEBUG these loggers print bearer tokens, refresh tokens and the client secret, at ERROR whole addresses.
_PRINTS_SECRETS = ("spotipy.client", "spotipy.oauth2", "spotipy.util", "spotipy.cache_handler")


class Unreachable(Exception):
    """No usable answer came back. `again`: the connection failed, which is worth another try."""

    def __init__(self, reason: str, *, again: bool) -> None:
        self.again = again
        super().__init__(reason)


class _Session(requests.Session):
    """Shared by all clients: Spotipy closes its session whenever one of its objects is collected."""

    def close(self) -> None:
        """Does nothing; `shut_down` closes."""

    def shut_down(self) -> None:
        super().close()


class Wire:
    """Runs Spotipy's blocking calls: own bounded threads, own session, one deadline."""

    def __init__(self, *, timeout: tuple[float, float] = TIMEOUT, trust_environment: bool = True) -> None:
        """`trust_environment`: whether the operator's proxy settings count."""
        silence_spotipy()
        self.timeout = timeout
        self.session = _session(trust_environment)
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="spotify")

    async def run(self, call: Callable[[], T]) -> T:
        """The result of a blocking call. Raises Unreachable, or what Spotipy raises when Spotify refuses."""
        try:
            async with asyncio.timeout(DEADLINE):
                return await asyncio.get_running_loop().run_in_executor(self._threads, call)
        except (TimeoutError, requests.Timeout) as error:
            raise Unreachable("no answer in time", again=False) from error
        except requests.RequestException as error:
            raise Unreachable(type(error).__name__, again=True) from error
        except (
            AttributeError,
            LookupError,
            TypeError,
        ) as error:  # Spotipy met JSON of another shape than Spotify documents
            raise Unreachable("unreadable answer", again=False) from error

    async def close(self) -> None:
        """Drop waiting calls and close the connections; a running one ends by its time-out."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self.session.shut_down()


def silence_spotipy() -> None:
    """Let nothing of Spotipy's logging through, whatever its level: its failures come back as exceptions anyway."""
    for name in _PRINTS_SECRETS:
        logger = logging.getLogger(name)
        logger.removeFilter(_nothing)
        logger.addFilter(_nothing)


def _nothing(_: logging.LogRecord) -> bool:
    return False


def _session(trust_environment: bool) -> _Session:
    session = _Session()
    session.trust_env = trust_environment
    session.auth = _as_it_is
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))  # people share this session
    # No retries here: they would sleep in the thread, obey any Retry-After, and not be paid for.
    adapter = HTTPAdapter(pool_connections=2, pool_maxsize=THREADS, max_retries=0)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Keep our Authorization header: without this, requests would put a .netrc entry of the machine in its place."""
    return request
