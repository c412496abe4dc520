"""The agreement is whole: its headings, what each must hold, its schedules, and what the product does."""

import csv
import re

import pytest

from commonpool.agreements.operations.agreement_text import REFERENCE
from commonpool.agreements.rules import canonical
from commonpool.bookings.rules.cancelling import OWED_AT_MOST_MINUTES

BODY = canonical((REFERENCE / "agreement-1.md").read_text("utf-8"))
PARTS = {
    found[1]: found[0]
    for found in re.finditer(
        r"^## (?:Schedule )?([0-9]+|[A-F])\. .*?(?=^## |\Z)", BODY, re.MULTILINE | re.DOTALL
    )
}
MUST_HOLD = {
    "1": ("legal names", "signatories", "delegated authority", "successor"),
    "2": ("Schedule A", "functions", "objectives they share", "solely in the public interest", "20 per cent"),
    "3": (
        "at the disposal",
        "stays the employee",
        "partnership",
        "agency workers",
        "transfers an undertaking",
    ),
    "4": ("is an offer", "binds when", "No work starts before", "change to", "may cancel", "come first"),
    "5": (
        "is consulted before the booking binds",
        "is the record",
        "both councils keep it",
        "written consent",
    ),
    "6": ("host supervisor", "purpose describes", "delegated powers", "between nations never includes"),
    "7": ("total hours", "opt-out", "rest", "breaks", "Travel", "Outside the booked hours"),
    "8": (
        "own terms",
        "time back",
        "pension",
        "pays and gives the officer nothing",
        "sickness are not charged",
    ),
    "9": (
        "Schedule B",
        "Value added tax",
        "expenses",
        "ceiling",
        "yearly cap",
        "pay award",
        "minimum charge",
        "late cancellation",
        "cost and no more",
        "one reserved hour",
    ),
    "10": (
        "30 days",
        "number of its own",
        "purchase order",
        "electronic invoice",
        "dispute a line",
        "interest",
    ),
    "11": ("set off", "as payee", "Schedule D", "undone"),
    "12": ("risk assessment", "induction", "Each council tells the other at once", "vetting check"),
    "13": (
        "code of conduct",
        "declares",
        "section 117",
        "section 68",
        "political",
        "whistleblowing",
        "harassment",
    ),
    "14": (
        "tells the home council",
        "Only the home council decides",
        "does not wish to have the officer again",
    ),
    "15": ("answerable", "limited to", "told its insurers", "claim", "indemnifies"),
    "16": ("assigns", "licence", "had before stays theirs"),
    "17": ("confidential", "systems", "devices", "returns or deletes", "closes the officer’s accounts"),
    "18": ("separate controller", "processor", "Schedule C", "24 hours", "use their rights"),
    "19": ("freedom of information", "publish", "auditors", "scrutiny", "six years"),
    "20": ("public sector equality duty", "Welsh"),
    "21": ("end date", "review", "notice", "runs on", "final account"),
    "22": (
        "managers",
        "directors",
        "chief executives",
        "mediation",
        "England and Wales, Scotland, or Northern Ireland",
    ),
    "23": (
        "in writing",
        "Notices",
        "counterparts",
        "electronic signatures",
        "Nobody but a party",
        "whole agreement",
    ),
    "A": ("England", "Wales", "Scotland", "Northern Ireland"),
    "B": ("hourly price", "national insurance", "levy", "pension", "rounded once"),
    "C": ("What for and how long", "Whose and which data", "documented instructions", "another processor"),
    "D": ("Close", "Advice", "Call", "five working days", "does not pay", "holds no money"),
    "E": ("number", "officer’s name", "consultation", "host supervisor", "ceiling", "hash"),
    "F": ("Each council, by signing", "The home council", "The officer", "The host council"),
}


def test_the_headings_stand_in_order_and_the_schedules_after_them() -> None:
    assert list(PARTS) == [*map(str, range(1, 24)), *"ABCDEF"] == list(MUST_HOLD)


@pytest.mark.parametrize("part", MUST_HOLD)
def test_each_part_holds_what_it_must(part: str) -> None:
    assert [words for words in MUST_HOLD[part] if words not in PARTS[part]] == []


def test_every_power_between_councils_stands_in_the_first_schedule() -> None:
    with (REFERENCE / "legal_powers.csv").open(encoding="utf-8") as file:
        powers = {
            row["power"] for row in csv.DictReader(file) if row["home_body"] == row["host_body"] == "council"
        }
    assert {each for each in powers if each not in PARTS["A"]} == set()


def test_paragraphs_are_short_and_numbered_in_order() -> None:
    for part, words in PARTS.items():
        numbers = re.findall(rf"^{part}\.([0-9]+) ", words, re.MULTILINE)
        assert numbers == [str(each + 1) for each in range(len(numbers))], part
        assert numbers, part
    assert max(len(each.split()) for each in BODY.split("\n\n")) <= 110


def test_every_clause_and_schedule_spoken_of_is_there() -> None:
    numbers = set(re.findall(r"^([0-9A-F]+\.[0-9]+) ", BODY, re.MULTILINE))
    assert set(re.findall(r"clause ([0-9]+\.[0-9]+)", BODY)) <= numbers
    assert set(re.findall(r"Schedule ([A-Z])", BODY)) <= set("ABCDEF")


def test_it_says_what_the_product_does() -> None:
    assert f"at most {['', 'one', 'two'][OWED_AT_MOST_MINUTES // 60]}" in PARTS["4"]
    assert "17:00 on the third working day before a booked week begins" in PARTS["4"]
    assert "within five working days" in PARTS["10"]
    assert "Nothing is owed for illness, an emergency, or recall" in PARTS["4"]
