"""Mining after a training, in a process of its own: its memory goes when it is done, and its end costs no model."""

from __future__ import annotations

import multiprocessing
import signal
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recsys.corpus import Corpus
    from recsys.rules_itemsets import OnStep
    from recsys.rules_table import Tables


class MiningEnded(Exception):
    """The process ended before it was done, for want of memory or as it says itself."""


def mined_apart(corpus: Corpus, on_step: OnStep) -> Tables:
    """The rules of a corpus by the usual settings. Raises MiningEnded; whatever interrupts it ends the process."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_mine, args=(corpus, theirs), daemon=True)
    process.start()
    theirs.close()  # else the pipe would not report the end of the process
    try:
        return _followed(ours, on_step)
    finally:
        process.kill()
        process.join()
        ours.close()


def _followed(connection: Connection, on_step: OnStep) -> Tables:
    """What comes at the end, after the steps on the way."""
    while True:
        try:
            said = connection.recv()
        except EOFError:
            raise MiningEnded from None
        if not isinstance(said, tuple):
            tables: Tables = said
            return tables
        on_step(*said)


def _mine(corpus: Corpus, connection: Connection) -> None:
    """The process: a tuple for each step, then the tables."""
    from recsys.rules_mining import Mining, mine_corpus

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; who waits for this one ends it
    connection.send(mine_corpus(corpus, Mining(), lambda *step: connection.send(step)))
