"""How minutes are laid over weeks: held against a plain oracle."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from commonpool.matching.rules import SLOT, Alternative, at_most_five, evened, plan

MONDAY = date(2026, 12, 7)
rooms = st.lists(st.integers(0, 20), max_size=30)
free_minutes = st.dictionaries(
    st.integers(0, 51).map(lambda n: MONDAY + timedelta(weeks=n)), st.integers(0, 600), max_size=30
)


def poured_one_by_one(room: list[int], wanted: int) -> list[int]:
    """The oracle: one slot at a time into the emptiest room that has space, the earliest of equals."""
    poured = [0] * len(room)
    for _slot in range(min(wanted, sum(room))):
        with_space = [n for n in range(len(room)) if poured[n] < room[n]]
        poured[min(with_space, key=lambda n: (poured[n], n))] += 1
    return poured


@settings(max_examples=500)
@given(rooms, st.integers(0, 200))
def test_pours_as_level_as_one_by_one(room: list[int], wanted: int) -> None:
    assert evened(room, wanted) == poured_one_by_one(room, wanted)


@settings(max_examples=500)
@given(free_minutes, st.integers(0, 3000))
def test_a_plan_stays_within_what_is_free_and_says_whether_it_is_enough(
    free: dict[date, int], total: int
) -> None:
    found = plan(total, free)
    assert all(0 < minutes <= free[monday] and minutes % SLOT == 0 for monday, minutes in found.weeks)
    assert [monday for monday, _ in found.weeks] == sorted(monday for monday, _ in found.weeks)
    room = sum(minutes // SLOT for minutes in free.values())
    wanted = -(-total // SLOT)
    assert found.total == min(wanted, room) * SLOT
    assert found.complete == (0 < wanted <= room)


def test_six_hours_are_two_in_each_of_three_weeks() -> None:
    weeks = {MONDAY + timedelta(weeks=n): 120 for n in range(8)}
    found = plan(360, weeks)
    assert [minutes for _monday, minutes in found.weeks] == [120, 120, 120]
    assert (found.even_minutes, found.complete, found.weeks[0][0]) == (120, True, MONDAY)


def test_offers_at_most_two_ways_with_the_same_officer() -> None:
    same = [Alternative("O-1", "A", "X", True) for _ in range(3)]
    others = [Alternative(f"O-{n}", "B", "Y", False) for n in range(9)]
    found = at_most_five(same, others)
    assert len(found) == 5
    assert [each.same_officer for each in found] == [True, True, False, False, False]
