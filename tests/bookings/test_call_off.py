"""The call-off: made as terms bind, of everything that was agreed, and never changed."""

import hashlib
import json

import pytest

from commonpool.access import Role
from commonpool.agreements.models import Rule
from commonpool.bookings import queries
from commonpool.bookings.models import CallOff
from commonpool.kernel.refusals import NotFound
from tests.factories import actor, council, make_role
from tests.factories.bookings import (
    PURPOSE,
    accept,
    approve,
    bound_booking,
    confirm,
    fresh,
    make_pair,
    monday,
    peer_help,
    requested_booking,
    varied,
)
from tests.guards import gone, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def test_is_made_as_the_booking_binds_and_not_before() -> None:
    pair = make_pair(limit=False)
    booking = requested_booking(pair)
    accept(booking)
    assert not CallOff.objects.exists()
    confirm(pair, booking)
    facts = CallOff.objects.get(booking=booking).facts
    assert (facts["reference"], facts["version"], facts["purpose"]) == (booking.reference, 1, PURPOSE)
    assert facts["answered"]["by"] == pair.officer.person.name
    assert facts["confirmed"]["by"] == pair.budget_holder.name
    assert facts["approved"]["rule"] == "permission"
    assert facts["permission"]["by"] == pair.approver.name
    assert facts["terms"]["sha256"] == fresh(booking).standing.sha256
    assert facts["power"]["power"] == "Local Government Act 1972, section 113"
    assert {each["rule"] for each in facts["checks"]} >= {"PWR-01", "PWR-02", "PWR-05", "PWR-06", "PWR-11"}
    for said in facts["checks"]:
        read = Rule.objects.get(rule=said["rule"], version=said["version"])
        spoke = said["effect"] != "PASS"
        assert (said.get("source") == read.source, bool(said.get("message"))) == (spoke, spoke), said
    assert {week: sum(days.values()) for week, days in facts["days"].items()} == {
        each["week"]: each["minutes"] for each in facts["weeks"]
    }
    assert facts["asked"]["at"] <= facts["answered"]["at"] <= facts["bound_at"]


def test_its_hash_is_that_of_its_facts() -> None:
    bound_booking()
    made = CallOff.objects.get()
    canonical = json.dumps(made.facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert made.sha256 == hashlib.sha256(canonical.encode()).hexdigest()


def test_a_variation_that_binds_makes_the_next_version_and_leaves_the_first() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    first = CallOff.objects.get()
    new = varied(pair, booking, [(monday(), 180)])
    assert CallOff.objects.count() == 1
    accept(booking)
    second = CallOff.objects.latest("version")
    assert (second.version, second.terms, second.facts["weeks"][0]["minutes"]) == (2, new.version, 180)
    assert CallOff.objects.get(version=1).facts == first.facts
    assert queries.genuine(booking.reference, first.sha256) == (first, False)
    assert queries.genuine(booking.reference, second.sha256) == (second, True)


def test_peer_help_has_none() -> None:
    pair = make_pair()
    accept(peer_help(pair))
    assert not CallOff.objects.exists()


def test_nobody_changes_one() -> None:
    bound_booking()
    refused("call_off_stays", lambda: CallOff.objects.update(version=7))
    refused("call_off_stays", lambda: gone(CallOff.objects.get()))


def test_is_read_by_those_who_may_see_the_booking() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    for person in (pair.officer.person, pair.booker, pair.approver, make_role(pair.host, Role.AUDITOR)):
        assert queries.call_off_for(actor(person), booking.reference)[1].version == 1
    for person in (make_role(council(), Role.AUDITOR), make_role(pair.home, Role.RELEASE_CONTACT)):
        with pytest.raises(NotFound):
            queries.call_off_for(actor(person), booking.reference)
    with pytest.raises(NotFound):
        queries.call_off_for(actor(pair.booker), booking.reference, 2)


def test_a_wrong_pair_of_reference_and_hash_says_nothing() -> None:
    one, other = bound_booking(), bound_booking()
    made = CallOff.objects.get(booking=one)
    assert queries.genuine(other.reference, made.sha256) is None
    assert queries.genuine(one.reference, "0" * 64) is None
    assert queries.genuine("B-0000-0000", made.sha256) is None


def test_a_yes_of_the_home_council_in_person_stands_in_it() -> None:
    pair = make_pair()
    booking = requested_booking(pair, needs=["account"])  # beyond what the permission covers beforehand
    accept(booking)
    approve(pair, booking)
    facts = CallOff.objects.get(booking=booking).facts
    assert (facts["approved"]["by"], facts["approved"]["rule"], facts["needs"]) == (
        pair.approver.name, "", ["account"],
    )  # fmt: skip
