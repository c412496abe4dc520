"""The moves of a thing between its statuses: one table, read by the code, the tests and the diagrams."""

from collections.abc import Iterable
from dataclasses import dataclass

from commonpool.kernel.refusals import Conflict


@dataclass(frozen=True)
class Move:
    """One verb: from any of these statuses, to that one."""

    verb: str
    froms: tuple[str, ...]
    to: str


@dataclass(frozen=True)
class Lifecycle:
    """A thing's statuses: where it starts, how it moves, and where it rests for good (`ends`)."""

    of: str
    start: str
    moves: tuple[Move, ...]
    ends: tuple[str, ...]

    @property
    def statuses(self) -> tuple[str, ...]:
        seen = dict.fromkeys([self.start])
        for move in self.moves:
            seen.update(dict.fromkeys([*move.froms, move.to]))
        return tuple(seen)

    def open_moves(self, status: str) -> tuple[str, ...]:
        """The verbs that can be said of a thing in this status."""
        return tuple(dict.fromkeys(move.verb for move in self.moves if status in move.froms))

    def after(self, status: str, verb: str, refusal: type[Conflict] = Conflict) -> str:
        """The status after this verb, or the refusal (409) when the thing has moved on."""
        for move in self.moves:
            if move.verb == verb and status in move.froms:
                return move.to
        raise refusal(status=status)

    def dead_ends(self) -> Iterable[str]:
        """Statuses nothing leads out of that are not named as ends."""
        return [s for s in self.statuses if not self.open_moves(s) and s not in self.ends]

    def diagram(self) -> str:
        """The table as a Mermaid state diagram."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start}"]
        lines += [f"    {source} --> {move.to}: {move.verb}" for move in self.moves for source in move.froms]
        lines += [f"    {end} --> [*]" for end in self.ends]
        return "\n".join(lines) + "\n"
