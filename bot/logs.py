"""Logging set-up: no secret in any line, tracebacks included."""

from __future__ import annotations

import logging
import sys

from bot.settings import Settings

# At DEBUG these print interaction tokens (discord), bearer and refresh tokens (spotipy) and query strings (urllib3).
TALKATIVE = ("discord.http", "discord.webhook", "discord.gateway", "discord.client", "spotipy", "urllib3")


class HidingFormatter(logging.Formatter):
    """Replaces each of the operator's secrets in the finished line, wherever in the record it came from."""

    def __init__(self, settings: Settings) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
        found = (settings.discord_token, settings.spotify_client_secret, *settings.segue_secret_keys)
        self._secrets = [secret.get_secret_value() for secret in found if secret and secret.get_secret_value()]

    def format(self, record: logging.LogRecord) -> str:
        """The line for a record, without secrets."""
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, "•••")
        return line


def set_up_logging(settings: Settings) -> None:
    """Log to standard error at the operator's level."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(HidingFormatter(settings))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.segue_log_level)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(root.level, logging.INFO))
    logging.getLogger("alembic.runtime.plugins").setLevel(logging.WARNING)  # a list of its own parts at every start
