"""Two councils that work together, a third that has nothing to do with them, and one of everything they own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import time_machine
from allauth.mfa.models import Authenticator
from django.db import connection, transaction

from commonpool.access import Role
from commonpool.activity.operations import change
from commonpool.agreements.operations import record_section_114, set_rule_aside
from commonpool.availability.models import ApproverCheck
from commonpool.bookings import operations as bookings
from commonpool.identity.models import Person
from commonpool.identity.operations import change_details, make_token
from commonpool.invoices.models import Charge
from commonpool.matching.operations import save_search
from commonpool.matching.rules import Wanted
from commonpool.organisations.models import Organisation, RoleHolding
from commonpool.organisations.operations.administrators import confirm_administrator
from commonpool.organisations.operations.help import ask_for_help
from commonpool.people.operations import (
    appoint_administrator,
    check_employment,
    name_deputy,
    record_annual_pay,
    say_experience,
    state_post_facts,
    suggest_skill,
)
from commonpool.publication.operations import hold_records
from commonpool.timesheets.operations import query_hours
from tests.factories.bookings import Pair, bound_booking, function_id, make_pair, monday, requested_booking
from tests.factories.councils import council, drafted_text, enter_account
from tests.factories.hours import FRIDAY, agreed_hours, sent_hours
from tests.factories.invitations import make_invitation
from tests.factories.invoices import issued
from tests.factories.ledger import posted_invoice
from tests.factories.listings import asked_permission, draft_listing, listed_officer
from tests.factories.offers import made_offer, opened_need
from tests.factories.people import (
    TODAY,
    actor,
    facts_shown,
    make_employment,
    make_officer,
    make_role,
    make_steward,
)
from tests.factories.register import make_organisation
from tests.factories.settlement import called_between
from tests.factories.successions import ending
from tests.security.experience import taken_part
from tests.security.pay import paid
from tests.security.secrets import AMOUNTS, SECRETS
from tests.security.terms import own_terms, shared_documents

ROLES = [role for role in Role if role is not Role.STEWARD]


@dataclass
class World:
    """`home` lends to `host`; `other` has every role and no part in it. `owned`: addresses' parameters."""

    pair: Pair
    home: Organisation
    host: Organisation
    other: Organisation
    not_joined: Organisation
    staff: dict[tuple[int, Role], Person]
    steward: Person
    outsider: Person
    claimant: Person
    newcomer: Person | None = None
    booking: Any = None
    owned: dict[str, Any] = field(default_factory=dict)

    def people(self, *places: Organisation) -> list[Person]:
        return [person for (place, _role), person in self.staff.items() if place in {p.pk for p in places}]

    @property
    def insiders(self) -> list[Person]:
        """Everybody who works with the two councils, each once."""
        pair = self.pair
        named = [pair.officer.person, pair.approver, pair.booker, pair.budget_holder, self.steward]
        return list(dict.fromkeys([*named, *self.people(self.home, self.host)]))


@contextmanager
def built() -> Iterator[World]:
    """The world as it stands on Friday 11 December 2026."""
    with time_machine.travel(FRIDAY, tick=False):
        with change():
            world = _build()
        yield world


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens in it has not happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _build() -> World:
    home = council(name="Canary Home")
    host = council("Wales", name="Canary Host", blanket_purchase_order=SECRETS["blanket"])
    other = council("Scotland", name="Third Council")
    pair = make_pair(home=home, host=host, limit=False)
    staff = {(place.pk, role): make_role(place, role) for place in (home, host, other) for role in ROLES}
    not_joined = council(depth="none", name="Not Joined")
    outsider = make_officer(not_joined).person
    claimant = make_employment(home).person
    world = World(pair, home, host, other, not_joined, staff, make_steward(), outsider, claimant)
    _own(world)
    return world


def _own(world: World) -> None:
    pair, home, host = world.pair, world.home, world.host
    limit = bookings.grant_spending_limit(
        actor=actor(pair.budget_holder), organisation_id=host.pk, holder_id=pair.booker.pk,
        per_booking_pence=AMOUNTS["limit of a booking"], per_month_pence=AMOUNTS["limit of a month"],
        cost_code=SECRETS["cost_code"], starts_on=TODAY, ends_on=TODAY.replace(year=2027), at=FRIDAY,
    )  # fmt: skip
    change_details(
        actor=actor(pair.officer.person),
        name=pair.officer.person.name,
        telephone=SECRETS["telephone"],
        at=FRIDAY,
    )
    finance = world.staff[home.pk, Role.FINANCE]
    enter_account(home, SECRETS["own account"], by=finance, at=FRIDAY - timedelta(days=9))
    charged = replace(pair, officer=listed_officer(home))
    agreed_hours(charged, bound_booking(charged), 97)
    assert Charge.objects.get().net_pence == AMOUNTS["charge"]
    (invoice,) = issued(home, at=FRIDAY, by=finance)
    called = called_between(home, host)
    worked = bound_booking(pair)
    sheet = sent_hours(worked)
    query_hours(actor=actor(pair.booker), timesheet_id=sheet.pk, question=SECRETS["question"], at=FRIDAY)
    state_post_facts(
        actor=actor(pair.officer.person), employment_id=pair.officer.employment.pk, statutory_post="monitoring_officer",
        interests=SECRETS["post_interest"], interest_councils=[world.not_joined.pk], at=FRIDAY,
    )  # fmt: skip
    world.booking = requested_booking(
        pair,
        [(monday(4), 120)],
        purpose=SECRETS["purpose"],
        purchase_order=SECRETS["purchase_order"],
        at=FRIDAY,
    )
    (asked_with,) = bookings.request_together(
        actor=actor(pair.booker), host_id=host.pk, purpose=SECRETS["purpose"], function_id=function_id(), at=FRIDAY,
        members=[bookings.Member(pair.officer.reference, ((monday(6), 60),))],
    )  # fmt: skip
    call = bookings.ask_for_call(
        actor=actor(pair.booker),
        officer=pair.officer.reference,
        host_id=host.pk,
        message=SECRETS["call"],
        at=FRIDAY,
    )
    answered = bookings.ask_for_call(
        actor=actor(pair.booker), officer=charged.officer.reference, host_id=host.pk,
        message=SECRETS["call"], at=FRIDAY,
    )  # fmt: skip
    bookings.answer_call(
        actor=actor(charged.officer.person),
        call_id=answered.pk,
        accept=True,
        reply=SECRETS["reply"],
        at=FRIDAY,
    )
    unchecked = make_officer(home, other_jobs=SECRETS["other_jobs"], checked=False)
    world.newcomer = unchecked.person
    asked = asked_permission(draft_listing(unchecked), at=FRIDAY)
    checked = make_officer(home, checked=False)
    check_employment(
        actor=actor(world.staff[home.pk, Role.HR]), employment_id=checked.pk,
        payroll_number=SECRETS["payroll_number"], facts_sha256=facts_shown(checked), at=FRIDAY,
    )  # fmt: skip
    for paid_id in (pair.officer.employment.pk, checked.pk):
        record_annual_pay(
            actor=actor(world.staff[home.pk, Role.HR]), employment_id=paid_id, annual_pence=AMOUNTS["annual pay"],
            point=SECRETS["pay_point"], starts_on=TODAY, at=FRIDAY,
        )  # fmt: skip
    asked_permission(
        draft_listing(make_officer(home, checked=False)), approver=make_employment(home).person, at=FRIDAY
    )
    deputy = name_deputy(
        actor=actor(world.staff[home.pk, Role.APPROVER], at=FRIDAY), organisation_id=home.pk,
        email=make_employment(home).person.email, starts_on=FRIDAY.date(), at=FRIDAY,
    )  # fmt: skip
    taken = paid(pair, world.staff[home.pk, Role.HR])
    token, _secret = make_token(actor=actor(pair.booker), label="payroll", at=FRIDAY)
    said = say_experience(actor=actor(pair.officer.person), words="Led an appeals backlog", at=FRIDAY)
    administrator = world.staff[home.pk, Role.COUNCIL_ADMINISTRATOR]
    claim = appoint_administrator(
        actor=actor(administrator),
        organisation_id=home.pk,
        email=world.claimant.email,
        post=SECRETS["claim"],
        at=FRIDAY,
    )
    confirmed = appoint_administrator(
        actor=actor(administrator), organisation_id=home.pk, email=make_employment(home).person.email,
        post="Director", at=FRIDAY,
    )  # fmt: skip
    confirm_administrator(
        actor=actor(world.steward), claim_id=confirmed.pk, how=SECRETS["confirmed_how"], at=FRIDAY
    )
    helped = ask_for_help(actor=actor(world.claimant), message=SECRETS["help"], at=FRIDAY)
    suggested = suggest_skill(actor=actor(world.claimant), text="Bat surveys", at=FRIDAY)
    passkey = Authenticator.objects.create(
        user=world.claimant, type=Authenticator.Type.WEBAUTHN, data={"name": "Blue key", "credential": {}}
    )
    without = set_rule_aside(
        actor=actor(administrator), organisation_id=home.pk, rule="PWR-00", from_on=FRIDAY.date() + timedelta(days=1),
        reason=SECRETS["reason"], source="Advice", monitoring_officer="Imran Doyle", at=FRIDAY,
    )  # fmt: skip
    seen = bookings.give_evidence(
        actor=actor(world.staff[home.pk, Role.BOOKING_MANAGER], at=FRIDAY), host_id=home.pk, rule="PWR-13",
        scope=bookings.Scope(listing=listed_officer(host).reference), reason=SECRETS["seen"], kept=SECRETS["kept"],
        paper_on=TODAY, ends_on=FRIDAY.date(), at=FRIDAY,
    )  # fmt: skip
    report = record_section_114(
        actor=actor(world.staff[home.pk, Role.FINANCE]), organisation_id=home.pk,
        made_on=FRIDAY.date(), at=FRIDAY,
    )  # fmt: skip
    own_terms(world.home, world.host, world.not_joined, world.staff)
    need = opened_need(pair, mondays=(monday(8),), at=FRIDAY)
    offer = made_offer(pair, need, [(monday(8), 60)], words=SECRETS["offer"], at=FRIDAY)
    saved = save_search(actor=actor(pair.booker), wanted=Wanted(words=SECRETS["saved search"]), at=FRIDAY)
    entry = posted_invoice(home, host, AMOUNTS["posted"], 0, at=FRIDAY)
    invited = make_invitation(world.not_joined, SECRETS["invited"], steward=world.steward, at=FRIDAY)
    hr, approver = world.staff[home.pk, Role.HR], world.staff[home.pk, Role.APPROVER]
    world.owned = taken_part(pair, hr, approver) | {
        "invitation": invited.reference,
        "invited_slug": world.not_joined.slug,
        "ending_slug": ending(make_organisation())[0].slug,
        "booking": world.booking.reference,
        "worked": worked.reference,
        "need": need.reference,
        "offer": offer.reference,
        "answered": answered.reference,
        "search_id": saved.pk,
        "documents": shared_documents(pair).reference,
        "week": "2026-W50",
        "call": call.reference,
        "together": asked_with.together,
        "limit": limit.reference,
        "listing": pair.officer.reference,
        "permission_id": asked.pk,
        "deputy_id": deputy.pk,
        "check_id": ApproverCheck.objects.filter(organisation=home).latest("pk").pk,
        "employment_id": unchecked.pk,
        "token_id": token.pk,
        "taken_id": taken.pk,
        "period": "2026-12",
        "unstated": worked.reference,
        "experience_id": said.pk,
        "holding_id": RoleHolding.objects.filter(organisation=home, role=Role.HR).latest("pk").pk,
        "claim_id": claim.pk,
        "confirmed": confirmed.pk,
        "help_id": helped.pk,
        "suggestion_id": suggested.pk,
        "set_aside_id": without.pk,
        "evidence_id": seen.pk,
        "report_id": report.pk,
        "hold_id": hold_records(
            actor=actor(administrator), organisation_id=home.pk, reason=SECRETS["reason"], at=FRIDAY
        ).pk,
        "entry_id": entry.pk,
        "account": "receivable",
        "version": 1,
        "draft": drafted_text().version,
        "rule": "EMP-05",
        "asks": "PWR-13",
        "slug": home.slug,
        "supplier": home.slug,
        "invoice": invoice.reference,
        "paper": "decision",
        "called": called.reference,
        "clearing_month": str(called.cycle),
        "pk": passkey.pk,
    }


def events() -> int:
    """How many have happened."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM activity_event")
        return cursor.fetchone()[0]
