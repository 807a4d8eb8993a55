"""Commands of `segue` in processes of their own, with what they cost."""

from __future__ import annotations

import subprocess
import sys
import time

import click


def segue(command: str, **options: object) -> tuple[float, float]:
    """Run a command of `segue`; seconds, and the peak memory in GB of the largest so far (not known on Windows)."""
    words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", command, *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    _, problems = process.communicate()
    if process.returncode:
        raise click.ClickException(problems.decode(errors="replace"))
    return time.perf_counter() - started, _peak_of_children()


def _peak_of_children() -> float:
    try:
        import resource
    except ImportError:
        return float("nan")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return peak / 1e9 if sys.platform == "darwin" else peak * 1024 / 1e9
