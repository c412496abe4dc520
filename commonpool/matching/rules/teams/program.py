"""A whole-number program, written row by row and solved to proof by HiGHS.

The solver is imported where it is used: most pages never need it, and it takes as much memory as the rest.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonpool.kernel.refusals import Refusal

SECONDS = 3.0
"""For a whole proposal; most take a tenth of that."""

Left = Callable[[], float]
"""The seconds that are left for an answer."""


def ample() -> float:
    """As many as there are at first, whenever it is asked."""
    return SECONDS


def within(seconds: float, clock: Callable[[], float]) -> Left:
    """The seconds left of so many from now on, by a clock that only goes forward."""
    end = clock() + seconds
    return lambda: end - clock()


class TeamTooHard(Refusal):
    """No answer is proved in the time there is (`team_too_hard`)."""

    code = "team_too_hard"
    message = _(
        "This team takes too long to work out. Leave out a part, or let fewer people share one, and try again."
    )


@dataclass
class Program:
    """Columns that are 0 or 1, and rows that bound sums of them."""

    columns: int
    _rows: list[int] = field(default_factory=list)
    _columns: list[int] = field(default_factory=list)
    _values: list[float] = field(default_factory=list)
    _least: list[float] = field(default_factory=list)
    _most: list[float] = field(default_factory=list)

    def bound(self, weights: Mapping[int, float], least: float = -inf, most: float = inf) -> None:
        """The weighted sum of these columns is at least and at most so much."""
        row = len(self._least)
        self._rows += [row] * len(weights)
        self._columns += weights.keys()
        self._values += weights.values()
        self._least.append(least)
        self._most.append(most)

    def copy(self) -> "Program":
        """The same, to be bounded further."""
        return Program(
            self.columns, [*self._rows], [*self._columns], [*self._values], [*self._least], [*self._most]
        )

    def least(self, costs: Sequence[float], seconds: float = SECONDS) -> list[int] | None:
        """The columns chosen where the sum of their costs is least; None where nothing keeps to all rows.

        Costs are whole numbers, so that what is found is proved: nothing is less. Refuses `team_too_hard` where
        it is not proved in time.
        """
        from scipy.optimize import Bounds, milp

        if not self.columns:
            return (
                []
                if all(low <= 0 <= high for low, high in zip(self._least, self._most, strict=True))
                else None
            )
        if seconds <= 0:
            raise TeamTooHard
        found = milp(
            costs,
            integrality=[1] * self.columns,
            bounds=Bounds(0, 1),
            constraints=self.constraint(),
            options={"time_limit": seconds, "mip_rel_gap": 0},
        )
        if found.status == 2:
            return None
        if found.status != 0:
            raise TeamTooHard
        return [column for column, value in enumerate(found.x) if value > 0.5]

    def constraint(self) -> Any:
        """The rows as the solver takes them."""
        from scipy.optimize import LinearConstraint
        from scipy.sparse import csr_array

        shape = (len(self._least), self.columns)
        rows = csr_array((self._values, (self._rows, self._columns)), shape=shape)
        return LinearConstraint(rows, self._least, self._most)
