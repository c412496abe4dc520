"""The powers between nations, and which of them make an officer count as the host's (law of the four nations)."""

from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest

from commonpool.access import Actor
from commonpool.activity.models import Event
from commonpool.agreements.models import LegalPower
from commonpool.agreements.operations import load_legal_powers
from commonpool.agreements.operations.reference import REFERENCE
from commonpool.agreements.queries import law_as_read, powers_read
from commonpool.agreements.rules import MARKS, Party, Power
from commonpool.kernel.refusals import Forbidden
from commonpool.organisations.models import Nation
from tests.factories.tables import rewritten_table
from tests.guards import gone, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LOADER = Actor.rule("reference_data")

ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND = Nation.values
ACT_1972 = "Local Government Act 1972, section 113"
GOODS_AND_SERVICES = "Local Authorities (Goods and Services) Act 1970, section 1"
LOCALISM = "Localism Act 2011, section 1"
WALES_2021 = "Local Government and Elections (Wales) Act 2021, section 24"
SCOTLAND_1973 = "Local Government (Scotland) Act 1973, section 65"
SCOTLAND_2003 = "Local Government in Scotland Act 2003, section 20"
IRELAND_2014 = "Local Government Act (Northern Ireland) 2014, section 79"
IRELAND_1972 = "Local Government Act (Northern Ireland) 1972, section 105"

POWERS = {
    (ENGLAND, ENGLAND): ACT_1972,
    (ENGLAND, WALES): ACT_1972,
    (ENGLAND, SCOTLAND): GOODS_AND_SERVICES,
    (ENGLAND, NORTHERN_IRELAND): LOCALISM,
    (WALES, ENGLAND): ACT_1972,
    (WALES, WALES): ACT_1972,
    (WALES, SCOTLAND): GOODS_AND_SERVICES,
    (WALES, NORTHERN_IRELAND): WALES_2021,
    (SCOTLAND, ENGLAND): SCOTLAND_2003,
    (SCOTLAND, WALES): SCOTLAND_2003,
    (SCOTLAND, SCOTLAND): SCOTLAND_1973,
    (SCOTLAND, NORTHERN_IRELAND): SCOTLAND_2003,
    (NORTHERN_IRELAND, ENGLAND): IRELAND_2014,
    (NORTHERN_IRELAND, WALES): IRELAND_2014,
    (NORTHERN_IRELAND, SCOTLAND): IRELAND_2014,
    (NORTHERN_IRELAND, NORTHERN_IRELAND): IRELAND_1972,
}


def legal_power(home: str, host: str) -> Power:
    """The power between councils of two nations, as it is read now."""
    found = law_as_read().power_between(Party(home, "council"), Party(host, "council"))
    assert found is not None
    return found


def versions(home: str, host: str) -> list[LegalPower]:
    """All that were read of it, the newest first."""
    found = LegalPower.objects.filter(
        home_nation=home, host_nation=host, home_body="council", host_body="council"
    )
    return list(found.order_by("-version"))


def test_every_pair_of_nations_lends_by_the_power_the_law_gives_it() -> None:
    assert {pair: legal_power(*pair).power for pair in product(Nation.values, repeat=2)} == POWERS


def test_every_power_says_where_it_was_read() -> None:
    assert all(power.source.startswith("https://") and power.mark in MARKS for power in powers_read())


def test_an_officer_counts_as_the_hosts_within_england_and_wales_and_within_scotland_only() -> None:
    deemed = {(power.home_nation, power.host_nation) for power in powers_read() if power.deemed}
    assert deemed == {
        (ENGLAND, ENGLAND), (ENGLAND, WALES), (WALES, ENGLAND), (WALES, WALES), (SCOTLAND, SCOTLAND),
    }  # fmt: skip


def between_councils(row: dict[str, str], power: str) -> bool:
    return (row["power"], row["home_body"], row["host_body"]) == (power, "council", "council")


def test_loading_again_writes_nothing() -> None:
    events = Event.objects.count()
    assert load_legal_powers(actor=LOADER, at=AT) == 0
    assert (LegalPower.objects.count(), Event.objects.count()) == (35, events)


def test_another_reading_of_the_law_is_another_version_and_an_event(tmp_path: Path) -> None:
    before = versions(ENGLAND, SCOTLAND)[0]
    folder = rewritten_table(
        REFERENCE,
        tmp_path,
        "legal_powers.csv",
        lambda rows: [
            row.update(power=LOCALISM) for row in rows if between_councils(row, GOODS_AND_SERVICES)
        ],
    )
    assert load_legal_powers(actor=LOADER, at=AT, folder=folder) == 2
    now = [versions(ENGLAND, SCOTLAND)[0], versions(WALES, SCOTLAND)[0]]
    assert {(power.power, power.version) for power in now} == {(LOCALISM, 2)}
    event = Event.objects.filter(name="LegalPowersChanged").latest("id")
    assert event.facts == {"power_ids": [power.pk for power in now]}
    before.refresh_from_db()
    assert (before.power, before.version) == (GOODS_AND_SERVICES, 1)
    assert load_legal_powers(actor=LOADER, at=AT, folder=folder) == 0
    assert load_legal_powers(actor=LOADER, at=AT) == 2
    assert versions(ENGLAND, SCOTLAND)[0].version == 3
    assert legal_power(ENGLAND, SCOTLAND).power == GOODS_AND_SERVICES


def test_a_version_cannot_be_changed_or_taken_away() -> None:
    power = LegalPower.objects.filter(pk=versions(ENGLAND, SCOTLAND)[0].pk)
    refused("power_stays", lambda: power.update(deemed=True))
    refused("power_stays", lambda: gone(power.get()))


def test_refuses_a_person_who_does_not_run_the_desk() -> None:
    with pytest.raises(Forbidden):
        load_legal_powers(actor=Actor(person_id=1), at=AT)
