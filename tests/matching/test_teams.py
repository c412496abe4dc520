"""The best team is what trying every team finds; what cannot be says what to relax, and that is enough."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.assigning import Capacity, Scores, assign, best_of
from commonpool.bookings.rules.vat import Treatment
from commonpool.matching.rules.teams import (
    Candidate,
    Part,
    Standing,
    Team,
    Wishes,
    best_team,
    free_slots,
    longer,
    propose,
    relaxed,
    standing_of,
)
from commonpool.matching.rules.teams.program import TeamTooHard
from commonpool.matching.rules.teams.wishes import Piece, piece_of

MONDAYS = tuple(date(2026, 12, 7) + timedelta(weeks=n) for n in range(2))
LATER = longer(MONDAYS, 4)


def every_team(parts: list[Part], lists: list[list[Candidate]], wishes: Wishes) -> Iterator[Team]:
    """All there are, by trying."""
    choices = []
    for number, (part, candidates) in enumerate(zip(parts, lists, strict=True)):
        rooms = [range(min(part.slots, free_slots(each, wishes.mondays)) + 1) for each in candidates]
        choices.append([
            [piece_of(number, each, n, wishes.mondays) for each, n in zip(candidates, slots, strict=True) if n]
            for slots in product(*rooms)
            if sum(slots) == part.slots and sum(map(bool, slots)) <= wishes.people
        ])  # fmt: skip
    where = {each.officer: (each.council, each.region) for candidates in lists for each in candidates}
    for chosen in product(*choices):
        pieces = [piece for own in chosen for piece in own]
        if keeps_to(pieces, where, wishes):
            yield Team(tuple(pieces))


def keeps_to(pieces: list[Piece], where: dict[str, tuple[int, str]], wishes: Wishes) -> bool:
    councils = {where[piece.officer] for piece in pieces}
    regions = [region for _council, region in councils]
    return (
        len({piece.officer for piece in pieces}) == len(pieces)
        and (wishes.budget_pence is None or sum(p.gross_pence for p in pieces) <= wishes.budget_pence)
        and (wishes.most_of_region is None or all(regions.count(r) <= wishes.most_of_region for r in regions))
        and (wishes.least_councils is None or len(councils) >= wishes.least_councils)
    )


def sums(team: Team) -> tuple[int, int, int]:
    return team.distance, team.gross_pence, len(team.pieces)


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Part], list[list[Candidate]], Wishes]:
    people = [
        Candidate(
            officer=f"O{n}",
            council=draw(st.integers(0, 2)),
            region="",
            place=0,
            free=dict(zip(LATER, draw(st.tuples(*[st.sampled_from([0, 30, 60])] * 6)), strict=True)),
            hourly=dict.fromkeys(LATER, draw(st.integers(3000, 3004) | st.just(4101))),
            vat=dict.fromkeys(LATER, Treatment(draw(st.sampled_from(["standard", "outside_scope"])))),
        )
        for n in range(4)
    ]
    people = [replace(each, region="NE"[each.council % 2]) for each in people]
    parts = [Part("x", draw(st.sampled_from([30, 60, 90]))) for _n in range(2)]
    lists = [
        [replace(each, place=place) for place, each in enumerate(draw(st.permutations(people))[:3])]
        for _part in parts
    ]
    wishes = Wishes(
        MONDAYS,
        draw(st.none() | st.integers(2000, 14000)),
        draw(st.none() | st.just(1)),
        draw(st.none() | st.just(2)),
        draw(st.integers(1, 2)),
    )
    return parts, lists, wishes


@given(cases())
@settings(max_examples=40)
def test_the_best_and_the_cheapest_are_what_trying_every_team_finds(case) -> None:
    parts, lists, wishes = case
    every = list(every_team(parts, lists, wishes))
    for cheapest, key in ((False, sums), (True, lambda team: (*sums(team)[1:], team.distance))):
        found = best_team(parts, lists, wishes, cheapest=cheapest)
        assert (found is None) == (not every)
        if found is not None:
            assert found.gross_pence <= (wishes.budget_pence or found.gross_pence)
            assert key(found) == min(map(key, every))
    if not every:
        for each in relaxed(parts, lists, wishes)[0]:
            assert_enough_and_no_more(parts, lists, wishes, each)


def assert_enough_and_no_more(parts, lists, wishes, each) -> None:
    steps = {
        "budget_pence": -1,
        "most_of_region": -1,
        "least_councils": 1,
        "people": -1,
        "weeks": -1,
        "minutes": 30,
    }
    for to, possible in ((each.to, True), (each.to + steps[each.wish], False)):
        asked, wished = parts, wishes
        if each.wish == "weeks":
            wished = replace(wishes, mondays=longer(wishes.mondays, to))
        elif each.wish == "minutes":
            asked = [replace(part, minutes=to) if n == each.part else part for n, part in enumerate(parts)]
        else:
            wished = replace(wishes, **{each.wish: to})
        assert any(True for _team in every_team(asked, lists, wished)) == possible, each


def officer(name: str, place: int, hourly: int = 4000, minutes: int = 120, council: int = 0) -> Candidate:
    return Candidate(name, council, "North", place, {MONDAYS[0]: minutes}, dict.fromkeys(LATER, hourly))


def test_says_what_was_traded_and_proposes_other_people() -> None:
    lists = [[officer("away", 0, 5000, 0), officer("near", 1), officer("cheap", 2, 3000)]]
    found = propose([Part("content", 120)], lists, Wishes(MONDAYS))
    assert found.team is not None
    assert found.team.officers == {"near"}
    (said,) = found.traded
    assert (said.best, said.chosen, said.why, said.cheaper_pence) == ("away", "near", "not_free", 2000)
    assert [set(other.officers) for other in found.alternatives] == [{"cheap"}]


@pytest.mark.parametrize(
    ("best", "wishes", "why"),
    [
        (officer("best", 0, minutes=60), Wishes(MONDAYS), "too_few_hours"),
        (officer("best", 0, 9000), Wishes(MONDAYS, budget_pence=9600), "dearer"),
    ],
)
def test_says_why_the_best_match_is_not_in_it(best: Candidate, wishes: Wishes, why: str) -> None:
    found = propose([Part("content", 120)], [[best, officer("other", 1)]], wishes)
    assert [each.why for each in found.traded] == [why]


def test_who_matches_best_and_cannot_be_booked_is_told_and_counted() -> None:
    away = replace(officer("away", 0), free={}, bookable=False)
    part, wishes = Part("content", 120), Wishes(MONDAYS)
    candidates = [away, officer("short", 1, minutes=60), officer("one", 2), officer("two", 3)]
    found = propose([part], [candidates], wishes)
    assert found.team is not None
    assert [(each.best, each.why) for each in found.traded] == [("away", "not_bookable")]
    (piece,) = found.team.pieces
    assert standing_of(piece, part, candidates, wishes) == Standing(before=0, without=2, able=2)
    (other,) = found.alternatives[0].pieces
    assert standing_of(other, part, candidates, wishes) == Standing(before=1, without=2, able=2)


def test_the_wish_that_gives_up_least_is_told_first() -> None:
    lists = [[officer("one", 0)], [officer("two", 0, council=1)]]
    parts = [Part("a", 120), Part("b", 120)]
    found = propose(parts, lists, Wishes(MONDAYS, budget_pence=19_000))
    assert found.team is None
    assert [(each.wish, each.to) for each in found.relax] == [
        ("budget_pence", 19_200),
        ("minutes", 90),
        ("minutes", 90),
    ]


@given(st.data())
@settings(max_examples=40)
def test_many_needs_are_assigned_as_well_as_can_be(data) -> None:
    """Without hours exact; with them never above the bound, and exact once it is proved."""
    rows = st.lists(st.integers(0, 9), min_size=3, max_size=3)
    scores = best_of(data.draw(st.lists(rows, min_size=1, max_size=4)))
    capacity = Capacity(
        data.draw(st.lists(st.integers(1, 4), min_size=len(scores), max_size=len(scores))),
        data.draw(st.lists(st.integers(1, 6), min_size=3, max_size=3)),
    )
    alone = best_by_trying(scores, Capacity([1] * len(scores), [1] * 3))
    assert assign(scores).score == alone
    whole = best_by_trying(scores, capacity)
    soon = assign(scores, capacity)
    assert soon.score <= whole <= soon.bound
    assert assign(scores, capacity, prove=True).score == whole


def best_by_trying(scores: Scores, capacity: Capacity) -> int:
    best = 0
    for chosen in product(*([None, *own] for own in scores)):
        used = [0, 0, 0]
        for need, each in enumerate(chosen):
            if each is not None:
                used[each[0]] += capacity.needs[need]
        if all(minutes <= free for minutes, free in zip(used, capacity.officers, strict=True)):
            best = max(best, sum(each[1] for each in chosen if each is not None))
    return best


def running_out(after: int) -> Iterator[float]:
    """A clock whose seconds are over after so many looks at it."""
    return iter([*[1.0] * after, *[0.0] * 10_000])


def test_time_that_runs_out_leaves_out_what_is_optional_and_refuses_only_without_a_team() -> None:
    parts, lists = [Part("content", 120)], [[officer("near", 0), officer("cheap", 1, 3000)]]
    seconds = running_out(after=3)  # a look at each of two candidates, and one at the first sum
    found = propose(parts, lists, Wishes(MONDAYS), lambda: next(seconds))
    assert found.team is not None
    assert (found.team.officers, found.alternatives) == ({"near"}, ())
    with pytest.raises(TeamTooHard):
        propose(parts, lists, Wishes(MONDAYS), lambda: 0.0)
    seconds = running_out(after=3)
    none = propose(parts, lists, Wishes(MONDAYS, budget_pence=1), lambda: next(seconds))
    assert (none.team, none.relax, none.all_tried) == (None, (), False)


def test_who_stands_far_down_may_still_serve_the_whole_of_a_part_that_others_share() -> None:
    weak = [officer(f"o{n}", n, minutes=0) for n in range(20)]
    found = best_team([Part("a", 120)], [[*weak, officer("able", 20)]], Wishes(MONDAYS, people=2))
    assert found is not None
    assert found.officers == {"able"}


def test_who_has_nothing_free_takes_no_place_among_those_who_may_share() -> None:
    away = [officer(f"o{n}", n, minutes=0) for n in range(20)]
    halves = [officer(f"half {n}", 20 + n, minutes=60) for n in range(2)]
    found = best_team([Part("a", 120)], [[*away, *halves]], Wishes(MONDAYS, people=2))
    assert found is not None
    assert found.officers == {"half 0", "half 1"}


def test_a_dearer_best_match_that_the_budget_would_bear_is_not_called_too_dear() -> None:
    lists = [[officer("best", 0, 5000, council=1), officer("one", 1)], [officer("two", 0)]]
    parts = [Part("a", 120), Part("b", 120)]
    apart = [[replace(each, region="N") for each in own] for own in lists]
    apart = [[replace(each, council=2) if each.officer == "one" else each for each in own] for own in apart]
    apart[0][0] = replace(apart[0][0], council=0)
    wishes = Wishes(MONDAYS, budget_pence=90_000, least_councils=2)
    assert [each.why for each in propose(parts, apart, wishes).traded] == ["wishes"]


def test_no_more_weeks_are_told_than_can_be_asked_for() -> None:
    mondays = tuple(MONDAYS[0] + timedelta(weeks=n) for n in range(26))
    late = replace(officer("late", 0), free={mondays[-1] + timedelta(weeks=1): 120})
    assert relaxed([Part("a", 120)], [[late]], Wishes(mondays)) == ([], True)
