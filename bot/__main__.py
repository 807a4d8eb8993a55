"""The `segue` command: finds each subcommand in `bot/commands/`, and imports only the one that runs."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

# Name -> one line for `segue --help`; help must not import what the commands need.
COMMANDS = {
    "run": "Start the bot.",
    "reload": "Have the running bot take a new model.",
    "demo": "Try everything on this machine, without an account or a key.",
    "doctor": "Check every part of the set-up and say what to do.",
    "sync": "Register the slash commands with Discord.",
    "backup": "Copy the database, beside a running bot too.",
    "keys": "Make and rotate the keys that encrypt Spotify tokens.",
    "train": "Train a model bundle on playlists.",
    "features": "Tell a bundle how its songs sound.",
    "rules": "Which songs and artists go together.",
    "recommend": "Continue a playlist, songs or a mood in the terminal.",
    "similar": "The same songs, sorted by how they sound.",
    "split": "Split playlists into a training set and a challenge.",
    "challenge": "Answer a RecSys Challenge 2018 challenge set.",
    "evaluate": "Score a submission against the answers.",
}


class LazyGroup(click.Group):
    """A group whose commands are modules of `bot.commands`, each with an attribute `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"bot.commands.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="segue")
def cli() -> None:
    """Segue continues Spotify playlists on Discord, and says why."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; errors for people become one sentence and exit status 2."""
    from bot.errors import SegueError
    from recsys.errors import RecsysError

    _prepare_output()
    try:
        result: Any = cli.main(args=arguments, standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (SegueError, RecsysError) as error:
        click.echo(f"segue: {error}", err=True)
        sys.exit(2)
    sys.exit(result if isinstance(result, int) else 0)


def _prepare_output() -> None:
    # A Windows console or a pipe may not be UTF-8; a song title must not end the program there.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    main()
