"""The project's only import of TensorFlow: legacy Keras chosen before it (TFRS refuses Keras 3), its chatter off."""

from __future__ import annotations

import os
import sqlite3  # noqa: F401 - before TensorFlow, whose libraries export an SQLite without FTS5 to all that load later
from collections.abc import Iterator
from contextlib import contextmanager

_STDERR = 2

os.environ["TF_USE_LEGACY_KERAS"] = "1"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


@contextmanager
def _native_stderr_off() -> Iterator[None]:
    """TensorFlow's libraries write to the file descriptor before any of its log settings count."""
    try:
        saved = os.dup(_STDERR)
    except OSError:  # a process without a standard error has nothing to silence
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _STDERR)
        yield
    finally:
        os.dup2(saved, _STDERR)
        os.close(saved)
        os.close(nowhere)


with _native_stderr_off():
    import tensorflow as tf
    import tensorflow_recommenders as tfrs
    import tf_keras

    tf.config.list_physical_devices()  # says at length that there is no GPU

__all__ = ["make_deterministic", "tf", "tf_keras", "tfrs"]


def make_deterministic(seed: int) -> None:
    """Seeds Python, NumPy and TensorFlow, and has every operation give the same bits on every run of this machine."""
    tf_keras.utils.set_random_seed(seed)
    tf.config.experimental.enable_op_determinism()
