"""Authority to sign, VAT, setting off, invoices and pay: what is refused, and that what was said stays."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from commonpool.access import Role
from commonpool.agreements import operations, queries, rules
from commonpool.agreements.models import NettingChoice, PayTable, PensionRate, Signature, VatStanding
from commonpool.agreements.operations import Authority, Named
from commonpool.agreements.operations.pay import PayFieldWrong, RateWrong
from commonpool.agreements.operations.setting_aside import RuleStands
from commonpool.agreements.operations.signatories import AuthorityIncomplete
from commonpool.agreements.operations.signing import AuthorityMissing
from commonpool.kernel.refusals import Forbidden, Refusal
from tests.factories import NOW, TODAY, actor, administrator_of, council, make_employment, make_role
from tests.factories.councils import AUTHORITY, VAT_NUMBER, agreement_text, sign
from tests.guards import refused

pytestmark = pytest.mark.django_db


def named(place, authority: Authority | None):
    """Two colleagues are named to sign, both on this authority."""
    agreement_text()
    jobs = [make_employment(place, name=name) for name in ("Ada King", "Bo Lee")]
    both = [Named(job.person.name, "Director", job.mailbox, authority) for job in jobs]
    operations.name_signatories(
        actor=actor(administrator_of(place)), organisation_id=place.pk, signatories=both, at=NOW
    )
    return jobs, both


def test_nobody_signs_without_authority_until_it_is_recorded() -> None:
    place = council(depth="peer")
    jobs, both = named(place, None)
    assert "authority" in [step.slug for step in queries.missing_for(place.pk, "borrow")]
    with pytest.raises(AuthorityMissing):
        sign(place, jobs[0].person)
    operations.name_signatories(
        actor=actor(administrator_of(place)),
        organisation_id=place.pk,
        signatories=[replace(each, authority=AUTHORITY) for each in both],
        at=NOW,
    )
    sign(place, jobs[0].person)
    signature = Signature.objects.get()
    assert (signature.authority_reference, signature.authority_on) == (AUTHORITY.reference, AUTHORITY.on)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"authority_reference": ""}, "signature_with_authority"),
        ({"authority_body": "somebody"}, "signature_with_authority"),
        ({"authority_on": TODAY + timedelta(days=1)}, "signature_after_authority"),
    ],
)
def test_the_database_keeps_no_signature_without_authority_on_that_day(facts, constraint: str) -> None:
    place = council(depth="peer")
    jobs, _both = named(place, AUTHORITY)
    sign(place, jobs[0].person)
    given = Signature.objects.get()
    fields = {each.attname: getattr(given, each.attname) for each in Signature._meta.concrete_fields}
    second = given.agreement.signatories.exclude(pk=given.signatory_id).get()
    fields |= {"id": None, "signatory_id": second.pk, "signed_by_id": jobs[1].person.pk} | facts
    refused(constraint, lambda: Signature.objects.create(**fields))


@pytest.mark.parametrize(
    "authority",
    [
        Authority("", "officer", TODAY),
        Authority("4.12", "", TODAY),
        Authority("4.12", "mayor", TODAY),
        Authority("4.12", "officer", None),
        Authority("4.12", "officer", TODAY + timedelta(days=1)),
        Authority("x" * 201, "officer", TODAY),
    ],
)
def test_an_authority_is_said_whole(authority: Authority) -> None:
    with pytest.raises(AuthorityIncomplete):
        named(council(depth="peer"), authority)


@pytest.mark.parametrize("rule", ["PWR-14", "INV-12"])
def test_no_council_sets_aside_what_holds_by_how_things_are_made(rule: str) -> None:
    place = council(depth="peer")
    with pytest.raises(RuleStands):
        operations.set_rule_aside(
            actor=actor(administrator_of(place)), organisation_id=place.pk, rule=rule,
            from_on=TODAY + timedelta(days=1), reason="x", source="y", monitoring_officer="z", at=NOW,
        )  # fmt: skip


@pytest.fixture
def place():
    return council(depth="peer")


@pytest.fixture
def clerk(place):
    return actor(make_role(place, Role.FINANCE))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"treatment": "reverse_charge"}, "treatment"),
        ({"number": "123456783"}, "number"),
        ({"number": ""}, "number"),
        ({"treatment": "outside_scope"}, "reason"),
        ({"treatment": "outside_scope", "reason": "A"}, "vat_officer"),
        ({"treatment": "outside_scope", "reason": "A", "vat_officer": "B"}, "decided_on"),
        (
            {
                "treatment": "outside_scope",
                "reason": "A",
                "vat_officer": "B",
                "decided_on": TODAY + timedelta(1),
            },
            "decided_on",
        ),
        ({"starts_on": TODAY - timedelta(days=1)}, "starts_on"),
    ],
)
def test_refuses_a_standing_for_vat_nobody_answers_for(
    place, clerk, facts: dict[str, Any], field: str
) -> None:
    said = {"treatment": "standard", "number": VAT_NUMBER, "starts_on": TODAY} | facts
    with pytest.raises(Refusal) as refused:
        operations.set_vat(actor=clerk, organisation_id=place.pk, at=NOW, **said)
    assert refused.value.field == field


def test_what_was_said_of_vat_stays_and_the_newest_of_a_day_holds(place, clerk) -> None:
    def say(treatment: str, starts_on: date, **facts: Any) -> None:
        operations.set_vat(
            actor=clerk, organisation_id=place.pk, treatment=treatment, starts_on=starts_on, at=NOW, **facts
        )

    later = TODAY + timedelta(days=30)
    say("no_vat", TODAY, number="what is typed beside it")
    say("standard", TODAY, number=VAT_NUMBER)
    say("outside_scope", later, number=VAT_NUMBER, reason="A", vat_officer="B", decided_on=TODAY)
    held = [queries.holding(VatStanding, place.pk, day) for day in (TODAY, later - timedelta(days=1), later)]
    assert [each and each.treatment for each in held] == ["standard", "standard", "outside_scope"]
    assert queries.holding(VatStanding, place.pk, TODAY - timedelta(days=1)) is None
    row = VatStanding.objects.filter(treatment="standard")
    refused("vat_standing_stays", lambda: row.update(number="999999999"))


def test_setting_off_is_signed_by_name_and_begins_with_the_next_month() -> None:
    place = council(depth="borrow")
    administrator = administrator_of(place)

    def sign_it(name: str, *, nets: bool = True) -> NettingChoice:
        return operations.sign_netting(
            actor=actor(administrator), organisation_id=place.pk, nets=nets, typed_name=name, at=NOW
        )

    with pytest.raises(Refusal, match="Type your own name"):
        sign_it("Somebody Else")
    assert sign_it(administrator.name).starts_on == date(2026, 12, 1)
    assert queries.holding(NettingChoice, place.pk, date(2026, 11, 30)) is None
    sign_it(administrator.name, nets=False)
    choice = queries.holding(NettingChoice, place.pk, date(2026, 12, 1))
    assert choice is not None
    assert not choice.nets


def test_without_an_agreement_nothing_is_set_off(place) -> None:
    administrator = administrator_of(place)
    with pytest.raises(Refusal, match="Sign the agreement first"):
        operations.sign_netting(
            actor=actor(administrator),
            organisation_id=place.pk,
            nets=True,
            typed_name=administrator.name,
            at=NOW,
        )


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"week_hours": 29}, PayFieldWrong),
        ({"divisor": 49_999}, PayFieldWrong),
        ({"block_minutes": 0}, PayFieldWrong),
        ({"toil_rate": 99}, PayFieldWrong),
        ({"toil_expiry_days": 0}, PayFieldWrong),
        ({"rate_matrix": {}}, RateWrong),
        ({"approver_role": "officer"}, Refusal),
    ],
)
def test_refuses_a_pay_table_that_pays_nobody_right(place, clerk, change: dict[str, Any], refusal) -> None:
    pay = replace(national := rules.national("England"), **change)
    assert pay != national
    with pytest.raises(refusal):
        operations.set_pay_table(actor=clerk, organisation_id=place.pk, pay=pay, effective_from=TODAY, at=NOW)


def test_a_pay_table_and_a_pension_rate_are_versions_of_their_days(place, clerk) -> None:
    pay, april = rules.national("England"), date(2027, 4, 1)
    for table, day in ((pay, TODAY), (replace(pay, week_hours=36), april)):
        operations.set_pay_table(actor=clerk, organisation_id=place.pk, pay=table, effective_from=day, at=NOW)
    held = [queries.holding(PayTable, place.pk, day) for day in (TODAY, april - timedelta(days=1), april)]
    assert [each and each.week_hours for each in held] == [37, 37, 36]
    rate = operations.set_pension_rate(
        actor=clerk, organisation_id=place.pk, hundredths=1960, starts_on=TODAY, at=NOW
    )
    assert queries.holding(PensionRate, place.pk, TODAY) == rate
    for wrong in (-1, 10_001):
        with pytest.raises(Refusal):
            operations.set_pension_rate(
                actor=clerk, organisation_id=place.pk, hundredths=wrong, starts_on=TODAY, at=NOW
            )


def test_only_the_finance_team_says_how_the_council_is_paid(place) -> None:
    with pytest.raises(Forbidden):
        operations.set_vat(
            actor=actor(administrator_of(place)),
            organisation_id=place.pk,
            treatment="no_vat",
            starts_on=TODAY,
            at=NOW,
        )
