"""A council does without a rule that is not the law, from the next day on, until it is restored."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from commonpool.access import Actor, Role
from commonpool.access.actor import StepUpNeeded
from commonpool.activity.models import Event
from commonpool.agreements import operations, queries
from commonpool.agreements.models import RuleSetAside
from commonpool.agreements.operations.reference import REFERENCE
from commonpool.agreements.rules import KEPT
from commonpool.bookings.queries import quote
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.organisations.models import Organisation
from tests.agreements.refusing import refusing_code
from tests.factories import NOW, TODAY, actor, administrator_of, council, make_role, signed_in
from tests.factories.bookings import PURPOSE, Pair, function_id, make_pair, monday
from tests.factories.tables import rewritten_table
from tests.guards import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

TOMORROW = TODAY + timedelta(days=1)
SAID = {
    "reason": "Advice of 3 November",
    "source": "Constitution, part 3",
    "monitoring_officer": "Imran Doyle",
}


def set_aside(place: Organisation, rule: str = "PWR-00", by: Any = None, **other: Any) -> RuleSetAside:
    facts: dict[str, Any] = {"from_on": TOMORROW, "at": NOW, **SAID, **other}
    by = by or actor(administrator_of(place))
    return operations.set_rule_aside(actor=by, organisation_id=place.pk, rule=rule, **facts)


def restore(found: RuleSetAside, by: Any, place: Organisation) -> None:
    operations.restore_rule(actor=by, organisation_id=place.pk, set_aside_id=found.pk, at=NOW)


def judged(pair: Pair, at: datetime) -> set[str]:
    """The rules that a request at that instant would be judged by."""
    weeks = [(monday(), 120)]
    asked = quote(
        actor(pair.booker), pair.host.pk, pair.officer.reference, weeks, function_id(), purpose=PURPOSE, at=at
    )
    return {check.rule for check in asked.checks}


def test_what_is_asked_for_from_that_day_on_is_not_judged_by_it() -> None:
    pair = make_pair(home=council("Northern Ireland"))  # whose power to lend is not confirmed
    set_aside(pair.host)  # a rule of the home council's
    assert "PWR-00" in judged(pair, NOW + timedelta(days=1))
    found = set_aside(pair.home)
    assert ["PWR-00" in judged(pair, NOW + timedelta(days=days)) for days in (0, 1)] == [True, False]
    restore(found, actor(administrator_of(pair.home)), pair.home)
    assert "PWR-00" in judged(pair, NOW + timedelta(days=1))
    names = Event.objects.filter(organisation_id=pair.home.pk).values_list("name", flat=True)
    assert {"RuleWasSetAside", "RuleRestored"} <= set(names)


@pytest.mark.parametrize(("wrong", "code"), [
    ({"rule": "PWR-06"}, "rule_stands"), ({"rule": "PRC-06"}, "rule_stands"), ({"rule": "PWR-99"}, "not_found"),
    ({"from_on": TODAY}, "from_tomorrow"), ({"from_on": TODAY + timedelta(days=367)}, "from_tomorrow"),
    ({"reason": "  "}, "not_said"), ({"source": "x" * 301}, "not_said"), ({"monitoring_officer": "a\0b"}, "not_said"),
])  # fmt: skip
def test_refuses_what_is_the_law_looks_back_or_says_nothing(wrong: dict[str, Any], code: str) -> None:
    place = council(depth="peer")
    with refusing_code(code):
        set_aside(place, **wrong)
    assert not RuleSetAside.objects.exists()


def test_only_rules_from_knowledge_that_are_judged_can_be_set_aside() -> None:
    """Verified ones are the law, open ones are settings of their own, and what holds anyway holds."""
    place = council(depth="peer")
    by = actor(administrator_of(place))
    for rule in queries.catalogue():
        if rule.mark == "K" and rule.rule not in KEPT:
            assert set_aside(place, rule.rule, by).rule_id == rule.id
        else:
            with refusing_code("rule_stands"):
                set_aside(place, rule.rule, by)


def test_refuses_a_second_time_until_it_is_restored() -> None:
    place = council(depth="peer")
    found = set_aside(place)
    with refusing_code("set_aside_already"), transaction.atomic():
        set_aside(place)
    administrator = actor(administrator_of(place))
    restore(found, administrator, place)
    with refusing_code("not_found"):
        restore(found, administrator, place)
    assert set_aside(place).pk != found.pk


def test_the_database_itself_keeps_a_verified_rule_and_the_past() -> None:
    place = council(depth="peer")
    row = {"organisation": place, "set_aside_at": NOW, "set_aside_by": administrator_of(place), **SAID}
    verified, known = queries.rule_named("PWR-06"), queries.rule_named("PWR-00")
    refused(
        "only_known_rules_set_aside",
        lambda: RuleSetAside.objects.create(rule=verified, from_on=TOMORROW, **row),
    )
    refused(
        "rule_set_aside_from_the_next_day",
        lambda: RuleSetAside.objects.create(rule=known, from_on=TODAY, **row),
    )


def test_another_reading_holds_again(tmp_path: Path) -> None:
    """The council answered for the words it had read."""
    pair = make_pair(home=council("Northern Ireland"))
    set_aside(pair.home)
    assert "PWR-00" not in judged(pair, NOW + timedelta(days=1))
    folder = rewritten_table(
        REFERENCE,
        tmp_path,
        "rules.csv",
        lambda rows: [row.update(source="https://law.example/") for row in rows],
    )
    operations.load_rules(actor=Actor.rule("reference_data"), at=NOW, folder=folder)
    assert "PWR-00" in judged(pair, NOW + timedelta(days=1))


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COUNCIL_ADMINISTRATOR, Role.STEWARD, Role.OFFICER}))
def test_no_other_role_sets_a_rule_aside(role: Role) -> None:
    place = council(depth="peer")
    with pytest.raises(Forbidden):
        set_aside(place, by=actor(make_role(place, role)))


def test_needs_a_second_factor_and_stays_at_home() -> None:
    place, other = council(depth="peer"), council(depth="peer")
    with pytest.raises(StepUpNeeded):
        set_aside(place, by=actor(administrator_of(place), second_factor=False))
    with pytest.raises(Forbidden):
        set_aside(place, by=actor(administrator_of(other)))
    found = set_aside(place)
    with pytest.raises(NotFound):
        restore(found, actor(administrator_of(other)), other)
    with pytest.raises(NotFound):
        queries.rules_set_aside_at(actor(administrator_of(other)), place.pk)


def test_an_administrator_does_it_on_the_page_and_an_auditor_reads_it(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)
    place = council(depth="peer")
    browser = signed_in(administrator_of(place))
    rules = reverse("rules", args=[place.slug])
    assert "None: your council keeps to all of them." in browser.get(rules).content.decode()
    address = reverse("set_rule_aside", args=[place.slug, "PWR-00"])
    typed = SAID | {"from_on_day": TODAY.day, "from_on_month": TODAY.month, "from_on_year": TODAY.year}
    refused = browser.post(address, typed)
    assert refused.status_code == 422
    assert "Choose a day from tomorrow on" in refused.content.decode()
    assert SAID["reason"] in refused.content.decode()
    done = browser.post(address, typed | {"from_on_day": TOMORROW.day}, follow=True).content.decode()
    assert SAID["reason"] in done
    assert SAID["monitoring_officer"] in done
    reader = signed_in(make_role(place, Role.AUDITOR)).get(rules).content.decode()
    assert SAID["reason"] in reader
    assert "Keep to PWR-00 again" not in reader
    found = RuleSetAside.objects.get()
    gone = browser.post(reverse("restore_rule", args=[place.slug, found.pk]), follow=True).content.decode()
    assert "None: your council keeps to all of them." in gone
    assert "Kept to again since" in gone
    assert SAID["reason"] in gone
