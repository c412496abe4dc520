"""What a correction keeps of hours outside of the booking, and from which charges it takes: judged minute by minute."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from commonpool.invoices.rules.correcting import Left, taken_back
from commonpool.timesheets.rules.correcting import Answered, asked_minutes, keep, payable_minutes, with_answer
from commonpool.timesheets.rules.days import BANDS, DAY_TYPES, Part
from commonpool.timesheets.rules.sorting import WHY, Sorted
from tests.factories.bookings import monday

TUESDAY, WEDNESDAY = monday() + timedelta(days=1), monday() + timedelta(days=2)

minutes = st.integers(1, 300)
waiting = st.builds(
    Sorted,
    st.builds(
        Part,
        st.sampled_from([TUESDAY, WEDNESDAY]),
        st.sampled_from(DAY_TYPES),
        st.sampled_from(BANDS),
        minutes,
    ),
    st.sampled_from(["", *WHY]),
)
before = st.dictionaries(
    st.tuples(st.sampled_from([TUESDAY, WEDNESDAY]), st.sampled_from(list(WHY))), minutes
)


@settings(max_examples=2000)
@given(found=st.lists(waiting, max_size=6), allowed=before, refused=before, yes=st.booleans())
def test_every_minute_is_kept_once_and_only_what_home_never_answered_is_asked(
    found: list[Sorted], allowed: dict[tuple[date, str], int], refused: dict[tuple[date, str], int], yes: bool
) -> None:
    kept = keep(found, Answered(allowed, refused))
    assert sum(each.part.part.minutes for each in kept) == sum(each.part.minutes for each in found)
    wanted: dict[tuple[date, str], int] = {}
    for each in found:
        if each.why:
            key = (each.part.date, each.why)
            wanted[key] = wanted.get(key, 0) + each.part.minutes
    lent = sum(each.part.minutes for each in found if not each.why)
    new = sum(max(each - allowed.get(key, 0) - refused.get(key, 0), 0) for key, each in wanted.items())
    old = sum(min(each, allowed.get(key, 0)) for key, each in wanted.items())
    assert asked_minutes(kept) == new
    assert payable_minutes(kept) == lent + old
    assert payable_minutes(with_answer(kept, yes=yes)) == lent + old + (new if yes else 0)


lefts = st.lists(st.builds(Left, st.just(0), st.integers(0, 9000), st.integers(0, 300)), max_size=5)


@settings(max_examples=2000)
@given(charges=lefts, part=st.integers(0, 100), fewer=st.integers(0, 900))
def test_what_is_taken_back_comes_to_the_penny_and_no_charge_goes_below_nothing(
    charges: list[Left], part: int, fewer: int
) -> None:
    numbered = [Left(number, each.pence, each.minutes) for number, each in enumerate(charges)]
    pence = sum(each.pence for each in charges) * part // 100
    found = taken_back(numbered, pence, fewer)
    assert sum(each.pence for each in found) == pence
    assert all(0 < each.pence <= charges[each.charge_id].pence for each in found)
    assert all(0 <= each.minutes <= charges[each.charge_id].minutes for each in found)
    assert [each.charge_id for each in found] == sorted((each.charge_id for each in found), reverse=True)
