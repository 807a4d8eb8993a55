"""The prompt after the tour: a person types slash commands and presses numbered buttons."""

from __future__ import annotations

from typing import Any

from rich.console import Console

from playground.demo.line import Line, NotUnderstood, read
from playground.demo.loop_thread import LoopThread
from playground.demo.stage import PEOPLE, Stage
from playground.demo.tour import finished
from playground.discord import Impossible, Message, Modal, NoAnswer, User
from playground.discord.limits import SELECTS
from playground.discord.terminal import controls, render, render_modal

MESSAGE_MENU = 3
"""Discord's type of commands in the menu of a message."""
HELP = """\
[bold]/recommend vibe: late night drive count: 5[/]   a slash command, as on Discord; also songs:, playlist:, file: PATH
[bold]2[/]                                            presses the button, or opens the select, with that number
[bold]/recommend songs: bohem?[/]                     a question mark at the end shows what Discord would suggest
[bold]say https://open.spotify.com/…[/]               writes a message; [bold]menu[/] opens the menu of the last one
[bold]as bob[/]                                       goes on as another person: {people}
[bold]playlists[/], [bold]help[/], [bold]quit[/]"""


class Shell:
    """Reads lines until `quit`, the end of input, or Ctrl-C."""

    def __init__(self, stage: Stage, loop: LoopThread, console: Console) -> None:
        self._stage = stage
        self._loop = loop
        self._console = console
        self._person = PEOPLE[0]
        self._shown: Message | None = None

    def run(self) -> None:
        """Serve the person at the terminal."""
        self._help()
        while True:
            try:
                line = self._console.input(f"\n[bold]{self._person}>[/] ").strip()
            except (EOFError, KeyboardInterrupt):
                return
            if line in {"quit", "exit"}:
                return
            try:
                self._obey(line)
            except (NotUnderstood, Impossible, NoAnswer) as problem:
                self._console.print(str(problem), style="yellow", markup=False, highlight=False)

    def _obey(self, line: str) -> None:
        if line.startswith("/"):
            self._command(line)
        elif line.isdigit():
            self._press(int(line))
        elif line:
            self._obey_word(line.split())

    def _obey_word(self, words: list[str]) -> None:
        match words:
            case ["help"]:
                self._help()
            case ["playlists"]:
                for owner, name, link in self._stage.playlists:
                    self._console.print(f"{owner}: {name}  {link}", markup=False)
            case ["as", person] if person in PEOPLE:
                self._person = person
            case ["say", *_] if len(words) > 1:
                self._show(self._loop.run(self._user.say(" ".join(words[1:]))))
            case ["menu"]:
                self._menu()
            case _:
                raise NotUnderstood("That is no command here. Type help to see what you can do.")

    def _help(self) -> None:
        self._console.print(HELP.format(people=", ".join(PEOPLE)), highlight=False)

    def _command(self, typed: str) -> None:
        line = read(typed.removesuffix("?"), self._loop.run(self._stage.discord.commands()))
        if typed.endswith("?"):
            self._suggest(line)
        else:
            self._show(self._loop.run(self._user.slash(line.command, **line.options)))

    def _suggest(self, line: Line) -> None:
        if not line.options:
            raise NotUnderstood("Say which option you are typing into, for example /recommend songs: bohem?")
        option, typed = line.options.popitem()
        for choice in self._loop.run(self._user.autocomplete(line.command, option, str(typed), **line.options)):
            self._console.print(f"  {choice.name}", markup=False, highlight=False)

    def _press(self, number: int) -> None:
        found = controls(self._shown) if self._shown else []
        if self._shown is None or not 1 <= number <= len(found):
            raise NotUnderstood(f"There is no button {number} on the last message.")
        control = found[number - 1]
        if control.get("url"):
            self._open(control["url"])
        elif control["type"] in SELECTS:
            self._choose(self._shown, control)
        else:
            self._show(self._loop.run(self._user.click(self._shown, control["custom_id"])))

    def _menu(self) -> None:
        """Uses the command in the menu of the last message; there is one."""
        commands = self._loop.run(self._stage.discord.commands())
        names = [command["name"] for command in commands if command["type"] == MESSAGE_MENU]
        if self._shown is None:
            raise NotUnderstood("There is no message yet. Write one with say, or use a command.")
        for name in names:
            self._console.print(name, markup=False)
            self._show(self._loop.run(self._user.menu(name, self._shown)))

    def _open(self, url: str) -> None:
        if not self._stage.browser.leads_to_linking(url):
            self._console.print(f"Your browser would open {url}", markup=False)
            return
        for words in self._loop.run(self._stage.browser.link(url, self._person)):
            self._console.print(f"in the browser: {words}", markup=False, highlight=False)

    def _choose(self, message: Message, select: dict[str, Any]) -> None:
        options = select.get("options", [])
        if not options:
            names = self._console.input("Who? Names, with commas between them: ").split(",")
            chosen = [name.strip() for name in names if name.strip()]
            self._show(self._loop.run(self._user.select(message, select["custom_id"], chosen)))
            return
        for number, option in enumerate(options, 1):
            self._console.print(f"  {number}  {option['label']}", markup=False, highlight=False)
        answer = self._console.input("Which number? ").strip()
        if not answer.isdigit() or not 1 <= int(answer) <= len(options):
            raise NotUnderstood("That is none of these numbers; press the select again to choose.")
        value = options[int(answer) - 1]["value"]
        self._show(self._loop.run(self._user.select(message, select["custom_id"], [value])))

    def _fill_in(self, modal: Modal) -> None:
        self._console.print(render_modal(modal))
        typed = {field.custom_id: self._console.input(f"{field.label}: ") for field in modal.fields}
        values = {field: words for field, words in typed.items() if words}  # Enter keeps what stands there
        self._show(self._loop.run(self._user.submit(modal, values)))

    def _show(self, message: Message) -> None:
        if message.modal is not None:
            self._fill_in(message.modal)
            return
        self._shown = message = self._loop.run(finished(message))
        self._console.print(render(message))

    @property
    def _user(self) -> User:
        return self._stage.discord.user(self._person)
