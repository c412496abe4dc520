"""VAT numbers, bank details, cycles and the hold: against independent reckonings."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonpool.agreements import rules
from commonpool.agreements.rules import is_vat_number, national, takes_effect_on
from commonpool.kernel import months
from commonpool.organisations.queries import bank_holidays

DAYS = st.dates(min_value=date(2019, 1, 1), max_value=date(2027, 12, 31))
NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")


def checks_out(digits: str) -> bool:
    """As HMRC words it: take 97 away until it is negative; the check digits are what is left, or 55 from that."""
    left = 0
    for place in range(7):
        left += (8 - place) * int(digits[place])
    while left >= 0:
        left -= 97
    older = -left
    newer = older - 55 if older > 55 else older + 42
    return int(digits[7:]) in {older, older % 97, newer, newer % 97}


@settings(max_examples=300)
@given(st.integers(min_value=10, max_value=9_999_999), st.integers(min_value=0, max_value=96))
def test_a_vat_number_is_one_where_its_check_digits_say_so(seven: int, two: int) -> None:
    digits = f"{seven:07d}{two:02d}"
    assert is_vat_number(digits) == checks_out(digits)


@settings(max_examples=100)
@given(st.integers(min_value=1_000_000, max_value=9_999_999))
def test_each_seven_digits_have_their_check_digits_and_a_wrong_one_is_found(seven: int) -> None:
    good = [two for two in range(97) if is_vat_number(f"{seven:07d}{two:02d}")]
    assert 1 <= len(good) <= 4
    for two in range(97):
        assert is_vat_number(f"{seven:07d}{two:02d}") == (two in good)


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("GB 123 4567 82", True),
        ("123456782", True),
        ("gb123456782", True),
        ("123456727", True),  # by the newer sum
        ("123456783", False),
        ("12345678", False),
        ("1234567820", False),
        ("000000000", False),
        ("12345678²", False),
        ("", False),
    ],
)
def test_a_vat_number_as_it_is_typed(typed: str, fits: bool) -> None:
    assert is_vat_number(rules.vat_digits(typed)) == fits


@settings(max_examples=300)
@given(DAYS, st.sampled_from(NATIONS))
def test_new_bank_details_wait_five_working_days(day: date, nation: str) -> None:
    holidays = bank_holidays(nation)
    worked, brute = 0, day
    while worked < 5:
        brute += timedelta(days=1)
        worked += brute.strftime("%a") not in ("Sat", "Sun") and brute not in holidays
    assert takes_effect_on(day, holidays) == brute
    assert brute - day > rules.HOLD_AT_LEAST  # what the database holds, whoever writes


@pytest.mark.parametrize(
    ("nation", "confirmed", "effective"),
    [
        ("England", date(2026, 11, 2), date(2026, 11, 9)),
        ("England", date(2026, 12, 23), date(2027, 1, 4)),  # Christmas, Monday 28 for Boxing Day, New Year
        ("Scotland", date(2026, 11, 26), date(2026, 12, 4)),  # St Andrew's Day, 30 November
        ("England", date(2026, 11, 26), date(2026, 12, 3)),
    ],
)
def test_the_holidays_are_those_of_the_councils_nation(nation: str, confirmed: date, effective: date) -> None:
    assert takes_effect_on(confirmed, bank_holidays(nation)) == effective


@given(DAYS)
def test_the_next_cycle_begins_with_the_next_month(day: date) -> None:
    first = months.after(day)
    assert first.day == 1
    assert (first - timedelta(days=1)).replace(day=1) == day.replace(day=1)


@pytest.mark.parametrize(
    ("sort_code", "account", "fits"),
    [
        ("30-90-89", "12345678", (True, True)),
        ("30 90 8", "1234567", (False, False)),
        ("000000", "00000000", (False, False)),
        ("30908a", "1234567٨", (False, False)),
    ],
)
def test_bank_details_have_their_digits(sort_code: str, account: str, fits: tuple[bool, bool]) -> None:
    found = (
        rules.is_sort_code(rules.bank_digits(sort_code)),
        rules.is_account_number(rules.bank_digits(account)),
    )
    assert found == fits


def test_only_the_last_four_digits_show() -> None:
    account = ("200000", "12345678")
    assert rules.account_shown(*account, whole=False) == ("••-••-••", "••••5678")
    assert rules.account_shown(*account, whole=True) == ("20-00-00", "12345678")


@pytest.mark.parametrize("nation", NATIONS)
def test_the_national_tables_are_whole_and_say_what_the_agreements_say(nation: str) -> None:
    pay = national(nation)
    rate = pay.rate_matrix
    assert rules.is_matrix(rate)
    noon, night = rules.TIME_BANDS[1], rules.TIME_BANDS[0]
    assert [rate[day][noon]["below"] for day in rules.DAY_TYPES] == [150, 150, 200, 200]
    assert rate["weekday"][night]["below"] == (200 if nation == "Scotland" else 150)
    assert (pay.week_hours, pay.part_time_threshold_hours, pay.ceiling) == (37, 37, "")
    assert national(nation, london=True).week_hours == 36


@pytest.mark.parametrize(
    ("columns", "whole"),
    [
        ([("payroll_number", "No"), ("date_worked", "Day"), ("minutes", "Min"), ("multiplier", "x")], True),
        ([("payroll_number", "No"), ("date_worked", "Day"), ("multiplier", "x")], False),
        ([("date_worked", "Day"), ("minutes", "Min"), ("multiplier", "x")], False),
        ([("payroll_number", "No"), ("date_worked", "no "), ("minutes", "M"), ("multiplier", "x")], False),
        ([("payroll_number", "No"), ("date_worked", ""), ("minutes", "Min"), ("multiplier", "x")], False),
        (
            [
                ("payroll_number", "No"),
                ("date_worked", "D"),
                ("minutes", "M"),
                ("multiplier", "x"),
                ("age", "A"),
            ],
            False,
        ),
    ],
)
def test_a_payroll_file_says_who_when_how_long_and_at_what_rate(columns, whole: bool) -> None:
    assert rules.are_columns(columns) == whole
