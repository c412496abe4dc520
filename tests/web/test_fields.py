"""Fields take what people type, strictly, keep it when it is wrong and say what to do."""

import datetime
import sys
import unicodedata
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError

from commonpool.kernel.typed import _HIDDEN
from commonpool.web.look.bound import _UNSHOWABLE
from commonpool.web.look.errors import summary
from commonpool.web.look.fields import DateField, HoursField, MoneyField, TextField, WholeNumberField
from commonpool.web.look.forms import PageForm
from commonpool.web.templatetags.look import fields

BIDI = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ARABIC_SIX = "\u0666"
HOSTILE = [
    "1_0", ARABIC_SIX, "٦", "²", "NaN", "inf", "1e3", "1e308", "-1", "+1", "0x10", "6\x00", "\u202e6", "٣٠",
    "six", "1.", ".5", "6 6", "9" * 100_000, "１", "6\u200b", "'; drop table", "<script>",
]  # fmt: skip


def refusal(field: forms.Field, value: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(value)
    return " ".join(refused.value.messages)


@pytest.mark.parametrize(
    "field", [WholeNumberField(), MoneyField(), HoursField()], ids=["number", "money", "hours"]
)
@pytest.mark.parametrize("typed", HOSTILE, ids=lambda typed: ascii(typed)[:20])
def test_refuses_what_is_not_a_plain_number(field: forms.Field, typed: str) -> None:
    assert refusal(field, typed).startswith("Enter")


@pytest.mark.parametrize(("typed", "number"), [("6", 6), (" 06 ", 6), ("0", 0), ("999999", 999_999)])
def test_takes_whole_numbers(typed: str, number: int) -> None:
    assert WholeNumberField().clean(typed) == number


@pytest.mark.parametrize("typed", ["0", "10", "6.0", "1,000"])
def test_refuses_numbers_out_of_range_or_shape(typed: str) -> None:
    assert refusal(WholeNumberField(least=1, most=9), typed) == "Enter a whole number from 1 to 9, like 6"


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("76.63", 7663),
        ("£76.63", 7663),
        ("1,000", 100_000),
        ("£999,999.99", 99_999_999),
        ("0", 0),
        (" £ 5 ", 500),
    ],
)
def test_takes_pounds_as_pence(typed: str, pence: int) -> None:
    assert MoneyField().clean(typed) == pence


@pytest.mark.parametrize(
    "typed", ["1,00", "10,000,000", "1000000", "5.5", "5.555", "££5", "5 pounds", "1,000.5"]
)
def test_refuses_pounds_written_wrongly(typed: str) -> None:
    assert refusal(MoneyField(), typed) == "Enter an amount in pounds, like 38.31 or 1,000"


def test_refuses_more_money_than_allowed() -> None:
    assert refusal(MoneyField(least=100, most=50_000), "500.01") == "Enter an amount from £1.00 to £500.00"


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("2", 120), ("2.5", 150), ("2.50", 150), ("0.5", 30), ("2h 30m", 150), ("2h30m", 150), ("2 hours", 120),
     ("1 hour 30 minutes", 90), ("1 hour and 30 minutes", 90), ("30m", 30), ("30 minutes", 30), ("2H", 120),
     ("2:30", 150), ("0:30", 30), ("2,5", 150), ("2,50 h", 150)],
)  # fmt: skip
def test_takes_hours_as_minutes(typed: str, minutes: int) -> None:
    assert HoursField().clean(typed) == minutes


@pytest.mark.parametrize("typed", ["2:60", "2:3", ":30", "1,000", "2:30:00", "2:30 h", "2,", "2,5,5"])
def test_refuses_what_is_no_number_of_hours(typed: str) -> None:
    assert refusal(HoursField(), typed) == "Enter hours, like 2, 2.5 or 2h 30m"


@pytest.mark.parametrize("typed", ["2.25", "1h 10m", "10m", "1:10"])
def test_refuses_hours_between_the_steps(typed: str) -> None:
    assert refusal(HoursField(), typed) == "Enter hours in steps of 30 minutes, like 2 or 2.5"


def test_takes_any_whole_minute_of_work_done() -> None:
    assert HoursField(step=1, least=1).clean("1h 7m") == 67
    assert HoursField(step=1, least=1).clean("2.25") == 135
    assert refusal(HoursField(step=1, least=1), "2.33").startswith("Enter hours")


def test_refuses_no_hours_and_too_many() -> None:
    assert refusal(HoursField(), "0") == "Enter from 0.5 to 100 hours"
    assert refusal(HoursField(most=600), "10.5") == "Enter from 0.5 to 10 hours"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (("30", "2", "2026"), "Enter a real date, like 7 12 2026"),
        (("29", "2", "2027"), "Enter a real date, like 7 12 2026"),
        (("1_0", "2", "2026"), "Enter a real date in numbers, like 7 12 2026"),
        ((ARABIC_SIX, "2", "2026"), "Enter a real date in numbers, like 7 12 2026"),
        (("7\x00", "2", "2026"), "Enter a real date in numbers, like 7 12 2026"),
        (("7", "12", "9" * 100_000), "Enter a real date in numbers, like 7 12 2026"),
        (("7", "12", "26"), "The year must be 4 numbers, like 2026"),
        (("7", "12", "0000"), "Enter a year from 1900 to 2200"),
        (("7", "12", "9999"), "Enter a year from 1900 to 2200"),
        (("", "12", "2026"), "The date must include a day"),
        (("7", "", ""), "The date must include a month and a year"),
    ],
    ids=ascii,
)
def test_refuses_what_is_no_date(typed: tuple[str, ...], message: str) -> None:
    assert refusal(DateField(), typed) == message


def test_takes_a_leap_day() -> None:
    assert DateField().clean(("29", "2", "2028")) == datetime.date(2028, 2, 29)


@pytest.mark.parametrize(
    "typed", ["a\x00b", "a\u202eb", "a\u2066b", "a\x07b", "a\x1bb", "\ud800", "a\u2028b", "a\nb"], ids=ascii
)
def test_refuses_hidden_characters(typed: str) -> None:
    assert refusal(TextField(), typed).startswith("Remove hidden")


def test_every_control_character_and_separator_is_hidden() -> None:
    every = map(chr, range(sys.maxunicode + 1))
    hidden = {each for each in every if unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp")}
    assert set(_HIDDEN.findall("".join(map(chr, range(sys.maxunicode + 1))))) == hidden | BIDI
    assert set(_UNSHOWABLE.findall("".join(hidden))) == {
        each for each in hidden if unicodedata.category(each) in ("Cc", "Cs")
    } - set("\t\n\r")


def test_takes_lines_where_lines_are_asked_for_and_counts_them_once() -> None:
    assert TextField(lines=True, max_length=3).clean("a\r\nb") == "a\nb"


def test_refuses_text_that_is_too_long_and_says_by_how_much() -> None:
    assert refusal(TextField(max_length=10), "x" * 100_000) == (
        "Use 10 characters or fewer. You have used 100000."
    )
    emoji = "🙂" * 6  # the counter in the browser has each of them as two
    assert refusal(TextField(lines=True, max_length=10), emoji) == (
        "Use 10 characters or fewer. You have used 12."
    )
    assert TextField(max_length=10).clean(emoji) == emoji


class Ask(PageForm):
    purpose = TextField(label="What is it for?")
    from_on = DateField(label="From")
    hours = HoursField(label="Hours a week")
    price = MoneyField(label="Price an hour")
    work = forms.ChoiceField(
        label="Advice or decisions?", choices=[("advice", "Advice")], widget=forms.RadioSelect
    )
    needs = forms.MultipleChoiceField(
        label="Needs", choices=[("visit", "A visit")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agree = forms.BooleanField(label="On our payroll")


TYPED = {
    "purpose": "x\u202e", "from_on_day": "30", "from_on_month": "2", "from_on_year": "2026", "hours": "1_0",
    "price": "<script>", "work": "chess", "needs": ["visit"], "agree": "",
}  # fmt: skip


def test_keeps_everything_typed_beside_its_message() -> None:
    form = Ask(TYPED)
    assert not form.is_valid()
    drawn = fields(form)
    for kept in ('value="30"', 'value="2"', 'value="2026"', 'value="1_0"', 'value="&lt;script&gt;"'):
        assert kept in drawn
    assert drawn.count("govuk-error-message") == 6
    assert "Choose one of the answers listed" in drawn


def test_every_line_of_the_error_summary_leads_to_a_field() -> None:
    form = Ask({})
    drawn = summary(form) + fields(form)
    targets = [link.split('"')[0] for link in drawn.split('href="#')[1:]]
    assert len(targets) == 6
    assert all(f'id="{target}"' in drawn for target in targets)


def test_says_which_answer_is_missing() -> None:
    errors = Ask({}).errors
    assert errors["purpose"] == ["Answer “What is it for?”"]
    assert errors["from_on"] == ["Fill in “From”"]
    assert errors["work"] == ["Answer “Advice or decisions?”"]
    assert errors["agree"] == ["Tick “On our payroll” to go on"]


def test_shows_what_was_stored_the_way_people_write_it() -> None:
    drawn = fields(Ask(initial={"from_on": datetime.date(2026, 12, 7), "hours": 150, "price": 383_100}))
    for shown in ('value="7"', 'value="12"', 'value="2026"', 'value="2.5"', 'value="3831.00"'):
        assert shown in drawn


def test_tick_boxes_are_tick_boxes() -> None:
    drawn = fields(Ask({"needs": ["visit"]}))
    assert drawn.count('type="checkbox"') == 2
    assert 'value="visit" checked' in drawn


def test_says_optional_unless_the_form_is_a_search() -> None:
    assert "Needs (optional)" in fields(Ask())

    class Search(Ask):
        mark_optional = False

    assert "(optional)" not in fields(Search())


def test_draws_a_field_inside_the_choice_that_reveals_it() -> None:
    class Reveals(PageForm):
        work = forms.ChoiceField(label="Work", choices=[("decisions", "Decisions")], widget=forms.RadioSelect)
        work.reveals = {"decisions": "why"}  # type: ignore[attr-defined]
        why = TextField(label="Which ones?", required=False)

    drawn = fields(Reveals())
    assert drawn.count('name="why"') == 1
    assert drawn.index("govuk-radios__conditional") < drawn.index('name="why"')
