"""Evidence of a host: what it answers, for whom and how long; and what is judged again as a booking binds."""

from datetime import date, timedelta
from typing import Any

import pytest

from commonpool.access import Role
from commonpool.access.actor import StepUpNeeded
from commonpool.agreements.models import Section114Report
from commonpool.agreements.operations import record_section_114
from commonpool.bookings import queries
from commonpool.bookings.models import Booking, Evidence
from commonpool.bookings.operations import Scope, accept_booking, give_evidence, revoke_evidence
from commonpool.kernel.refusals import Forbidden, NotFound, Refusal
from commonpool.people.operations import state_post_facts
from tests.factories import NOW, TODAY, actor, council, make_role
from tests.factories.bookings import Pair, function_id, make_pair, monday, requested_booking
from tests.guards import again, refused

pytestmark = pytest.mark.django_db
ENGLAND, SCOTLAND = "England", "Scotland"
PAPER = {"reason": "Seen on the register", "kept": "HR folder 7", "paper_on": TODAY, "ends_on": TODAY}
LONG = PAPER | {"ends_on": TODAY + timedelta(days=60)}


@pytest.fixture
def pair() -> Pair:
    """An officer of an English council with a register of their own, asked for by a Scottish one."""
    return make_pair(host=council("Scotland"))


def stated(pair: Pair, **said: Any) -> None:
    officer = pair.officer
    state_post_facts(actor=actor(officer.person), employment_id=officer.employment.pk, at=NOW, **said)


def given(pair: Pair, rule: str = "PWR-17", scope: Scope | None = None, **facts: Any) -> Evidence:
    return give_evidence(
        actor=actor(facts.pop("by", pair.booker)),
        host_id=pair.host.pk,
        rule=rule,
        scope=scope or Scope(listing=pair.officer.reference),
        at=NOW,
        **{**LONG, **facts},
    )


def authorised(pair: Pair, **facts: Any) -> Evidence:
    """The chief finance officer's authority, for all that the home council lends."""
    finance = make_role(pair.host, Role.FINANCE)
    scope = Scope(home_id=pair.home.pk)
    return given(pair, "PWR-15", **{"scope": scope, "ground": "improve", "by": finance, **facts})


def stopped(pair: Pair, made_on: date = TODAY) -> Section114Report:
    finance = actor(make_role(pair.host, Role.FINANCE))
    return record_section_114(actor=finance, organisation_id=pair.host.pk, made_on=made_on, at=NOW)


def checks(pair: Pair) -> dict[str, queries.Check]:
    quote = queries.quote(
        actor(pair.booker),
        pair.host.pk,
        pair.officer.reference,
        [(monday(), 120)],
        function_id(),
        purpose="Advice",
        at=NOW,
    )
    return {each.rule: each for each in quote.checks}


def refused_as(pair: Pair) -> str:
    with pytest.raises(Refusal) as found:
        requested_booking(pair)
    return found.value.code


def accepted(pair: Pair, booking: Booking) -> Booking:
    booking.refresh_from_db()
    return accept_booking(
        actor=actor(pair.officer.person), booking_id=booking.pk, terms=booking.standing.sha256, at=NOW
    )


def test_a_register_of_another_nation_blocks_until_it_was_seen_and_the_terms_say_why(pair: Pair) -> None:
    stated(pair, profession="solicitor", registered_in=["England", "Scotland"])
    assert refused_as(pair) == "not_registered_there"
    given(pair)
    check = checks(pair)["PWR-17"]
    assert check.effect == "BLOCK"
    assert check.allowed_because.startswith(
        "Seen on the register. Paper of 2 November 2026, kept at: HR folder 7."
    )
    booking = accepted(pair, requested_booking(pair))
    assert booking.status == "bound"
    (frozen,) = [each for each in booking.standing.checks if each["rule"] == "PWR-17"]
    assert frozen["allowed_because"] == check.allowed_because
    facts = booking.call_offs.get().facts
    assert frozen in facts["checks"]


def test_evidence_taken_back_before_the_yes_keeps_the_booking_from_binding(pair: Pair) -> None:
    stated(pair, profession="solicitor")
    evidence = given(pair)
    booking = requested_booking(pair)
    revoke_evidence(actor=actor(pair.booker), host_id=pair.host.pk, evidence_id=evidence.pk, at=NOW)
    with pytest.raises(Refusal) as found:
        accepted(pair, booking)
    assert found.value.code == "not_registered_there"
    given(pair, scope=Scope(booking_id=booking.pk))
    assert refused_as(pair) == "not_registered_there", "it was given for the one booking"
    assert accepted(pair, booking).status == "bound"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"member_of_id": "host"}, "member_of_host"),
        ({"interests": "A firm", "interest_councils": "host", "paid_directly": True}, "paid_by_host"),
    ],
)
def test_what_the_officer_says_after_the_request_is_judged_as_it_binds(
    pair: Pair, said: dict[str, Any], code: str
) -> None:
    booking = requested_booking(pair)
    host = pair.host.pk
    facts = {"member_of_id": host, "interest_councils": [host]}
    stated(pair, **{name: facts.get(name, value) for name, value in said.items()})
    with pytest.raises(Refusal) as found:
        accepted(pair, booking)
    assert found.value.code == code
    assert refused_as(pair) == code


def test_a_report_under_section_114_stops_and_the_finance_officers_authority_lets_go_on() -> None:
    pair = make_pair()
    booking = requested_booking(pair)
    stopped(pair)
    assert refused_as(pair) == "spending_stopped"
    with pytest.raises(Refusal) as found:
        accepted(pair, booking)
    assert found.value.code == "spending_stopped"
    with pytest.raises(Forbidden):
        authorised(pair, by=pair.booker)
    authorised(pair)
    assert checks(pair)["PWR-15"].allowed_because
    assert accepted(pair, booking).status == "bound"


def test_an_authority_is_of_one_live_report_no_older_than_it_and_ends_with_it() -> None:
    pair, day = make_pair(), timedelta(days=1)
    with pytest.raises(Refusal) as found:
        authorised(pair)
    assert found.value.code == "no_report_live"
    first = stopped(pair, TODAY - day)
    with pytest.raises(Refusal) as found:
        authorised(pair, paper_on=TODAY - 2 * day)
    assert (found.value.code, found.value.field) == ("authority_before_report", "paper_on")
    evidence = authorised(pair, paper_on=TODAY - day)
    assert evidence.report == first
    assert checks(pair)["PWR-15"].allowed_because
    stopped(pair)
    assert refused_as(pair) == "spending_stopped", (
        "the second report is not answered by the first one’s authority"
    )
    refused("evidence_after_its_report", lambda: again(evidence, paper_on=TODAY - 2 * day))


def test_evidence_of_a_rule_that_blocks_wants_a_second_factor_and_of_others_none(pair: Pair) -> None:
    plain = actor(pair.booker, second_factor=False)
    facts = {"host_id": pair.host.pk, "scope": Scope(listing=pair.officer.reference), "at": NOW, **LONG}
    with pytest.raises(StepUpNeeded):
        give_evidence(actor=plain, rule="PWR-17", **facts)
    blocking = given(pair)
    with pytest.raises(StepUpNeeded):
        revoke_evidence(actor=plain, host_id=pair.host.pk, evidence_id=blocking.pk, at=NOW)
    warning = give_evidence(actor=plain, rule="DBS-01", **facts)
    revoke_evidence(actor=plain, host_id=pair.host.pk, evidence_id=warning.pk, at=NOW)


@pytest.mark.parametrize(
    ("facts", "code", "field"),
    [
        ({"rule": "PWR-12"}, "rule_not_answerable", None),
        ({"rule": "PWR-11"}, "rule_not_answerable", None),
        ({"reason": " "}, "evidence_not_said", "reason"),
        ({"kept": "x" * 201}, "evidence_not_said", "kept"),
        ({"ground": "improve"}, "evidence_not_said", "ground"),
        ({"paper_on": TODAY + timedelta(days=1)}, "evidence_dates_wrong", "paper_on"),
        ({"ends_on": TODAY - timedelta(days=1)}, "evidence_dates_wrong", "ends_on"),
        ({"ends_on": TODAY + timedelta(days=367)}, "evidence_dates_wrong", "ends_on"),
    ],
)
def test_evidence_of_the_wrong_kind_is_refused(
    pair: Pair, facts: dict[str, Any], code: str, field: str | None
) -> None:
    with pytest.raises(Refusal) as found:
        given(pair, **facts)
    assert (found.value.code, found.value.field) == (code, field)
    with pytest.raises(Refusal) as found:
        authorised(pair, ground="")
    assert found.value.field == "ground"


def test_it_is_the_hosts_to_give_and_to_take_back(pair: Pair) -> None:
    with pytest.raises(Forbidden):
        given(pair, by=pair.approver)
    evidence = given(pair)
    elsewhere = make_pair().booker
    for who in (pair.approver, elsewhere):
        with pytest.raises(NotFound):
            revoke_evidence(actor=actor(who), host_id=pair.host.pk, evidence_id=evidence.pk, at=NOW)


def test_it_counts_from_its_day_to_its_last_and_for_its_host_alone(pair: Pair) -> None:
    stated(pair, profession="solicitor")
    other = make_pair(host=council("Scotland"), officer=pair.officer, home=pair.home)
    given(pair, **PAPER)
    employment, listing = pair.officer.employment, pair.officer.listing

    def answers(host: Any, day: date) -> bool:
        found = queries.post_of(
            employment.pk, listing.pk, pair.home.pk, host.pk, day, nations=(ENGLAND, SCOTLAND)
        )
        return "PWR-17" in found.post.evidence

    day = timedelta(days=1)
    assert [answers(pair.host, TODAY + number * day) for number in (-1, 0, 1)] == [False, True, False]
    assert not answers(other.host, TODAY)


def test_it_stays_as_it_was_given(pair: Pair) -> None:
    evidence = given(pair)
    refused("evidence_never_edited", lambda: Evidence.objects.filter(pk=evidence.pk).update(reason="Another"))
    refused("evidence_rule", lambda: again(evidence, rule="PWR-12"))


@pytest.mark.parametrize(
    ("profession", "nations", "other"),
    [
        ("solicitor", ("England", "Wales"), False),
        ("solicitor", ("England", "Scotland"), True),
        ("social_worker", ("England", "Wales"), True),
        ("social_worker", ("Scotland", "Northern Ireland"), True),
        ("teacher", ("Wales", "Wales"), False),
        ("", ("England", "Scotland"), False),
    ],
)
def test_a_register_that_serves_both_nations_is_one(
    pair: Pair, profession: str, nations: tuple[str, str], other: bool
) -> None:
    stated(pair, profession=profession)
    ids = (pair.officer.employment.pk, pair.officer.listing.pk, pair.home.pk, pair.host.pk)
    assert queries.post_of(*ids, TODAY, nations=nations).post.other_register is other
