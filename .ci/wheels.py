"""Check that the lock installs without a compiler: each requirement has a wheel for every platform that is promised."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

PYTHONS = ("3.11", "3.12", "3.13")
PLATFORMS = {
    "Linux x86-64": "x86_64-manylinux_2_28",
    "macOS on Apple silicon": "aarch64-apple-darwin",
    "Windows": "x86_64-pc-windows-msvc",
}


def resolve(python: str, platform: str) -> str:
    """What uv says when the lock lacks a wheel for this platform; empty when it has them all."""
    command = [
        *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--no-deps", "--generate-hashes"),
        *("--only-binary", ":all:", "--python-version", python, "--python-platform", PLATFORMS[platform]),
        *("requirements.lock", "--output-file", os.devnull),
    ]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False).stderr.strip()


def main() -> int:
    """Resolve for each Python and platform; 0 when all have wheels."""
    pairs = list(itertools.product(PYTHONS, PLATFORMS))
    with ThreadPoolExecutor(3) as pool:
        problems = list(pool.map(lambda pair: resolve(*pair), pairs))
    for (python, platform), problem in zip(pairs, problems, strict=True):
        print(f"{'wheels missing' if problem else 'wheels only':<14} Python {python}, {platform}", problem, flush=True)
    return 1 if any(problems) else 0


if __name__ == "__main__":
    sys.exit(main())
