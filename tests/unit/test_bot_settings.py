"""Settings: all problems at once, no secret in any of them, no address but the official ones and loopback."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.errors import SettingsError
from bot.settings import Settings, load_run_settings, load_settings


def settings(**values: object) -> Settings:
    return load_settings(_env_file=None, **values)


def test_every_setting_has_a_default_so_that_help_and_demo_need_none() -> None:
    assert settings().segue_queue_size >= 1


def test_reads_the_environment_and_the_env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env = tmp_path / ".env"
    env.write_text("SPOTIFY_CLIENT_ID=from-file\nSEGUE_QUEUE_SIZE=3\nSEGUE_MODEL=\n", encoding="utf-8")
    monkeypatch.setenv("SEGUE_QUEUE_SIZE", "5")
    found = load_settings(_env_file=env)
    assert found.spotify_client_id == "from-file"
    assert found.segue_queue_size == 5  # the environment wins
    assert found.segue_model is None  # an empty line is no setting


def test_names_every_problem_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        load_run_settings(
            _env_file=None,
            segue_queue_size=0,
            segue_web_address="8888",
            spotify_redirect_uri="http://localhost/callback",
            segue_public_url="http://segue.example",
            segue_database_url="postgresql://db/segue",
        )
    assert {problem.split()[0] for problem in caught.value.problems} == {
        "DISCORD_TOKEN",
        "SEGUE_QUEUE_SIZE",
        "SEGUE_WEB_ADDRESS",
        "SPOTIFY_REDIRECT_URI",
        "SEGUE_PUBLIC_URL",
        "SEGUE_DATABASE_URL",
    }


def test_an_env_file_of_a_windows_editor(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("DISCORD_TOKEN=abc\n", encoding="utf-8-sig")  # begins with a byte order mark
    assert load_run_settings(_env_file=file).discord_token.get_secret_value() == "abc"


def test_no_secret_in_repr_or_error() -> None:
    key = Fernet.generate_key().decode()
    shown = repr(settings(discord_token="hush-token", spotify_client_secret="hush-secret", segue_secret_keys=key))
    assert "hush" not in shown
    assert key not in shown
    with pytest.raises(SettingsError) as caught:
        settings(segue_secret_keys=f"{key},hush-broken")
    assert "key 2 is not a key" in str(caught.value)
    assert "hush" not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/api/v10",
        "http://localhost:1/api",
        "http://127.0.0.1.evil.example/",
        "http://10.0.0.1/",
        "https://discord.com.evil.example/api/v10",
    ],
)
def test_tokens_can_be_redirected_to_loopback_only(url: str) -> None:
    for name in ("segue_discord_api_base", "segue_spotify_api_base", "segue_spotify_accounts_base"):
        with pytest.raises(SettingsError, match=name.upper()):
            settings(**{name: url})


def test_loopback_addresses_are_the_playgrounds() -> None:
    assert not settings().spotify_is_playground
    assert settings(segue_spotify_api_base="http://127.0.0.1:9/v1/").spotify_is_playground
    assert settings(segue_spotify_api_base="http://[::1]:9/v1/").spotify_is_playground


@pytest.mark.parametrize(
    ("url", "fine"),
    [
        ("https://segue.example/callback", True),
        ("http://127.0.0.1:8888/callback", True),
        ("http://[::1]:8888/callback", True),
        ("http://localhost:8888/callback", False),
        ("http://192.168.1.5:8888/callback", False),
        ("segue.example/callback", False),
    ],
)
def test_redirect_addresses_are_those_that_spotify_accepts(url: str, fine: bool) -> None:
    if fine:
        assert settings(spotify_redirect_uri=url).spotify_redirect_uri == url
    else:
        with pytest.raises(SettingsError, match="SPOTIFY_REDIRECT_URI"):
            settings(spotify_redirect_uri=url)


def test_a_public_address_must_lead_to_the_callback() -> None:
    with pytest.raises(SettingsError, match="SEGUE_PUBLIC_URL must be what SPOTIFY_REDIRECT_URI begins with"):
        settings(segue_public_url="https://segue.example", spotify_redirect_uri="https://other.example/callback")


def test_says_why_linking_is_off() -> None:
    key = Fernet.generate_key().decode()
    assert settings(segue_secret_keys=key).linking_problem == "linking-off-no-app"
    assert settings(spotify_client_id="app").linking_problem == "linking-off-no-keys"
    assert settings(spotify_client_id="app", segue_secret_keys=key).linking_problem is None


def test_songs_are_sent_to_reccobeats_or_loopback_only() -> None:
    assert settings(segue_reccobeats_base="http://127.0.0.1:9/v1/").reccobeats_is_playground
    assert not settings().reccobeats_is_playground
    with pytest.raises(SettingsError, match="what people listen to"):
        settings(segue_reccobeats_base="https://reccobeats.example/v1/")


def test_other_sources_of_sound_are_off_until_somebody_says_otherwise() -> None:
    assert not settings().segue_reccobeats
    assert not settings().segue_spotify_features


def test_audio_features_need_an_app_that_asks_for_itself() -> None:
    app = {"spotify_client_id": "app", "spotify_client_secret": "hush"}
    assert settings(segue_spotify_features=True, **app).segue_spotify_features
    for lacking in app:
        with pytest.raises(SettingsError, match="SEGUE_SPOTIFY_FEATURES needs SPOTIFY_CLIENT_ID"):
            settings(segue_spotify_features=True, **{**app, lacking: None})
