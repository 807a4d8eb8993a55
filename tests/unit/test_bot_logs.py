"""No secret reaches the log: not in a message, not in an argument, not in a traceback, not at DEBUG."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from bot.logs import HidingFormatter, set_up_logging
from bot.settings import load_settings


@pytest.fixture
def root_logger() -> Iterator[logging.Logger]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield root
    root.handlers[:] = handlers
    root.setLevel(level)


def test_secrets_are_hidden_wherever_they_stand() -> None:
    settings = load_settings(_env_file=None, discord_token="abc.def.ghi", spotify_client_secret="s3cret")
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(HidingFormatter(settings))
    logger = logging.Logger("test")
    logger.addHandler(handler)
    logger.warning("plain abc.def.ghi")
    logger.warning("argument %s", {"secret": "s3cret"})
    try:
        raise ValueError("in a traceback: s3cret")
    except ValueError:
        logger.exception("with a traceback")
    assert "in a traceback" in stream.getvalue()
    assert "abc.def.ghi" not in stream.getvalue()
    assert "s3cret" not in stream.getvalue()


def test_libraries_that_print_tokens_stay_quiet_at_debug(root_logger: logging.Logger) -> None:
    set_up_logging(load_settings(_env_file=None, segue_log_level="DEBUG"))
    assert logging.getLogger("bot").isEnabledFor(logging.DEBUG)
    for name in ("discord.http", "discord.webhook.async_", "spotipy.client", "urllib3.connectionpool"):
        assert not logging.getLogger(name).isEnabledFor(logging.DEBUG)
