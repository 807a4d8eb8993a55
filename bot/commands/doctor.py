"""`segue doctor`: each part of the set-up, whether it works, and what to do."""

from __future__ import annotations

import click


@click.command()
def command() -> int:
    """Check every part of the set-up and say what to do. Exit status 1 when something fails."""
    import asyncio

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from bot.doctor import State, examine
    from bot.settings import load_settings

    findings = asyncio.run(examine(load_settings()))
    colours = {State.WORKING: "green", State.LIMITED: "yellow", State.FAILING: "red"}
    table = Table(box=None, pad_edge=False, show_header=False)
    for finding in findings:
        table.add_row(finding.part, Text(finding.state.value, colours[finding.state]), Text(finding.what))
        if finding.todo:
            table.add_row("", "", Text(f"→ {finding.todo}", "dim"))
    Console().print(table)
    return int(any(finding.state is State.FAILING for finding in findings))
