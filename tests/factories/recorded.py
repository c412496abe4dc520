"""What a factory made by calling the operations, put back row by row when a later test wants the same.

Nearly every test begins with councils that have joined and an officer in the pool, which takes the operations half
a second. The first call makes them as they would be made, and keeps the rows that were added. Where a later test
makes the same call, and until then the same has happened, the rows are put back as they were. The heads of the
chains of events tell: whatever changes anything appends to one of them.
"""

import pickle
from collections.abc import Callable, Hashable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection, transaction

from commonpool.activity.operations import _open
from tests.snapshot import Snapshot

P = ParamSpec("P")
Made = TypeVar("Made")
Heads = dict[int, tuple[int, str]]
"""The number and hash of the last entry of each chain, by organisation."""

CHAINS = "public.activity_chain"
FORGET = "DELETE FROM activity_chain WHERE organisation_id = ANY(%s)"


@dataclass(frozen=True)
class Recording:
    """What one call of a factory did: the heads it found and left, the rows it added, the answer it gave."""

    found: Heads
    left: Heads
    rows: Snapshot
    answer: bytes

    @classmethod
    def of(cls, make: Callable[[], Made], found: Heads) -> tuple[Made, "Recording | None"]:
        """Nothing is recorded of a call that changed other rows than the heads."""
        before = Snapshot.taken(connection)
        made = make()
        left, after = _heads(), Snapshot.taken(connection)
        moved = {chain: head for chain, head in left.items() if found.get(chain) != head}
        rows = after.added_to(before, but=CHAINS)
        if rows is None or not moved:
            return made, None
        met = {chain: found[chain] for chain in moved if chain in found}
        return made, cls(met, moved, rows, pickle.dumps(made))

    def fits(self, heads: Heads) -> bool:
        """What had happened in the chains it appends to has happened, and no more."""
        return all(heads.get(chain) == self.found.get(chain) for chain in self.left)

    def put_back(self) -> Any:
        """Its rows are there again; the answer is as it was."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(FORGET, [list(self.found)])
            self.rows.fill(cursor)
        return pickle.loads(self.answer)  # noqa: S301 (written by this process)


_recordings: dict[Hashable, list[Recording]] = {}
_reached: set[tuple[int, tuple[int, str]]] = set()
"""Heads that tests come to again and again: those a test begins with, and those that recordings leave."""
_whole: list[str] = []
"""The factory that is being recorded as a whole."""


def begin() -> None:
    """The reference data are there, and nothing else: where every test begins."""
    _reached.update(_heads().items())


def recorded(make: Callable[P, Made], *, in_parts: bool = False) -> Callable[P, Made]:
    """The factory; called only where no recording of the same call fits.

    `in_parts`: the factories it calls are recorded too, as other calls of it share them.
    """

    @wraps(make)
    def made(*args: P.args, **options: P.kwargs) -> Made:
        key = (make.__name__, args, tuple(sorted(options.items())))
        if _open.get() is not None or not _hashable(key):
            return make(*args, **options)
        heads = _heads()
        for recording in _recordings.get(key, ()):
            if recording.fits(heads):
                return recording.put_back()  # type: ignore[no-any-return]
        if _whole or not _reached.issuperset(heads.items()):
            return make(*args, **options)
        with ExitStack() as stack:
            if not in_parts:
                _whole.append(make.__name__)
                stack.callback(_whole.pop)
            answer, recording = Recording.of(lambda: make(*args, **options), heads)
        if recording:
            _reached.update(recording.left.items())
            _recordings.setdefault(key, []).append(recording)
        return answer

    return made


recorded_in_parts = partial(recorded, in_parts=True)


def _heads() -> Heads:
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisation_id, sequence, head FROM activity_chain")
        return {organisation: (sequence, head) for organisation, sequence, head in cursor.fetchall()}


def _hashable(key: object) -> bool:
    try:
        hash(key)
    except TypeError:
        return False
    return True
