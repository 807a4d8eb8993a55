"""What scikit-learn has learned, on disk without pickle: skops loads no type that is not named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

LIBRARY = "scikit-learn"
"""The field of a description that holds the version."""


def save(model: object, file: Path) -> None:
    """Write a fitted model."""
    import skops.io

    skops.io.dump(model, file)


def load(file: Path, kind: type[T], trusted: Sequence[str], what: str) -> T:
    """A model of this kind; `trusted` are types beside those that skops trusts itself, `what` the words for an error.

    Raises ValueError when it is none, or holds other types.
    """
    import skops.io
    from skops.io.exceptions import UntrustedTypesFoundException

    try:
        model = skops.io.load(file, trusted=trusted)
    except UntrustedTypesFoundException as error:
        raise ValueError(f"{what} holds what is not trusted: {error}") from error
    if not isinstance(model, kind):
        raise ValueError(f"{what} is no {kind.__name__}")
    return model


def check_version(description: Mapping[str, Any], what: str) -> None:
    """Raises ValueError when it was saved by another scikit-learn, which may read it otherwise."""
    if description[LIBRARY] != version(LIBRARY):
        raise ValueError(f"{what} is of scikit-learn {description[LIBRARY]}, and this is {version(LIBRARY)}")
