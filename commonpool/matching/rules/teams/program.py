"""A whole-number program, written row by row and solved to proof by HiGHS.

The solver is imported where it is used: most pages never need it, and it takes as much memory as the rest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

SECONDS = 10.0
"""Nobody waits longer for a team."""


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

        Costs are whole numbers, so that what is found is proved: nothing is less. Raises TimeoutError where it is
        not proved in time.
        """
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        if not self.columns:
            return (
                []
                if all(low <= 0 <= high for low, high in zip(self._least, self._most, strict=True))
                else None
            )
        shape = (len(self._least), self.columns)
        rows = csr_array((self._values, (self._rows, self._columns)), shape=shape)
        found = milp(
            costs,
            integrality=[1] * self.columns,
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(rows, self._least, self._most),
            options={"time_limit": seconds, "mip_rel_gap": 0},
        )
        if found.status == 2:
            return None
        if found.status != 0:
            raise TimeoutError(found.message)
        return [column for column, value in enumerate(found.x) if value > 0.5]
