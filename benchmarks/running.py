"""Commands of `segue` in processes of their own, with what they cost.

Run as a script, this is the small process between that reads the cost: the system counts the memory of whoever starts a
process as that process's own, and a benchmark holds a lot.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass

import click


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds, and its peak memory in GB (not a number where the system does not say)."""

    seconds: float
    gigabytes: float


def segue(command: str, **options: object) -> Cost:
    """Run a command of `segue`; what it tells on standard error is shown. Raises ClickException when it fails."""
    words = [word for name, value in options.items() for word in (f"--{name.replace('_', '-')}", str(value))]
    between = [sys.executable, "-P", __file__, sys.executable, "-m", "bot", command, *words]
    status, told = _finished(between)
    if status:
        raise click.ClickException(f"`segue {command}` failed and says why above.")
    return Cost(*map(float, told.split()))


def _finished(command: list[str], out: int = subprocess.PIPE) -> tuple[int, str]:
    """The exit status and what was told on standard output."""
    with subprocess.Popen(command, stdout=out, text=True, encoding="utf-8") as process:
        try:
            told, _ = process.communicate()
        except KeyboardInterrupt:  # the terminal has told the command too: it ends in its own way, and is not kept
            process.wait()
            raise
    return process.returncode, told or ""


def peak_gigabytes(*, of_children: bool = False) -> float:
    """The peak memory of this process, or of those that it started; not a number where the system does not say."""
    try:
        import resource
    except ImportError:
        return float("nan")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN if of_children else resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e9 if sys.platform == "darwin" else peak * 1024 / 1e9


def _watch(command: list[str]) -> int:
    started = time.perf_counter()
    status, _ = _finished(command, subprocess.DEVNULL)
    click.echo(f"{time.perf_counter() - started} {peak_gigabytes(of_children=True)}")
    return status


if __name__ == "__main__":
    try:
        sys.exit(_watch(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)  # as shells say it
