"""Tables as values: printed in as many parts as the terminal is wide for, or written as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

_BESIDE = 3
"""Characters that a column takes beside its text."""


@dataclass(frozen=True)
class Sheet:
    """A table with a title; the first column names the rows. `note` is a sentence to stand below it."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""

    def parts(self, width: int) -> Iterator[Sheet]:
        """The table in parts that are no wider, each with the first column; one column is never cut."""
        widths = self._widths
        chosen, used = [0], widths[0] + 1
        for column in self._columns[1:]:
            if len(chosen) > 1 and used + widths[column] > width:
                yield self._only(chosen)
                chosen, used = [0], widths[0] + 1
            chosen.append(column)
            used += widths[column]
        yield self._only(chosen)

    def markdown(self) -> str:
        """The table as GitHub shows it, below its title."""
        lines = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in self._lines()]
        return "\n".join(filter(None, (f"**{self.title}**\n", *lines, self.note and f"\n{self.note}"))) + "\n"

    def rendered(self) -> RenderableType:
        """The table for a terminal."""
        table = Table(title=self.title, caption=self.note or None, title_justify="left", caption_justify="left")
        for column, heading in enumerate(self.headings):
            table.add_column(heading, justify="right" if column else "left", no_wrap=True)
        for row in self.rows:
            table.add_row(*map(Text, row))
        return table

    @property
    def width(self) -> int:
        """How many characters wide the table is in a terminal."""
        return 1 + sum(self._widths)

    @property
    def _widths(self) -> list[int]:
        return [_BESIDE + max(cell_len(row[column]) for row in (self.headings, *self.rows)) for column in self._columns]

    @property
    def _columns(self) -> range:
        return range(len(self.headings))

    def _lines(self) -> Iterator[Sequence[str]]:
        yield self.headings
        yield ["---", *("---:" for _ in self.headings[1:])]
        yield from self.rows

    def _only(self, columns: Sequence[int]) -> Sheet:
        rows = [[row[column] for column in columns] for row in self.rows]
        return Sheet(self.title, [self.headings[column] for column in columns], rows, self.note)


def show(sheet: Sheet, console: Console) -> None:
    """Print a table so that no cell is cut or wrapped in a narrow terminal; in full where there is no terminal."""
    width = console.width
    for part in sheet.parts(width) if console.is_terminal else [sheet]:
        console.width = max(
            width, part.width
        )  # a terminal that is narrower still wraps lines itself, and loses nothing
        console.print(part.rendered())
        console.print()
    console.width = width
