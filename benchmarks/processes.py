"""How much memory a process and those that it has started hold."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path


def resident_gigabytes(process_id: int) -> float:
    """The resident memory of a process and all its descendants, in GB; not a number on Windows.

    Pages that several share count for each of them: no less than what is held.
    """
    if sys.platform == "win32":
        return float("nan")
    sizes = dict(_linux() if sys.platform == "linux" else _other())
    children: dict[int, list[int]] = defaultdict(list)
    for child, (parent, _) in sizes.items():
        children[parent].append(child)
    return sum(sizes[member][1] for member in _family(process_id, children) if member in sizes) / 1e9


def _family(process_id: int, children: dict[int, list[int]]) -> Iterator[int]:
    yield process_id
    for child in children.get(process_id, ()):
        yield from _family(child, children)


def _linux() -> Iterator[tuple[int, tuple[int, int]]]:
    """Process id, (parent's id, resident bytes)."""
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = status.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:  # it has ended meanwhile
            continue
        found = dict(line.split(":", 1) for line in lines if line.startswith(("PPid:", "VmRSS:")))
        kilobytes = found.get("VmRSS", "0").split()[0]  # the kernel's own have none
        yield int(status.parent.name), (int(found["PPid"]), int(kilobytes) * 1024)


def _other() -> Iterator[tuple[int, tuple[int, int]]]:
    listed = subprocess.run(["ps", "-axo", "pid=,ppid=,rss="], capture_output=True, text=True, check=True).stdout
    for line in listed.splitlines():
        process_id, parent, kilobytes = map(int, line.split())
        yield process_id, (parent, kilobytes * 1024)
