"""A new version of the agreement: published by a steward, told, reminded of, carried to or signed again."""

from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.agreements import operations, queries, rules
from commonpool.agreements.models import Agreement, AgreementText, Carried, TextNotice
from commonpool.agreements.rules import Difference, Version
from tests.agreements.refusing import refusing_code
from tests.factories import NOW, TODAY, actor, council, make_role, make_steward
from tests.factories.councils import (
    agreement_text,
    drafted_text,
    published_text,
    sign,
    signatories_named,
    signed_agreement,
)
from tests.guards import refused

DAY = timedelta(days=1)
DUE = TODAY + 30 * DAY
MINOR, TERMS = Version(2, "minor", DUE), Version(2, "terms", DUE)


@pytest.mark.parametrize(
    ("own", "published", "noticed", "day", "carried"),
    [
        (1, [MINOR], TODAY, DUE - DAY, None),
        (1, [MINOR], TODAY, DUE, 2),
        (1, [MINOR], None, DUE, None),
        (1, [MINOR], TODAY + DAY, DUE, None),
        (1, [MINOR], TODAY + DAY, DUE + DAY, 2),
        (2, [MINOR], TODAY, DUE, None),
        (1, [TERMS], TODAY, DUE, None),
        (1, [TERMS, Version(3, "minor", DUE)], TODAY, DUE, None),
        (1, [Version(3, "minor", DUE), MINOR], TODAY, DUE, 2),
    ],
)
def test_a_minor_change_carries_on_its_day_after_its_notice(own, published, noticed, day, carried) -> None:
    found = rules.carried_to(own, published, noticed, day)
    assert (found.number if found else None) == carried


@pytest.mark.parametrize(
    ("given_on", "counts"),
    [
        (TODAY, TODAY + DAY),
        (TODAY + 4 * DAY, TODAY + 7 * DAY),  # Friday, so Monday
        (TODAY + 5 * DAY, TODAY + 7 * DAY),
        (TODAY + 6 * DAY, TODAY + 8 * DAY),  # Sunday, before a bank holiday
    ],
)
def test_a_notice_counts_from_the_next_working_day(given_on, counts) -> None:
    holidays = {TODAY + 7 * DAY} if given_on == TODAY + 6 * DAY else ()
    assert rules.counts_from(given_on, holidays) == counts


@pytest.mark.parametrize(
    ("version", "given", "noticed", "left", "step"),
    [
        (MINOR, [], None, 30, "published"),
        (MINOR, ["published"], TODAY, 7, None),
        (TERMS, ["published"], TODAY, 30, None),
        (TERMS, ["published"], TODAY, 15, None),
        (TERMS, ["published"], TODAY, 14, "14"),
        (TERMS, ["published", "14"], TODAY, 13, None),
        (TERMS, ["published"], TODAY, 6, "7"),
        (TERMS, ["published", "14", "7"], TODAY, 1, "1"),
        (TERMS, ["published", "14", "7", "1"], TODAY, 0, None),
        (TERMS, ["published"], TODAY, -1, None),
        (TERMS, ["published"], TODAY - 10 * DAY, 30, "30"),
    ],
)
def test_what_a_council_is_told_and_when(version, given, noticed, left, step) -> None:
    assert rules.step_due(version, given, noticed, DUE - left * DAY) == step


def test_the_differences_say_what_was_and_what_is() -> None:
    old = "# A\n\n## 1. One\n\n1.1 Same.\n\n1.2 Five days.\n\n1.3 Gone.\n"
    new = "# A\n\n## 1. One\n\n1.1 Same.\n\n1.2 Ten days.\n\n1.4 Came.\n"
    assert rules.differences(old, new) == [
        Difference("1. One", "1.3 Gone.", ""),
        Difference("1. One", "1.2 Five days.", "1.2 Ten days."),
        Difference("1. One", "", "1.4 Came."),
    ]
    assert rules.differences(new, new) == []


def publishing(**changes):
    """Put forward by one steward and published by another, both with these changes."""
    given = {**given_text(), **changes}
    operations.put_text_forward(**given | {"actor": changes.get("actor") or actor(make_steward())})
    return operations.publish_agreement_text(**given | {"actor": actor(make_steward())})


def given_text():
    return {
        "actor": actor(make_steward()),
        "version": 2,
        "sha256": drafted_text().sha256,
        "change_kind": "terms",
        "summary": "A longer time to pay.",
        "due_on": DUE,
        "at": NOW,
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"due_on": DUE - DAY}, "due_too_soon"),
        ({"due_on": TODAY + 367 * DAY}, "due_too_soon"),
        ({"change_kind": "minor"}, "due_too_soon"),
        ({"summary": " \n "}, "summary_needed"),
        ({"summary": "x" * 601}, "summary_needed"),
        ({"change_kind": "large"}, "change_unknown"),
        ({"sha256": "0" * 64}, "text_changed"),
        ({"version": 1}, "not_found"),
        ({"version": 3}, "not_found"),
    ],
)
def test_a_notice_that_is_wrong_publishes_nothing(changes, code) -> None:
    agreement_text()
    with refusing_code(code):
        publishing(**changes)
    assert agreement_text().version == 1


@pytest.mark.django_db
def test_only_a_steward_with_a_second_factor_publishes_and_in_order() -> None:
    agreement_text()
    with refusing_code("forbidden"):
        publishing(actor=actor(make_role(council(depth="peer"), Role.COUNCIL_ADMINISTRATOR)))
    with refusing_code("step_up_needed"):
        publishing(actor=actor(make_steward(), second_factor=False))
    third = drafted_text(3)
    with refusing_code("earlier_draft"):
        publishing(version=3, sha256=third.sha256)
    assert publishing().status == "current"
    assert [each.status for each in queries.texts_for_desk(actor(make_steward()))] == [
        "draft",
        "current",
        "superseded",
    ]


@pytest.mark.django_db
def test_an_edited_draft_is_loaded_and_a_published_text_stays() -> None:
    agreement_text()
    drafted_text()
    assert drafted_text(body="# Other\n").body == "# Other\n"
    published_text(change="minor")
    for field, value in (("body", "x"), ("due_on", TODAY), ("change", "terms")):
        row, said = AgreementText.objects.filter(version=2), {field: value}
        refused("agreement_text_stays", lambda row=row, said=said: row.update(**said))


@pytest.mark.django_db
def test_a_minor_change_is_told_once_and_reaches_the_council_without_signing() -> None:
    place = council(depth="borrow")
    published_text(change="minor", days=31)
    assert list(TextNotice.objects.values_list("step", flat=True)) == ["published"]
    assert Event.objects.filter(organisation_id=place.pk, name="AgreementChangeTold").count() == 1
    assert operations.tell_of_newer_texts(at=NOW + 7 * DAY) == 0
    assert (
        operations.carry_to_newer_texts(at=NOW + 30 * DAY) == 0
    )  # given on a Monday, it counts from Tuesday
    before = Agreement.objects.get()
    assert queries.governing_on([place.pk], DUE)[place.pk].version == 1
    assert operations.carry_to_newer_texts(at=NOW + 31 * DAY) == 1
    assert operations.carry_to_newer_texts(at=NOW + 31 * DAY) == 0
    assert queries.governing_on([place.pk], DUE)[place.pk].version == 2
    assert Agreement.objects.get() == before
    assert Carried.objects.get().text_before.version == 1


@pytest.mark.django_db
def test_a_council_may_end_its_agreement_before_a_minor_change_reaches_it() -> None:
    place = council(depth="borrow")
    published_text(change="minor")
    somebody = actor(make_role(place, Role.COUNCIL_ADMINISTRATOR))
    operations.end_agreement(actor=somebody, organisation_id=place.pk, ends_on=DUE - DAY, at=NOW)
    later = NOW + 40 * DAY
    operations.end_due_agreements(actor=somebody.rule("agreement_last_day_past"), at=later)
    assert operations.carry_to_newer_texts(at=later) == 0
    assert Agreement.objects.get().text.version == 1


@pytest.mark.django_db
def test_a_change_of_money_is_reminded_of_and_stops_new_bookings_until_it_is_signed() -> None:
    place = council(depth="borrow")
    published_text(change="terms", days=40)
    told = [days for days in range(1, 42) if operations.tell_of_newer_texts(at=NOW + days * DAY)]
    assert told == [40 - left for left in (30, 14, 7, 1)]
    assert operations.carry_to_newer_texts(at=NOW + 60 * DAY) == 0
    last = TODAY + 40 * DAY
    assert place.pk in queries.governing_on([place.pk], last)
    assert queries.governing_on([place.pk], last + DAY) == {}
    assert queries.unsigned_between([place.pk], last) is None
    assert queries.unsigned_between([place.pk], last + DAY).organisation == place
    signed_agreement(place)
    assert queries.governing_on([place.pk], last + DAY)[place.pk].version == 2
    assert queries.unsigned_between([place.pk], last + DAY) is None


@pytest.mark.django_db
def test_who_signed_an_older_text_meanwhile_is_told_the_next_morning() -> None:
    place = council(depth="peer")
    first, second = signatories_named(place)
    sign(place, first)
    published_text(change="minor", days=31)
    sign(place, second)
    assert TextNotice.objects.count() == 0
    assert operations.tell_of_newer_texts(at=NOW + DAY) == 1
    assert operations.carry_to_newer_texts(at=NOW + 31 * DAY) == 0
    assert operations.carry_to_newer_texts(at=NOW + 32 * DAY) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "days", "held"), [("minor", 30, False), ("minor", 31, True), ("terms", 60, False)]
)
def test_the_database_carries_nobody_before_the_notice_has_run(change, days, held) -> None:
    council(depth="borrow")
    agreement = Agreement.objects.get()
    text = published_text(change=change)
    with (
        nullcontext() if held else pytest.raises(IntegrityError, match="carried_after_its_notice"),
        transaction.atomic(),
    ):
        Carried.objects.create(
            agreement=agreement,
            text_before=agreement.text,
            text=text,
            carried_at=NOW + days * DAY,
            carried_by_rule="notice_of_minor_change_over",
        )
