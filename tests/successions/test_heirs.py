"""What law, procurement and money ask of a council that takes over: what it has of those before it, and what not."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from commonpool.access import Role
from commonpool.agreements import queries as agreements
from commonpool.agreements.models import BankDetails, Joining, PairCap, StandingAnswers
from commonpool.agreements.operations import declare_interests, record_section_114, set_pair_cap
from commonpool.agreements.rules import succession
from commonpool.bookings import queries as bookings
from commonpool.bookings.models import Evidence, RunningTotal
from commonpool.bookings.operations import Scope, give_evidence, say_ready
from commonpool.bookings.rules.refusals import HomeNotLending, MemberOfHost
from commonpool.organisations.models import Organisation
from commonpool.people.operations import state_post_facts
from commonpool.people.queries import post_facts_of
from commonpool.successions import queries
from commonpool.successions.rules import by_kind
from tests.bookings.test_procurement import assert_exact
from tests.factories.bookings import Pair, bound_booking, fresh, make_pair, monday, requested_booking, varied
from tests.factories.councils import answered, council, money_terms
from tests.factories.needs import SCHEDULE, needing
from tests.factories.people import NOW, TODAY, actor, administrator_of, make_officer, make_role, make_steward
from tests.factories.signed_in import signed_in
from tests.factories.successions import ON, THAT_DAY, carried_out, ending

pytestmark = pytest.mark.django_db
WEEKS = [(monday(), 60), (monday(2), 60)]
PAPER = {"reason": "Seen", "kept": "Folder 7", "paper_on": TODAY, "ends_on": TODAY + timedelta(days=60)}


def state(pair: Pair, **said: Any) -> None:
    officer = pair.officer
    state_post_facts(actor=actor(officer.person), employment_id=officer.employment.pk, at=NOW, **said)


def capped(home: Organisation, host: Organisation, pence: int) -> None:
    holder = make_role(host, Role.BUDGET_HOLDER)
    set_pair_cap(
        actor=actor(holder), host_id=host.pk, home_id=home.pk, year=2026, cap_pence=pence,
        ends_on=ON + timedelta(days=60), at=NOW,
    )  # fmt: skip


def test_totals_follow_a_booking_to_the_pair_of_its_new_councils() -> None:
    """Both sides end at once, on two plans; what is bound is counted once, between the councils that there are."""
    home, other, host = council(), council(), council()
    lent, more = make_pair(home=home, host=host), make_pair(home=other, host=host)
    one, two = bound_booking(lent, WEEKS), bound_booking(more, WEEKS)
    asked = requested_booking(lent, [(monday(3), 60)])
    [new_home], [new_host] = ending(home, other), ending(host)
    before = sum(each.net_pence for each in RunningTotal.objects.all())
    carried_out(new_home)
    assert_exact()
    carried_out(new_host)
    assert_exact()
    for booking in (fresh(one), fresh(two), fresh(asked)):
        assert booking.pair is not None
        assert (booking.pair.home_id, booking.pair.host_id) == (new_home.pk, new_host.pk)
    pair = fresh(one).pair_id
    assert sum(each.net_pence for each in RunningTotal.objects.filter(pair_id=pair)) == before


def test_rest_goes_on_as_the_strictest_of_them_counted_it() -> None:
    one, other = council(), council()
    fortnights = {"rest_fortnights_from": monday(), "rest_reason": "Local agreement 12"}
    Joining.objects.filter(organisation=one).update(**fortnights, rest_minutes=600)
    Joining.objects.filter(organisation=other).update(
        **fortnights | {"rest_reason": "Twelve hours"}, rest_minutes=720
    )
    [heir] = ending(one, other)
    carried_out(heir)
    found = agreements.settings_of(heir.pk)
    assert (found.rest_minutes, found.rest_fortnights_from) == (720, monday())
    assert found.rest_reason == "Twelve hours"


def test_what_an_officer_said_of_their_post_and_ties_goes_on() -> None:
    home, host = council(), council()
    lent = make_pair(home=home, host=host)
    state(lent, statutory_post="monitoring_officer", member_of_id=host.pk, interests="Shares",
          interest_councils=[host.pk])  # fmt: skip
    [new], [new_host] = ending(home), ending(host)
    carried_out(new)
    carried_out(new_host)
    lent.officer.listing.refresh_from_db()
    said = post_facts_of(lent.officer.listing.employment_id)
    assert said is not None
    assert lent.officer.listing.employment.organisation_id == new.pk
    assert (said.statutory_post, said.stated_by_id, said.stated_at) == (
        "monitoring_officer", lent.officer.person.pk, NOW,
    )  # fmt: skip
    assert (said.member_of_id, said.interest_councils) == (new_host.pk, sorted([host.pk, new_host.pk]))
    there = Pair(new, new_host, lent.officer, lent.booker, lent.budget_holder)
    with pytest.raises(MemberOfHost):
        requested_booking(there, [(monday(3), 60)], at=THAT_DAY)


def test_lends_anew_only_with_vat_and_bank_details_of_its_own_and_what_is_live_goes_on() -> None:
    home, host = council(), council()
    lent = make_pair(home=home, host=host)
    booking = bound_booking(lent, WEEKS)
    [new] = ending(home)
    carried_out(new)
    assert not BankDetails.objects.filter(organisation=new).exists()
    there = Pair(new, host, lent.officer, lent.booker, lent.budget_holder)
    with pytest.raises(HomeNotLending):
        requested_booking(there, [(monday(3), 60)], at=THAT_DAY)
    varied(there, booking, [(monday(2), 90)], at=THAT_DAY)
    finance, other = (make_role(new, Role.FINANCE, at=THAT_DAY) for _each in range(2))
    money_terms(new, finance=finance, confirms=actor(other, at=THAT_DAY), at=THAT_DAY)
    assert agreements.depth_of(new.pk) == "lend"
    assert requested_booking(there, [(monday(3), 60)], at=THAT_DAY).status == "requested"


def test_answers_caps_and_interests_go_on_as_the_more_careful_of_each() -> None:
    first, second, home = council(), council(), council()
    answered(first, actor(administrator_of(first)), standing_orders_pence=900_000)
    answered(second, actor(administrator_of(second)), basis="below", standing_orders_pence=700_000)
    capped(home, first, 1_000_000)
    capped(home, second, 400_000)
    capped(first, home, 2_600_000)
    manager = make_role(second, Role.BOOKING_MANAGER)
    lender = make_role(home, Role.APPROVER)
    for person, place, council_id in ((manager, second, home.pk), (lender, home, first.pk)):
        declare_interests(
            actor=actor(person), organisation_id=place.pk, interests={council_id: "A brother"}, at=NOW
        )
    [new] = ending(first, second)
    run = queries.dry_run(queries.plan_for(actor(make_steward()), new.slug, TODAY))
    notes = {kind: {line.note for line in lines} for kind, lines in by_kind(run.lines).items()}
    assert (notes["answers"], notes["cap"]) == ({"answers"}, {"", "cap_anew"})
    assert {"own", "own_lend"} == notes["own"]
    carried_out(new)
    said = StandingAnswers.objects.get(organisation=new)
    assert (said.basis, said.standing_orders_pence, said.insurer_told_on) == ("below", 700_000, None)
    caps = PairCap.objects.filter(pair__home=home, pair__host=new)
    assert [each.cap_pence for each in caps] == [400_000]
    assert not PairCap.objects.filter(pair__home=new).exists()
    for place, person, council_id in ((new, manager, home.pk), (home, lender, new.pk)):
        newest = agreements.newest_declaration(place.pk, person.pk)
        assert newest is not None
        assert council_id in {each.council_id for each in newest.interests.all()}  # type: ignore[attr-defined]


def test_evidence_goes_on_and_what_a_chief_finance_officer_said_ends() -> None:
    home, host = council(), council()
    lent = make_pair(home=home, host=host)
    booking = bound_booking(lent, WEEKS)
    finance = make_role(host, Role.FINANCE)
    record_section_114(actor=actor(finance), organisation_id=host.pk, made_on=TODAY, at=NOW)
    whose: dict[str, Any] = {"host_id": host.pk, "at": NOW, **PAPER}
    manager = actor(lent.booker)
    give_evidence(actor=manager, rule="DBS-01", scope=Scope(listing=lent.officer.reference), **whose)
    give_evidence(actor=manager, rule="PWR-04", scope=Scope(home_id=home.pk), **whose)
    give_evidence(actor=manager, rule="PWR-07", scope=Scope(booking_id=booking.pk), **whose)
    give_evidence(
        actor=actor(finance), rule="PWR-15", scope=Scope(home_id=home.pk), ground="improve", **whose
    )
    [new_home], [new_host] = ending(home), ending(host)
    carried_out(new_home)
    carried_out(new_host)
    stands = Evidence.objects.filter(host=new_host).values_list("rule", "home", "booking", "given_by")
    assert set(stands) == {
        ("DBS-01", None, None, lent.booker.pk),
        ("PWR-04", home.pk, None, lent.booker.pk),
        ("PWR-04", new_home.pk, None, lent.booker.pk),
        ("PWR-07", None, booking.pk, lent.booker.pk),
    }
    assert agreements.report_live_on(new_host.pk, ON) is None


def test_what_two_councils_that_become_one_have_seen_of_each_other_is_over_and_said_to_be() -> None:
    home, host = council(), council()
    lent = make_pair(home=home, host=host)
    whose: dict[str, Any] = {"actor": actor(lent.booker), "host_id": host.pk, "at": NOW, **PAPER}
    give_evidence(rule="PWR-04", scope=Scope(home_id=home.pk), **whose)
    [new] = ending(home, host)
    lines = queries.dry_run(queries.plan_for(actor(make_steward()), new.slug, TODAY)).lines
    assert {(each.now_id, each.note) for each in lines if each.kind == "evidence"} == {
        (None, "evidence_anew")
    }
    carried_out(new)
    assert not Evidence.objects.filter(host=new, home=new).exists()


def test_who_has_needs_ready_stays_their_contact_at_the_new_council() -> None:
    host = council()
    lent = make_pair(host=host)
    contact = make_officer(host).person
    booking = needing(lent, ["documents"], [(monday(2), 60)], contact=contact.email)
    [new] = ending(host)
    carried_out(new)
    yes: dict[str, Any] = {
        "booking_id": booking.pk,
        "needs": ["documents"],
        "schedule": replace(SCHEDULE, kept_until=monday(2)),
    }
    say_ready(actor=actor(contact, at=THAT_DAY), at=THAT_DAY, **yes)
    assert bookings.needed_for(fresh(booking), ON)[0].ready


@pytest.mark.django_db(databases=[])
@pytest.mark.parametrize(("costs", "taken"), [([4000, 3500], 3500), ([4000, None], None), ([], None)])
def test_a_cost_goes_on_where_all_had_worked_it_out(costs: list[int | None], taken: int | None) -> None:
    assert succession.costs_taken_over(costs) == taken


def test_check_call_off_and_page_name_the_council_that_follows_and_the_day() -> None:
    host = council()
    lent = make_pair(host=host)
    [new] = ending(host)
    booking = bound_booking(lent, WEEKS)
    words = f"From 16 December 2026 the host is {new.name}. Terms and price stay."
    _booking, call_off = bookings.call_off_for(actor(lent.booker), booking.reference)
    assert words in {each.get("message") for each in call_off.facts["checks"]}
    page = signed_in(lent.booker).get(f"/bookings/{booking.reference}/").content.decode()
    assert words in page
