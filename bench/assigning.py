"""One officer for each of many needs at once: the same question at the size of the network.

Each need looks at the BEST officers for it. Where hours do not count, an officer serves one need: a matching of
greatest score. Where they do, an officer serves as many needs as their minutes hold, and what fractions of needs
would score is a bound that no answer passes: within `seconds` the answer is made of that, and with more time it is
proved by the same solver that proposes a team.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commonpool.matching.rules.teams.program import Program

BEST = 50
"""Officers looked at for each need."""

Scores = Sequence[Sequence[tuple[int, int]]]
"""For each need, officers by number with a whole score above nought."""


@dataclass(frozen=True)
class Capacity:
    """The minutes of each need, and those each officer has free."""

    needs: Sequence[int]
    officers: Sequence[int]


@dataclass(frozen=True)
class Assigned:
    """For each need its officer, or none. No answer scores more than `bound`: where that is its score, it is proved."""

    officers: tuple[int | None, ...]
    score: int
    bound: int

    @property
    def proved(self) -> bool:
        return self.score >= self.bound


def best_of(scores: Sequence[Sequence[int]]) -> Scores:
    """The BEST officers of each need, from a whole table of scores."""
    import numpy

    table = numpy.asarray(scores)
    most = min(BEST, table.shape[1])
    chosen = numpy.argpartition(-table, most - 1, axis=1)[:, :most]
    return [
        [(int(officer), int(row[officer])) for officer in own if row[officer] > 0]
        for row, own in zip(table, chosen, strict=True)
    ]


def assign(scores: Scores, capacity: Capacity | None = None, *, prove: bool = False) -> Assigned:
    """The needs' officers with the greatest sum of scores. `prove`: however long that takes, where hours count."""
    if capacity is None:
        return _matched(scores)
    columns = [
        (need, officer, score)
        for need, own in enumerate(scores)
        for officer, score in own
        if capacity.needs[need] <= capacity.officers[officer]
    ]
    program = _program(columns, capacity)
    costs = [-float(score) for _need, _officer, score in columns]
    if prove:
        chosen = program.least(costs, seconds=60)
        return _assigned(scores, [columns[n] for n in chosen or ()])
    shares, bound = fractions(program, costs)
    likely = sorted(zip(shares, columns, strict=True), key=lambda each: (-round(each[0], 6), -each[1][2]))
    return _assigned(
        scores, _filled((column for _share, column in likely), capacity), bound=int(-bound + 1e-6)
    )


def fractions(program: Program, costs: Sequence[float]) -> tuple[list[float], float]:
    """Where the sum is least if columns may be taken in part, and that sum: whole ones are never below it."""
    from scipy.optimize import Bounds, milp

    if not program.columns:
        return [], 0.0
    found = milp(costs, bounds=Bounds(0, 1), constraints=program.constraint())
    assert found.status == 0, "taking nothing keeps to all rows, and no sum is without end"
    return [float(value) for value in found.x], float(found.fun)


def _matched(scores: Scores) -> Assigned:
    """Each officer at most once: exact. A need that nobody is left for has a place of its own, worth nothing."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    officers = 1 + max((officer for own in scores for officer, _score in own), default=0)
    worst = 1 + max((score for own in scores for _officer, score in own), default=0)
    rows, columns, costs = [], [], []
    for need, own in enumerate(scores):
        for officer, score in [*own, (officers + need, 0)]:
            rows.append(need)
            columns.append(officer)
            costs.append(worst - score)
    graph = csr_array((costs, (rows, columns)), shape=(len(scores), officers + len(scores)))
    needs, found = min_weight_full_bipartite_matching(graph)
    score_of = [dict(own) for own in scores]
    chosen = [
        (int(need), int(officer), score_of[need][officer])
        for need, officer in zip(needs, found, strict=True)
        if officer < officers
    ]
    return _assigned(scores, chosen)


def _program(columns: Sequence[tuple[int, int, int]], capacity: Capacity) -> Program:
    program = Program(len(columns))
    by_need: dict[int, list[int]] = {}
    by_officer: dict[int, list[int]] = {}
    for n, (need, officer, _score) in enumerate(columns):
        by_need.setdefault(need, []).append(n)
        by_officer.setdefault(officer, []).append(n)
    for own in by_need.values():
        program.bound(dict.fromkeys(own, 1), most=1)
    for officer, own in by_officer.items():
        program.bound({n: capacity.needs[columns[n][0]] for n in own}, most=capacity.officers[officer])
    return program


def _filled(likely: Iterable[tuple[int, int, int]], capacity: Capacity) -> list[tuple[int, int, int]]:
    """What fits, taken in this order."""
    left, served, chosen = list(capacity.officers), set[int](), []
    for need, officer, score in likely:
        if need not in served and capacity.needs[need] <= left[officer]:
            left[officer] -= capacity.needs[need]
            served.add(need)
            chosen.append((need, officer, score))
    return chosen


def _assigned(scores: Scores, chosen: Iterable[tuple[int, int, int]], bound: int | None = None) -> Assigned:
    officers: list[int | None] = [None] * len(scores)
    total = 0
    for need, officer, score in chosen:
        officers[need] = officer
        total += score
    return Assigned(tuple(officers), total, total if bound is None else bound)
