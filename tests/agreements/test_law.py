"""The catalogue of rules: all of it there, read version by version, and open to everybody."""

import csv
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import Client

from commonpool.access import Actor
from commonpool.activity.models import Event
from commonpool.agreements.models import Rule
from commonpool.agreements.operations import load_rules
from commonpool.agreements.operations.reference import REFERENCE
from commonpool.agreements.queries import catalogue, law_as_read
from commonpool.agreements.rules import KEPT, Party, edition
from commonpool.kernel.refusals import Forbidden
from tests.factories.tables import rewritten_table
from tests.guards import gone, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LOADER = Actor.rule("reference_data")
ENGLISH, SCOTTISH = Party("England", "council"), Party("Scotland", "council")
FAMILIES = {
    "PWR": 18, "PRC": 9, "EMP": 13, "WT": 11, "OT": 7, "LIA": 6, "DP": 3, "DBS": 1, "EQ": 1, "CON": 1,
    "PAY": 2, "HOL": 1, "VAT": 10, "INV": 12, "NET": 6, "TRN": 6,
}  # fmt: skip
"""How many rules the law has been read to have, by family; with PWR-00, on powers that are not confirmed."""


def rewritten(tmp_path: Path, name: str, **changed: str) -> Path:
    return rewritten_table(
        REFERENCE,
        tmp_path,
        "rules.csv",
        lambda rows: [row.update(changed) for row in rows if row["rule"] == name],
    )


def test_every_rule_is_there_once() -> None:
    names = [each.rule for each in catalogue()]
    assert len(set(names)) == len(names)
    assert Counter(name.partition("-")[0] for name in names) == FAMILIES
    assert set(names) >= KEPT


def test_loading_again_writes_nothing() -> None:
    before = (Rule.objects.count(), Event.objects.count())
    assert load_rules(actor=LOADER, at=AT) == 0
    assert (Rule.objects.count(), Event.objects.count()) == before


def test_another_reading_is_another_version_from_then_on(tmp_path: Path) -> None:
    folder = rewritten(tmp_path, "PRC-06", starts_on="2027-01-01", ends_on="2027-12-31", mark="K")
    assert load_rules(actor=LOADER, at=AT, folder=folder) == 1
    assert [each.version for each in Rule.objects.filter(rule="PRC-06").order_by("version")] == [1, 2]
    law = law_as_read()
    read = [law.in_force("PRC-06", date(*day), ENGLISH, SCOTTISH) for day in ((2026, 12, 31), (2027, 1, 1))]
    assert [each and each.version for each in read] == [None, 2]
    assert law.in_force("PRC-06", date(2027, 12, 31), ENGLISH, SCOTTISH) is not None
    assert law.in_force("PRC-06", date(2028, 1, 1), ENGLISH, SCOTTISH) is None


def test_a_rule_holds_in_the_nation_of_the_council_whose_it_is() -> None:
    law, day = law_as_read(), date(2026, 12, 7)
    assert law.in_force("PRC-06", day, SCOTTISH, ENGLISH) is None  # the Scottish level is the host's
    assert law.in_force("PRC-06", day, ENGLISH, SCOTTISH) is not None
    assert (
        law.in_force("PWR-09", day, SCOTTISH, ENGLISH) is not None
    )  # the Scottish power is the home council's
    assert law.in_force("PWR-09", day, ENGLISH, SCOTTISH) is None


def test_a_version_stays_as_it_was_read() -> None:
    [rule, *_others] = Rule.objects.filter(rule="PWR-01")
    refused("rule_stays", lambda: Rule.objects.filter(pk=rule.pk).update(message="Another"))
    refused("rule_stays", lambda: gone(rule))


def test_the_database_takes_no_effect_that_is_none() -> None:
    rule = Rule.objects.filter(rule="PWR-01").values().get()
    refused(
        "rule_effects", lambda: Rule.objects.create(**rule | {"id": None, "version": 2, "effects": ["SHOUT"]})
    )


def test_refuses_a_person_who_does_not_run_the_desk() -> None:
    with pytest.raises(Forbidden):
        load_rules(actor=Actor(person_id=1), at=AT)


def test_anybody_reads_every_rule_its_source_and_which_await_confirmation() -> None:
    page = Client().get("/law/").content.decode()
    for rule in catalogue():
        assert f'id="{rule.rule}"' in page, rule.rule
    assert "“To be confirmed” await confirmation by a monitoring officer" in page
    assert "This is our reading, not legal advice." in page
    lines = list(csv.DictReader(Client().get("/law.csv").content.decode().splitlines()))
    assert [line["rule"] for line in lines] == [each.rule for each in catalogue()]
    assert {line["mark"] for line in lines} == {"V", "K", "X"}


def test_the_file_holds_the_versions_in_which_a_rule_was_read_before() -> None:
    """A booking names the version that it passed under, and its words are found there."""
    read = Rule.objects.get(rule="PWR-02")
    was = {field.name: getattr(read, field.name) for field in Rule._meta.fields if not field.primary_key}
    Rule.objects.create(**(was | {"version": read.version + 1, "message": "Read anew."}))
    lines = csv.DictReader(Client().get("/law.csv").content.decode().splitlines())
    told = {line["version"]: line["message"] for line in lines if line["rule"] == "PWR-02"}
    assert told == {"1": read.message, "2": "Read anew."}


def test_the_edition_tells_one_reading_of_the_law_from_another() -> None:
    read = [("PWR-01", 1), ("PWR-02", 1)]
    assert edition(read) == edition(reversed(read))
    assert edition(read) != edition([("PWR-01", 1), ("PWR-02", 2)])
    assert edition(read) != edition(read[:1])
