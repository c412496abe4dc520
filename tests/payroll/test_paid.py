"""Each worked day is paid as it is agreed, and once: pure rules, against plain integers."""

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from commonpool.agreements.rules import national
from commonpool.agreements.rules.paying import Spell
from commonpool.payroll.rules.paid import (
    NOT_STATED,
    PAST_24_HOURS,
    SAME_TIME,
    Agreed,
    Key,
    Paid,
    Terms,
    ToPay,
    to_pay,
)

MONDAY = date(2026, 12, 7)
AT = datetime(2026, 12, 11, tzinfo=UTC)
TABLE = national("England")
BY_THE_MINUTE = replace(TABLE, min_claim_minutes=0, block_minutes=1, min_payment_hours_sunday=0)


def terms(contract: int = 37 * 60, table: object = BY_THE_MINUTE, hourly: int = 1885) -> Terms:
    return Terms(contract, lambda day: table, lambda day: (hourly, False))  # type: ignore[arg-type,return-value]


def day(number: int, minutes: int, sheet: int = 1, *, stated: int | None = 1, **more: object) -> Agreed:
    """So many minutes on a day of the week of 7 December."""
    on = MONDAY + timedelta(days=number)
    kind = {5: "saturday", 6: "sunday"}.get(on.weekday(), "weekday")
    facts = {"employment_id": 1, "person_id": 1, "agreed_at": AT, "own_time_id": stated} | more
    return Agreed(sheet, on, spells=(Spell(on, minutes, kind),), **facts)  # type: ignore[arg-type]


def after(said: ToPay, before: dict[Key, Paid]) -> dict[Key, Paid]:
    """What the files say when this file is exported too."""
    return before | {
        each.key: Paid(each.version, each.minutes, each.parts, each.own_time_id) for each in said.said
    }


def test_hours_of_a_part_timer_are_plain_to_the_full_week_whichever_bookings_they_were_for() -> None:
    """Money.md: 30 hours by contract and 9 lent are 7 at plain time and 2 at time and a half."""
    days = [day(0, 300, sheet=1), day(1, 240, sheet=2)]
    found = to_pay(days, {}, {1: terms(30 * 60)})
    paid = [(part.minutes, part.multiplier_hundredths) for each in found.said for part in each.parts]
    assert paid == [(300, 100), (120, 100), (120, 150)]


def test_a_saturday_hour_is_paid_by_the_vector() -> None:
    """Money.md: £18.85 an hour, 2 hours on a Saturday above the full week are £56.55."""
    [said] = to_pay([day(5, 120)], {}, {1: terms()}).said
    assert [(part.minutes, part.multiplier_hundredths, part.pence) for part in said.parts] == [
        (120, 150, 5655)
    ]


def test_two_timesheets_of_one_day_share_what_the_day_pays() -> None:
    found = to_pay([day(0, 60, sheet=1), day(0, 120, sheet=2)], {}, {1: terms()})
    assert [(each.key[0], each.parts[0].minutes, each.parts[0].pence) for each in found.said] == [
        (1, 60, 2828),
        (2, 120, 5655),
    ]


def test_hours_that_come_late_take_back_the_rate_that_no_longer_holds() -> None:
    held = {1: terms(30 * 60)}
    first = to_pay([day(3, 360, sheet=1)], {}, held)
    paid = after(first, {})
    late = to_pay([day(3, 360, sheet=1), day(0, 300, sheet=2)], paid, held)
    [monday, thursday] = late.said
    assert (monday.version, thursday.version) == (1, 2)
    assert [(part.minutes, part.multiplier_hundredths) for part in thursday.taken_back] == [(360, 100)]
    assert [(part.minutes, part.multiplier_hundredths) for part in thursday.parts] == [(120, 100), (240, 150)]
    assert thursday.net_minutes == 0


def test_a_day_waits_for_the_statement_but_is_corrected_down_without() -> None:
    found = to_pay([day(0, 60, stated=None)], {}, {1: terms()})
    assert (found.said, found.held) == ([], {(1, MONDAY): NOT_STATED})
    paid = after(to_pay([day(0, 60)], {}, {1: terms()}), {})
    assert to_pay([day(0, 61, stated=None)], paid, {1: terms()}).held == {(1, MONDAY): NOT_STATED}
    [less] = to_pay([day(0, 59, stated=None)], paid, {1: terms()}).said
    assert (less.minutes, less.net_minutes, less.own_time_id) == (59, -1, 1)


def test_the_same_hour_of_a_person_is_paid_once_whoever_employs_them() -> None:
    ten, noon, one = time(10), time(12), time(13)
    mine = day(0, 60, sheet=1, starts=ten, ends=noon)
    overlaps = day(0, 60, sheet=2, starts=time(11, 59), ends=one, employment_id=2)
    beside = day(0, 60, sheet=2, starts=noon, ends=one, employment_id=2)
    held = {1: terms(), 2: terms()}
    assert to_pay([mine, overlaps], {}, held).held == {overlaps.key: SAME_TIME}
    assert to_pay([mine, beside], {}, held).held == {}
    assert to_pay([overlaps], {}, held, elsewhere=[mine]).held == {overlaps.key: SAME_TIME}
    at_night = day(0, 60, sheet=1, starts=time(23), ends=time(1))
    early = day(1, 60, sheet=2, starts=time(0, 30), ends=time(2))
    assert to_pay([at_night, early], {}, held).held == {early.key: SAME_TIME}


def test_a_day_has_24_hours_for_one_person() -> None:
    days = [day(0, 1000, sheet=1), day(0, 441, sheet=2)]
    assert to_pay(days, {}, {1: terms()}).held == {(2, MONDAY): PAST_24_HOURS}


def act(number: int) -> tuple[str, int, int, int]:
    """An export, or so many minutes of a day agreed on one of two timesheets: from one number, one draw."""
    rest, which = divmod(number, 3)
    minutes, day_of = divmod(rest, 4)
    return ("agree", which, 4 + day_of, minutes) if which else ("export", 0, 0, 0)


ACTS = st.lists(st.integers(0, 301 * 4 * 3 - 1).map(act), max_size=8)


@settings(max_examples=2000)
@given(acts=ACTS, contract=st.integers(20 * 60, 37 * 60))
def test_over_any_order_of_hours_corrections_and_exports_each_day_is_paid_once(
    acts: list[tuple[str, int, int, int]], contract: int
) -> None:
    """The oracle is a plain sum: minutes that files said of a day, less those they took back, are those agreed."""
    agreed: dict[Key, int] = {}
    paid: dict[Key, Paid] = {}
    lines: dict[Key, list[int]] = defaultdict(list)
    for act, sheet, number, minutes in [*acts, ("export", 0, 0, 0)]:
        if act == "agree":
            agreed[sheet, MONDAY + timedelta(days=number)] = minutes
            continue
        days = [day((on - MONDAY).days, of, sheet=each) for (each, on), of in agreed.items() if of]
        said = to_pay(days, paid, {1: terms(contract)})
        assert said.held == {}
        for each in said.said:
            was = paid.get(each.key)
            assert each.version == (was.version if was else 0) + 1
            assert each.taken_back == (was.parts if was else ())
            lines[each.key] += [part.minutes for part in each.parts]
            lines[each.key] += [-part.minutes for part in each.taken_back]
        paid = after(said, paid)
        assert to_pay(days, paid, {1: terms(contract)}).said == [], "a second export pays nothing"
        for key, minutes_agreed in agreed.items():
            assert sum(lines[key]) == minutes_agreed
            assert paid.get(key, Paid(0, 0, ())).minutes == minutes_agreed
