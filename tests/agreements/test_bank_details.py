"""Bank details: two people, a call back, five working days, and anybody in finance may stop them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from commonpool.access import Actor, Role
from commonpool.access.actor import StepUpNeeded
from commonpool.activity.models import Event
from commonpool.agreements import operations, queries
from commonpool.agreements.models import BankDetails
from commonpool.agreements.operations.bank import (
    CallNotRecorded,
    ChangeOutstanding,
    DetailsMoved,
    SamePersonConfirms,
)
from commonpool.agreements.rules import national
from commonpool.identity.models import Person
from commonpool.kernel.refusals import Forbidden, NotFound, Refusal
from commonpool.notifications.queries.about_councils import LETTERS
from commonpool.organisations.models import Organisation
from tests.factories import NOW, TODAY, actor, administrator_of, council, make_role, signed_in
from tests.factories.councils import ACCOUNT
from tests.guards import again, all_refused, gone, refused

pytestmark = pytest.mark.django_db
CALL: dict[str, Any] = {"called_number": "01632 960100", "known_from": "Our directory", "called_on": TODAY}
IN_EFFECT_ON = TODAY + timedelta(days=7)  # Monday 2 November and five working days


@dataclass
class Team:
    """A council's finance team of two, before any bank details."""

    place: Organisation
    clerk: Person
    other: Person

    def enter(self, by: Person | None = None, **facts: Any) -> BankDetails:
        return operations.enter_bank_details(
            actor=actor(by or self.clerk), organisation_id=self.place.pk, at=NOW, **ACCOUNT | facts
        )

    def confirm(self, details: BankDetails, by: Actor | None = None, **facts: Any) -> BankDetails:
        return operations.confirm_bank_details(
            actor=by or actor(self.other),
            organisation_id=self.place.pk,
            details_id=details.pk,
            at=NOW,
            **CALL | facts,
        )

    def object_to(self, details: BankDetails, by: Person | None = None, at: datetime = NOW) -> None:
        operations.object_to_bank_details(
            actor=actor(by or self.clerk), organisation_id=self.place.pk, details_id=details.pk, at=at
        )


@pytest.fixture
def team() -> Team:
    place = council(depth="peer")
    return Team(place, make_role(place, Role.FINANCE), make_role(place, Role.FINANCE))


def test_take_effect_five_working_days_after_the_second_person(team: Team) -> None:
    details = team.confirm(team.enter())
    assert details.effective_on == IN_EFFECT_ON
    assert queries.bank_in_effect(team.place.pk, IN_EFFECT_ON - timedelta(days=1)) is None
    assert queries.bank_in_effect(team.place.pk, IN_EFFECT_ON) == details
    log = (
        Event.objects.filter(organisation_id=team.place.pk)
        .order_by("sequence")
        .values_list("name", flat=True)
    )
    assert list(log)[-2:] == ["BankDetailsEntered", "BankDetailsConfirmed"]


def test_the_old_ones_stand_until_then_and_after_an_objection(team: Team) -> None:
    old = team.confirm(team.enter())

    later = NOW + timedelta(days=10)
    new = operations.enter_bank_details(
        actor=actor(team.clerk),
        organisation_id=team.place.pk,
        at=later,
        **ACCOUNT | {"account_number": "87654321"},
    )
    operations.confirm_bank_details(
        actor=actor(team.other), organisation_id=team.place.pk, details_id=new.pk, at=later,
        **CALL | {"called_on": later.date()},
    )  # fmt: skip
    assert queries.bank_in_effect(team.place.pk, later.date()) == old
    team.object_to(new, at=later)
    assert queries.bank_in_effect(team.place.pk, later.date() + timedelta(days=30)) == old


def test_an_administrator_may_confirm_and_not_enter(team: Team) -> None:
    administrator = administrator_of(team.place)
    with pytest.raises(Forbidden):
        team.enter(by=administrator)
    assert team.confirm(team.enter(), by=actor(administrator)).confirmed_by_id == administrator.pk


CALLED_BACK = {"confirmed_at": NOW, "called_on": TODAY, "called_number": "1", "known_from": "x"}


def test_nobody_confirms_what_they_entered(team: Team) -> None:
    details = team.enter()
    with pytest.raises(SamePersonConfirms):
        team.confirm(details, by=actor(team.clerk))
    yes = CALLED_BACK | {"confirmed_by": team.clerk, "effective_on": IN_EFFECT_ON}
    refused("bank_details_by_two_people", lambda: BankDetails.objects.filter(pk=details.pk).update(**yes))


def test_the_database_holds_them_and_keeps_them_as_they_were_entered(team: Team) -> None:
    details = team.enter()
    row = BankDetails.objects.filter(pk=details.pk)
    yes = CALLED_BACK | {"confirmed_by": team.other, "effective_on": IN_EFFECT_ON}
    all_refused([
        ("bank_details_held", lambda: row.update(**yes | {"effective_on": TODAY + timedelta(days=4)})),
        ("bank_details_called_back", lambda: row.update(**yes | {"called_number": ""})),
        ("bank_details_stay", lambda: row.update(account_number="87654321")),
        ("bank_details_stay", lambda: row.update(sort_code="000001")),
        ("bank_details_one_to_confirm", lambda: again(details)),
        ("bank_details_are_kept", lambda: gone(details)),
    ])  # fmt: skip
    team.confirm(details)
    all_refused([
        ("bank_details_confirmed_once", lambda: row.update(effective_on=TODAY + timedelta(days=60))),
        ("bank_details_confirmed_once", lambda: row.update(called_number="1")),
        ("bank_details_confirmed_once", lambda: row.update(known_from="A letter")),
        ("bank_details_confirmed_once", lambda: row.update(confirmed_by=administrator_of(team.place))),
    ])  # fmt: skip
    team.object_to(details)
    refused("bank_details_objected_once", lambda: row.update(objected_at=None, objected_by=None))


def test_an_administrator_compares_the_whole_number_and_nobody_reads_it_on_one_factor(team: Team) -> None:
    details, number = team.enter(), ACCOUNT["account_number"]
    page, confirm = (reverse(name, args=[team.place.slug]) for name in ("terms_bank", "terms_bank_confirm"))
    administrator = administrator_of(team.place)
    assert number in signed_in(administrator).get(confirm).content.decode()
    for who in (administrator, team.other):
        weak = signed_in(who, second_factor=False)
        assert (weak.get(confirm).status_code, number in weak.get(confirm).content.decode()) == (403, False)
        assert number not in weak.get(page).content.decode()
    assert weak.get(f"{page}?whole=1").status_code == 403
    assert number in signed_in(team.other).get(page).content.decode()
    assert (
        weak.post(reverse("terms_bank_object", args=[team.place.slug]), {"details": details.pk}).status_code
        == 302
    )


FROM_TODAY = {"starts_on": TODAY}


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        (operations.set_invoice_mode, {"mode": "own_system", **FROM_TODAY}),
        (operations.set_payroll_columns, {"columns": [], **FROM_TODAY}),
        (operations.set_vat, {"treatment": "no_vat", **FROM_TODAY}),
        (operations.set_pension_rate, {"hundredths": 1960, **FROM_TODAY}),
        (operations.set_pay_table, {"pay": national("England"), "effective_from": TODAY}),
    ],
)
def test_what_pays_people_and_invoices_wants_a_second_factor(
    team: Team, verb: Callable[..., Any], said: dict[str, Any]
) -> None:
    with pytest.raises(StepUpNeeded):
        verb(actor=actor(team.clerk, second_factor=False), organisation_id=team.place.pk, at=NOW, **said)


def test_setting_invoices_off_is_signed_with_a_second_factor(team: Team) -> None:
    chief = administrator_of(team.place)
    with pytest.raises(StepUpNeeded):
        operations.sign_netting(
            actor=actor(chief, second_factor=False),
            organisation_id=team.place.pk,
            nets=True,
            typed_name=chief.name,
            at=NOW,
        )


def test_one_change_at_a_time(team: Team) -> None:
    details = team.enter()
    with pytest.raises(ChangeOutstanding):
        team.enter(by=team.other)
    team.confirm(details)
    with pytest.raises(ChangeOutstanding):
        team.enter(by=team.other)
    team.object_to(details)
    assert team.enter(by=team.other).pk


def test_what_was_dealt_with_is_not_dealt_with_again(team: Team) -> None:
    details = team.enter()
    team.object_to(details, by=team.other)
    for answer in (team.confirm, team.object_to):
        with pytest.raises(DetailsMoved):
            answer(details)


def test_what_is_in_effect_cannot_be_objected_to(team: Team) -> None:
    details = team.confirm(team.enter())
    with pytest.raises(DetailsMoved):
        team.object_to(details, at=NOW + timedelta(days=7))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"called_number": " "}, "called_number"),
        ({"known_from": ""}, "known_from"),
        ({"called_on": TODAY + timedelta(days=1)}, "called_on"),
        ({"called_on": TODAY - timedelta(days=1)}, "called_on"),
    ],
)
def test_a_call_back_is_recorded_whole(team: Team, facts: dict[str, Any], field: str) -> None:
    details = team.enter()
    with pytest.raises(CallNotRecorded) as refused:
        team.confirm(details, **facts)
    assert refused.value.field == field


@pytest.mark.parametrize(
    "facts", [{"account_name": " "}, {"sort_code": "12345"}, {"account_number": "1234567"}]
)
def test_refuses_details_that_are_none(team: Team, facts: dict[str, str]) -> None:
    with pytest.raises(Refusal) as refused:
        team.enter(**facts)
    assert refused.value.field in facts


def test_both_need_a_second_factor_and_their_own_council(team: Team) -> None:
    details = team.enter()
    stranger = make_role(council(depth="peer"), Role.FINANCE)
    weak: list[Callable[[], Any]] = [
        lambda: team.confirm(details, by=actor(team.other, second_factor=False)),
        lambda: operations.enter_bank_details(
            actor=actor(team.clerk, second_factor=False), organisation_id=team.place.pk, at=NOW, **ACCOUNT
        ),
    ]
    for attempt in weak:
        with pytest.raises(StepUpNeeded):
            attempt()
    with pytest.raises(Forbidden):
        team.confirm(details, by=actor(stranger))
    with pytest.raises(NotFound):
        queries.bank_history(actor(stranger), team.place.pk)


def test_all_of_finance_are_told_and_no_letter_holds_a_number(team: Team) -> None:
    details = team.confirm(team.enter())
    team.object_to(details)
    for event in Event.objects.filter(organisation_id=team.place.pk, name__startswith="BankDetails"):
        drafts = LETTERS[event.name](event)
        assert {draft.person_id for draft in drafts} == {team.clerk.pk, team.other.pk}
        assert ACCOUNT["account_number"] not in str(drafts)
