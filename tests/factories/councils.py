"""Councils that take part, as deep as a test wants them."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from commonpool.access import Actor, Role
from commonpool.activity.operations import change
from commonpool.agreements import operations, queries
from commonpool.agreements.models import AgreementText, StandingAnswers
from commonpool.agreements.operations import Authority, Named
from commonpool.identity.models import Person
from commonpool.kernel.bands import GRADE_BANDS
from commonpool.kernel.clock import london_date
from commonpool.organisations.models import Organisation
from tests.factories.people import (
    NOW,
    TODAY,
    actor,
    administrator_of,
    make_employment,
    make_role,
    make_steward,
)
from tests.factories.recorded import recorded
from tests.factories.register import make_organisation

INSTALLER = Actor.rule("command_line")
PRICES = {band: 2500 + 700 * number for number, band in enumerate(GRADE_BANDS)}
"""Pence an hour before VAT: £25 for an assistant, £32 for an officer, and so on."""

AUTHORITY = Authority("Scheme of delegation, entry 4.12", "officer", date(2026, 5, 18))
ACCOUNT = {"account_name": "General fund", "sort_code": "30-90-89", "account_number": "12345678"}
VAT_NUMBER = "123456782"


@recorded
def council(
    nation: str = "England",
    depth: str = "lend",
    *,
    name: str = "",
    demonstration: bool = False,
    prices: Mapping[str, int] | None = None,
    purchase_order_from_pence: int = 100_000,
    blanket_purchase_order: str = "",
    silence_agrees: bool = True,
    default_weekly_minutes: int = 240,
    default_months: int = 12,
) -> Organisation:
    """An invented council at a depth: `none`, `peer`, `borrow` (no prices) or `lend` (which can borrow too)."""
    organisation = make_organisation(name, nation=nation, demonstration=demonstration)
    if depth == "none":
        return organisation
    settings: dict[str, Any] = {
        "wellbeing_reason": "What our officers learn elsewhere comes back to our own area.",
        "purchase_order_from_pence": purchase_order_from_pence,
        "blanket_purchase_order": blanket_purchase_order,
        "silence_agrees": silence_agrees,
    }
    if depth == "lend":
        settings |= {"default_weekly_minutes": default_weekly_minutes, "default_months": default_months}
    with change():
        administrator = actor(administrator_of(organisation))
        operations.join_as_peer(
            actor=administrator, organisation_id=organisation.pk, post="Head of digital", at=NOW
        )
        if depth != "peer":
            _come_in(organisation, administrator, settings, PRICES if prices is None else prices)
    assert queries.depth_of(organisation.pk) == depth
    return organisation


def _come_in(
    organisation: Organisation, administrator: Actor, settings: dict[str, Any], prices: Mapping[str, int]
) -> None:
    """Signs, says where invoices go, names who borrows; with usual limits among the settings, lends too."""
    director, other = signed_agreement(organisation)
    operations.set_defaults(
        actor=administrator,
        organisation_id=organisation.pk,
        invoice_name="Accounts payable",
        invoice_address=f"Town Hall, {organisation.name}",
        invoice_email=f"invoices@{domain_of(organisation)}",
        at=NOW,
        **settings,
    )
    answered(organisation, administrator)
    make_role(organisation, Role.BUDGET_HOLDER, person=director)
    make_role(organisation, Role.BOOKING_MANAGER, person=other)
    if "default_months" in settings:
        make_role(organisation, Role.RELEASE_CONTACT, person=other)
        make_role(organisation, Role.HR, person=other)
        set_prices(organisation, prices, finance=director)
        money_terms(organisation, finance=director, confirms=administrator)


def answered(organisation: Organisation, administrator: Actor, **answers: Any) -> StandingAnswers:
    """The procurement and insurance questions are answered: an agreement with common objectives, insurers told."""
    basis = "regulation_13" if organisation.nation == "Scotland" else "horizontal"
    said = {
        "basis": basis,
        "objectives": "To share skilled officers between councils at cost",
        "public_interest": True,
        "insurer_told_on": TODAY,
        "insurer_told_by": "Insurance officer",
    }
    return operations.answer_procurement(
        actor=administrator, organisation_id=organisation.pk, at=NOW, **said | answers
    )


def signed_agreement(organisation: Organisation) -> tuple[Person, Person]:
    """The council's agreement is in force; these two people signed it."""
    first, second = signatories_named(organisation)
    sign(organisation, first)
    sign(organisation, second)
    return first, second


def signatories_named(organisation: Organisation) -> tuple[Person, Person]:
    """Two colleagues, named and asked to sign."""
    agreement_text()
    jobs = [make_employment(organisation, name=name) for name in ("Ama Boateng", "Rhys Pritchard")]
    named = [Named(job.person.name, "Director", job.mailbox, AUTHORITY) for job in jobs]
    administrator = actor(administrator_of(organisation))
    operations.name_signatories(
        actor=administrator, organisation_id=organisation.pk, signatories=named, at=NOW
    )
    return jobs[0].person, jobs[1].person


def sign(organisation: Organisation, person: Person) -> None:
    """The person signs as they were asked to."""
    signer = actor(person)
    operations.sign_agreement(
        actor=signer,
        organisation_id=organisation.pk,
        typed_name=person.name,
        text_sha256=queries.text_to_sign(signer, organisation.pk).sha256,
        at=NOW,
    )


def set_prices(
    organisation: Organisation,
    prices: Mapping[str, int],
    *,
    finance: Person | None = None,
    seconds: Mapping[str, int] | None = None,
    thirds: Mapping[str, int] | None = None,
) -> None:
    """Somebody in the council's finance team sets these prices, which are what the hours cost, from today."""
    setter = actor(make_role(organisation, Role.FINANCE, person=finance))
    operations.set_prices(
        actor=setter,
        organisation_id=organisation.pk,
        prices=prices,
        costs=prices,
        seconds=seconds,
        thirds=thirds,
        starts_on=TODAY,
        at=NOW,
    )


def money_terms(organisation: Organisation, *, finance: Person, confirms: Actor, at: datetime = NOW) -> None:
    """The council's standing for VAT is stated; its bank details are entered by one and confirmed by another."""
    today = london_date(at)
    place, clerk = organisation.pk, actor(finance, at=at)
    operations.set_vat(
        actor=clerk, organisation_id=place, treatment="standard", number=VAT_NUMBER, starts_on=today, at=at
    )
    enter_account(organisation, by=finance, confirms=confirms, at=at)


def enter_account(
    organisation: Organisation,
    account_number: str = ACCOUNT["account_number"],
    *,
    by: Person,
    confirms: Actor | None = None,
    at: datetime = NOW,
) -> None:
    """The account the council is paid into is entered by one person and confirmed by another, after a call."""
    place, entered = organisation.pk, {**ACCOUNT, "account_number": account_number}
    details = operations.enter_bank_details(actor=actor(by, at=at), organisation_id=place, at=at, **entered)
    operations.confirm_bank_details(
        actor=confirms or actor(administrator_of(organisation), at=at),
        organisation_id=place,
        details_id=details.pk,
        called_number="01632 960100",
        known_from="The council's own directory",
        called_on=london_date(at),
        at=at,
    )


def agreement_text() -> AgreementText:
    """The current text, as the reference data have it."""
    return queries.agreement_text() or operations.load_agreement_text(actor=INSTALLER, at=NOW)


def drafted_text(version: int = 2, body: str = "") -> AgreementText:
    """The next version waits to be published: the current text with one paragraph more, or this one."""
    body = body or f"{agreement_text().body}\nZ.{version} One paragraph more.\n"
    return operations.draft_agreement_text(actor=INSTALLER, version=version, body=body, at=NOW)


def published_text(
    version: int = 2, change: str = "minor", *, days: int = 0, at: datetime = NOW
) -> AgreementText:
    """Two stewards have published the next version, due so many days later: about as soon as may be, unless said."""
    given: dict[str, Any] = {
        "version": version,
        "sha256": drafted_text(version).sha256,
        "change_kind": change,
        "summary": "One paragraph more.",
        "due_on": london_date(at) + timedelta(days=days or (35 if change == "minor" else 30)),
        "at": at,
    }
    operations.put_text_forward(actor=actor(make_steward()), **given)
    return operations.publish_agreement_text(actor=actor(make_steward()), **given)


def domain_of(organisation: Organisation) -> str:
    """The council's own e-mail domain."""
    return organisation.domains.order_by("id").values_list("name", flat=True)[0]
