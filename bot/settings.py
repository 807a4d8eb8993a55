"""The operator's settings: read once from the environment and `.env`, checked at once, secrets never printed."""

from __future__ import annotations

import ipaddress
import re
from pathlib import Path
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError

DISCORD_API = "https://discord.com/api/v10"
DISCORD_GATEWAY = "wss://gateway.discord.gg/"
SPOTIFY_API = "https://api.spotify.com/v1/"
SPOTIFY_ACCOUNTS = "https://accounts.spotify.com/"
RECCOBEATS = "https://api.reccobeats.com/v1/"

S = TypeVar("S", bound="Settings")


def is_loopback(url: str) -> bool:
    """Whether the URL's host is a literal loopback address (names are not looked up: they can change)."""
    try:
        return ipaddress.ip_address(urlsplit(url).hostname or "").is_loopback
    except ValueError:
        return False


def _official_or_loopback(official: str, sent: str = "your tokens") -> AfterValidator:
    def check(url: str) -> str:
        if url != official and not is_loopback(url):
            raise ValueError(
                f"may only be {official} or a loopback address such as http://127.0.0.1:8080: "
                f"anywhere else it would be sent {sent}"
            )
        return url

    return AfterValidator(check)


def _redirect_uri(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return url
    if parts.scheme == "http" and is_loopback(url):
        return url
    raise ValueError(
        "must be an https address, or http with the literal 127.0.0.1 or [::1]: "
        "Spotify refuses everything else, 'localhost' too"
    )


def _web_address(address: str) -> str:
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit() or not 0 <= int(port) <= 65535:
        raise ValueError("must be host:port, for example 127.0.0.1:8888")
    return address


def _database_url(url: str) -> str:
    if not re.fullmatch(r"sqlite\+aiosqlite:///[^?]+", url) or url.endswith(":memory:"):
        raise ValueError("must name a SQLite file, for example sqlite+aiosqlite:///data/segue.db")
    return url


def _web_page(address: str | None) -> str | None:
    if address is not None and not re.fullmatch(r"https?://[^\s<>]+", address):
        raise ValueError("must be a web address that begins with https://")
    return address


def _keys(value: Any) -> Any:
    return [key.strip() for key in value.split(",") if key.strip()] if isinstance(value, str) else value


def _fernet_keys(keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
    for number, key in enumerate(keys, 1):
        try:
            Fernet(key.get_secret_value())
        except ValueError:
            # "from None": the cause would carry the key into a traceback.
            raise ValueError(f"key {number} is not a key; `segue keys new` makes one") from None
    return keys


class Settings(BaseSettings):
    """What the operator decides. Field names, upper-cased, are the environment variables' names."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8-sig", extra="ignore", env_ignore_empty=True, frozen=True
    )

    discord_token: SecretStr | None = Field(None, description="The bot's token, from the Discord developer portal.")
    spotify_client_id: str | None = Field(None, description="The Spotify app's client id.")
    spotify_client_secret: SecretStr | None = Field(None, description="The Spotify app's client secret.")
    spotify_redirect_uri: Annotated[str, AfterValidator(_redirect_uri)] = Field(
        "http://127.0.0.1:8888/callback",
        description="Where Spotify sends people back to; registered in the Spotify app.",
    )
    segue_model: Path | None = Field(None, description="The model bundle that answers.")
    segue_database_url: Annotated[str, AfterValidator(_database_url)] = Field(
        "sqlite+aiosqlite:///data/segue.db", description="Where links, settings and caches are kept."
    )
    segue_secret_keys: Annotated[
        tuple[SecretStr, ...], NoDecode, BeforeValidator(_keys), AfterValidator(_fernet_keys)
    ] = Field((), description="Keys that encrypt refresh tokens, newest first, separated by commas.")
    segue_web_address: Annotated[str, AfterValidator(_web_address)] = Field(
        "127.0.0.1:8888", description="host:port on which the bot serves the linking page and /healthz."
    )
    segue_public_url: str | None = Field(
        None,
        description="The https address that leads to SEGUE_WEB_ADDRESS; without it, people link by pasting.",
    )
    segue_spotify_daily_calls: int = Field(1000, ge=10, description="Spotify calls in any 24 hours, by everybody.")
    segue_spotify_user_share: float = Field(0.25, gt=0, le=1, description="The part of these that one person may use.")
    segue_spotify_pages: int = Field(10, ge=1, le=200, description="Pages of 50 entries read of one playlist at most.")
    segue_snapshot_hours: int = Field(24, ge=1, le=168, description="How long what Spotify returned is kept.")
    segue_reccobeats: bool = Field(
        False, description="Whether ReccoBeats is asked how songs sound; see docs/sounds.md before you say yes."
    )
    segue_reccobeats_days: int = Field(30, ge=1, le=365, description="How long what ReccoBeats returned is kept.")
    segue_spotify_features: bool = Field(
        False, description="Whether Spotify is asked how songs sound, which new apps may not."
    )
    segue_sound_rows: int = Field(200_000, ge=1000, description="Rows kept of how songs sound; the oldest go first.")
    segue_message_days: int = Field(30, ge=1, le=365, description="How long the buttons of an answer work.")
    segue_privacy_url: Annotated[str | None, AfterValidator(_web_page)] = Field(
        None, description="Where people read your privacy policy; docs/privacy-policy.md is one to fill in."
    )
    segue_terms_url: Annotated[str | None, AfterValidator(_web_page)] = Field(
        None, description="Where people read your terms of use; docs/terms.md are some to fill in."
    )
    segue_queue_size: int = Field(8, ge=1, le=1000, description="Requests that may wait for the recommender.")
    segue_deadline_seconds: float = Field(30, ge=1, le=600, description="How long one recommendation may take.")
    segue_log_level: str = Field("INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="How much is logged.")
    segue_discord_api_base: Annotated[str, _official_or_loopback(DISCORD_API)] = Field(
        DISCORD_API, description="Discord's REST address; loopback only, for the playground."
    )
    segue_discord_gateway: Annotated[str, _official_or_loopback(DISCORD_GATEWAY)] = Field(
        DISCORD_GATEWAY, description="Discord's gateway address; loopback only, for the playground."
    )
    segue_spotify_api_base: Annotated[str, _official_or_loopback(SPOTIFY_API)] = Field(
        SPOTIFY_API, description="Spotify's Web API address; loopback only, for the playground."
    )
    segue_spotify_accounts_base: Annotated[str, _official_or_loopback(SPOTIFY_ACCOUNTS)] = Field(
        SPOTIFY_ACCOUNTS, description="Spotify's accounts address; loopback only, for the playground."
    )
    segue_reccobeats_base: Annotated[str, _official_or_loopback(RECCOBEATS, "what people listen to")] = Field(
        RECCOBEATS, description="ReccoBeats' address; loopback only, for the playground."
    )

    @field_validator("segue_spotify_features")
    @classmethod
    def _features_have_a_token(cls, wanted: bool, info: ValidationInfo) -> bool:
        if wanted and not (info.data.get("spotify_client_id") and info.data.get("spotify_client_secret")):
            raise ValueError("needs SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET: it is the app itself that asks")
        return wanted

    @field_validator("segue_public_url")
    @classmethod
    def _public_url_matches(cls, public: str | None, info: ValidationInfo) -> str | None:
        # Not a validator of the whole: that one would keep silent while another setting is wrong.
        if public and not (public.startswith("https://") or is_loopback(public)):
            raise ValueError("must be an https address (or loopback, for trying things out)")
        redirect_uri = info.data.get("spotify_redirect_uri")
        if public and redirect_uri and not redirect_uri.startswith(public.rstrip("/") + "/"):
            raise ValueError("must be what SPOTIFY_REDIRECT_URI begins with, for example SEGUE_PUBLIC_URL/callback")
        return public

    @property
    def linking_problem(self) -> str | None:
        """Why accounts cannot be linked with these settings (a message id), or None when they can."""
        if not self.spotify_client_id:
            return "linking-off-no-app"
        if not self.segue_secret_keys:
            return "linking-off-no-keys"
        return None

    @property
    def spotify_is_playground(self) -> bool:
        """Whether Spotify calls go to a loopback server, the only one that may see playground ids."""
        return is_loopback(self.segue_spotify_api_base)

    @property
    def reccobeats_is_playground(self) -> bool:
        """Whether ReccoBeats is a loopback server, the only one that may see playground ids."""
        return is_loopback(self.segue_reccobeats_base)


class RunSettings(Settings):
    """What a running bot cannot do without."""

    discord_token: SecretStr = Field(description="It comes from the Discord developer portal; see .env.example.")


def load_settings(**overrides: Any) -> Settings:
    """The settings of this process. Raises SettingsError that names every problem at once, and no secret."""
    return _load(Settings, overrides)


def load_run_settings(**overrides: Any) -> RunSettings:
    """As `load_settings`, for a bot that is to run."""
    return _load(RunSettings, overrides)


def _load(kind: type[S], overrides: dict[str, Any]) -> S:
    try:
        return kind(**overrides)
    except ValidationError as error:
        raise SettingsError([_sentence(kind, problem) for problem in error.errors(include_input=False)]) from None


def _sentence(kind: type[Settings], problem: Any) -> str:
    field = str(problem["loc"][0])
    if problem["type"] == "missing":
        return f"{field.upper()} is not set. {kind.model_fields[field].description}"
    return f"{field.upper()} {problem['msg'].removeprefix('Value error, ')}"
