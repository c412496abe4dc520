"""Needs, offers, pieces of work and claims of councils that end are those of the councils that take over."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonpool.access import Role
from commonpool.bookings.operations import cancel_booking
from commonpool.kernel.refusals import Forbidden
from commonpool.needs import queries as needs
from commonpool.needs.models import Need, Offer
from commonpool.needs.operations import carry_needs, close_need
from commonpool.organisations.models import Organisation
from commonpool.people import queries as people
from commonpool.people.operations import carry_works, end_employment
from commonpool.successions import operations, queries
from commonpool.successions.operations import Said
from commonpool.successions.operations.carrying_out import SUCCEEDED, carry_out
from commonpool.successions.rules import by_kind
from tests.factories.bookings import accept, another_officer, make_pair, monday
from tests.factories.councils import council
from tests.factories.offers import accepted_offer, drafted_need, made_offer, opened_need
from tests.factories.people import NOW, TODAY, actor, make_officer, make_role, make_steward
from tests.factories.successions import THAT_DAY, carried_out, confirmed, ending
from tests.factories.works import make_work, took_part

pytestmark = pytest.mark.django_db


def shown(new: Organisation) -> dict[str, set[tuple[int | None, str]]]:
    """The lines of the dry run, by kind: where each goes and its note."""
    plan = queries.plan_for(actor(make_steward()), new.slug, NOW.date())
    kinds = by_kind(queries.dry_run(plan).lines)
    found = {kind: {(line.now_id, line.note) for line in lines} for kind, lines in kinds.items()}
    return {kind: found[kind] for kind in ("need", "offer", "work", "claim") if kind in found}


def test_a_merge_takes_them_all_over_and_an_offer_between_two_of_them_ends() -> None:
    first, second, neighbour = council(), council(), council()
    [new] = ending(first, second)
    inside, outside = make_pair(home=second, host=first), make_pair(home=neighbour, host=first)
    lent = make_pair(home=second, host=neighbour)
    need = opened_need(inside, minutes=480)
    within = made_offer(inside, need)
    accepted = made_offer(outside, need)
    booking = accepted_offer(outside, accepted)
    abroad = made_offer(lent, opened_need(lent))
    drafted_need(inside)
    work = make_work(first)
    claim = took_part(lent.officer.person, work)
    stays = took_part(inside.officer.person, work, confirmed_by=make_role(first, Role.APPROVER))
    assert shown(new) == {
        "need": {(new.pk, "")}, "offer": {(new.pk, ""), (new.pk, "offer_ends")},
        "work": {(new.pk, "")}, "claim": {(new.pk, "")},
    }  # fmt: skip
    assert carried_out(new) == 2
    assert set(Need.objects.filter(host=new).values_list("status", flat=True)) == {"draft", "open"}
    for offer in (within, accepted, abroad):
        offer.refresh_from_db()
    assert (within.status, within.answered_by_rule, within.home_id) == ("set_aside", "need_over", new.pk)
    assert (accepted.status, accepted.booking_id, accepted.home_id) == ("accepted", booking.pk, neighbour.pk)
    assert (abroad.status, abroad.home_id) == ("made", new.pk)
    manager = actor(make_role(new, Role.APPROVER, at=THAT_DAY), at=THAT_DAY)
    assert list(people.claims_waiting(manager)) == [claim]
    for each, owner in ((work, new), (stays, first)):
        each.refresh_from_db()
        assert owner.pk == (each.organisation_id if each is work else each.owner_id)
    booker = actor(make_role(new, Role.BOOKING_MANAGER, at=THAT_DAY), at=THAT_DAY)
    assert needs.own_need(booker, need.pk).host_id == new.pk
    assert operations.carry_out_due(at=THAT_DAY) == 0


def test_on_a_split_a_need_goes_with_who_posted_it_and_what_nobody_wrote_is_closed_or_stays() -> None:
    county, neighbour = council(), council()
    east, west = ending(county, into=2)
    pair, other = make_pair(home=neighbour, host=county), make_pair(home=neighbour, host=county)
    need, goes = opened_need(pair), opened_need(other)
    offer = made_offer(another_officer(pair), need)
    filled = opened_need(pair, minutes=120)
    accept(accepted_offer(pair, made_offer(pair, filled)))
    job = pair.booker.employments.get()
    end_employment(actor=actor(pair.booker), employment_id=job.pk, ends_on=TODAY - timedelta(days=1), at=NOW)
    work = make_work(county, by=make_officer(county).person)
    assert shown(west) == {"need": {(None, "need_closed"), (None, "")}, "work": {(None, "")}}
    steward = actor(make_steward())
    plan = queries.plan_for(steward, west.slug, NOW.date())
    rows = [Said(county.code, line.kind, line.key, east.code) for line in queries.dry_run(plan).unassigned]
    operations.assign(actor=steward, slug=west.slug, said=rows, at=NOW)
    assert shown(west) == {"need": {(None, "need_closed"), (east.pk, "")}, "work": {(east.pk, "")}}
    confirmed(west)
    assert operations.carry_out_due(at=THAT_DAY) == 1
    for each in (need, goes, filled, offer, work):
        each.refresh_from_db()
    assert (need.status, need.host_id, need.ended_by_rule) == ("closed", county.pk, "council_succeeded")
    assert (goes.status, goes.host_id) == ("open", east.pk)
    assert (filled.status, filled.host_id) == ("filled", east.pk), "with the booking that came of it"
    assert (offer.status, work.organisation_id) == ("set_aside", east.pk)


def test_the_needs_of_bookings_that_end_are_locked_with_the_others_in_one_order() -> None:
    first, second = council(), council()
    ending(first, second)
    pair = make_pair(home=second, host=first)
    closed, other = opened_need(pair), opened_need(pair)
    accept(accepted_offer(pair, made_offer(pair, closed, [(monday(2), 120)])))
    close_need(actor=actor(pair.booker), need_id=closed.pk, at=NOW)
    confirmed(first)
    with CaptureQueriesContext(connection) as asked:
        assert carry_out(actor=SUCCEEDED, predecessor_id=first.pk, at=THAT_DAY)
    locks = [
        each["sql"]
        for each in asked.captured_queries
        if 'FROM "needs_need"' in each["sql"] and "FOR NO KEY UPDATE" in each["sql"]
    ]
    assert len(locks) == 2, "all at once, and the one of the booking that ended once more"
    [together] = re.findall(r"IN \(([\d, ]+)\)", locks[0])
    assert {int(each) for each in together.split(",")} == {closed.pk, other.pk}


def test_a_filled_need_that_goes_nowhere_does_not_open_again_for_a_council_that_is_gone() -> None:
    pair = make_pair()
    need = opened_need(pair, minutes=120)
    booking = accept(accepted_offer(pair, made_offer(pair, need)))
    for _again in range(2):
        carry_needs(actor=SUCCEEDED, organisation_id=pair.host.pk, needs={need.pk: None}, offers={}, at=NOW)
    cancel_booking(actor=actor(pair.booker), booking_id=booking.pk, reason="not_needed", at=NOW)
    need.refresh_from_db()
    assert (need.status, need.taken_minutes, need.ended_by_rule) == ("closed", 0, "council_succeeded")


def test_only_the_rule_of_a_succession_carries_them() -> None:
    steward = actor(make_steward())
    with pytest.raises(Forbidden):
        carry_needs(actor=steward, organisation_id=1, needs={}, offers={}, at=NOW)
    with pytest.raises(Forbidden):
        carry_works(actor=steward, organisation_id=1, heirs={}, at=NOW)
    assert not Offer.objects.exists()
