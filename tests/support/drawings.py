"""What a drawing process can be made to load, to show what becomes of pictures that fail."""

from __future__ import annotations

import os
import time

from bot.messages import spoken
from bot.networks import Network
from bot.pictures.studio import Draw, Sketch


def load_named() -> Draw:
    """Says what it was given and which process it is; a playlist of so many songs is an order."""
    return _named


def load_spoken() -> Draw:
    """Says which language it was to speak."""
    return _spoken


def _spoken(sketch: Sketch) -> bytes:
    return spoken().encode()


def load_broken() -> Draw:
    raise ImportError("no fonts here")


def load_never() -> Draw:
    time.sleep(3600)
    return _named


BUG, HANG, DIE = 1001, 1002, 1003


def _named(sketch: Sketch) -> bytes:
    if isinstance(sketch, Network):
        return f"{len(sketch.names)} names".encode()
    match sketch.playlist.songs:
        case 1001:
            raise ValueError("a bug in the drawing")
        case 1002:
            time.sleep(3600)
        case 1003:
            os._exit(1)
    return f"{sketch.playlist.songs} {os.getpid()}".encode()


def load_failing() -> Draw:
    """Cannot draw anything."""
    return _failing


def _failing(sketch: Sketch) -> bytes:
    raise ValueError("a bug in the drawing")
