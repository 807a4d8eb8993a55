"""`python -m benchmarks`: everything that is measured, one after the other."""

from __future__ import annotations

import subprocess
import sys

MODULES = ("benchmarks.quality", "benchmarks.overtraining", "benchmarks.determinism")

for module in MODULES:
    subprocess.run([sys.executable, "-m", module], check=True)
