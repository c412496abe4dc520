"""Who closes their account is gone from every table, but for the records that name who agreed to what."""

from collections.abc import Iterable

import pytest
from django.db import connection

from commonpool.activity.models import Event
from commonpool.availability.operations import close_listing
from commonpool.bookings.operations import ask_spending_limit, grant_spending_limit
from commonpool.config.reactions import AFTERWARDS
from commonpool.identity.events import PersonAnonymised
from commonpool.identity.models import Person
from commonpool.identity.operations import anonymise_person, change_details, make_token
from commonpool.identity.queries import proved_mailboxes
from commonpool.matching.operations import index_listings, save_search
from commonpool.matching.rules import Wanted
from commonpool.notifications.models import Letter
from tests.factories.bookings import bound_booking, make_pair
from tests.factories.letters import post
from tests.factories.people import NOW, TODAY, actor

pytestmark = pytest.mark.django_db

RECORDS = {"agreements_signatory", "bookings_calloff", "notifications_letter"}
"""Who signed, who was lent and who agreed stay said; so do letters that others had already."""


def tables_that_say(words: Iterable[str]) -> set[str]:
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            saying = " OR ".join("said::text ILIKE %s" for _word in words)
            cursor.execute(f'SELECT 1 FROM "{table}" said WHERE {saying} LIMIT 1', [f"%{w}%" for w in words])
            if cursor.fetchone():
                found.add(table)
    return found


def close(person: Person) -> None:
    anonymise_person(actor=actor(person), person_id=person.pk, at=NOW)
    closed = Event.objects.get(name="PersonAnonymised", facts__person_id=person.pk)
    for reaction in AFTERWARDS[PersonAnonymised]:
        reaction(closed)


@pytest.mark.parametrize("listed", [True, False])
def test_a_closed_account_leaves_every_table_but_the_records(listed: bool) -> None:
    pair = make_pair(limit=False)
    officer, listing = pair.officer.person, pair.officer.listing
    words = ["Quintessa Marlowe", "quintessa marlowe", "Marlowe’s laptop"]
    for person in (officer, pair.approver, pair.budget_holder):
        change_details(actor=actor(person), name="Quintessa Marlowe", at=NOW)
        make_token(actor=actor(person), label="Marlowe’s laptop", at=NOW)
        save_search(actor=actor(person), wanted=Wanted(words="Marlowe’s laptop"), at=NOW)
        words += [person.email, *proved_mailboxes(person.pk)]
    limit = ask_spending_limit(
        actor=actor(pair.booker),
        organisation_id=pair.host.pk,
        budget_holder_id=pair.budget_holder.pk,
        per_booking_pence=50_000,
        per_month_pence=100_000,
        cost_code="PL-100",
        starts_on=TODAY,
        ends_on=TODAY,
        at=NOW,
    )
    grant_spending_limit(actor=actor(pair.budget_holder), limit_id=limit.pk, at=NOW)
    bound_booking(pair)
    post()
    if not listed:
        close_listing(actor=actor(officer), listing_id=listing.pk, at=NOW)
    assert {"matching_officerindex", "people_employment"} <= tables_that_say(words)
    for person in (officer, pair.approver, pair.budget_holder):
        close(person)
    if listed:
        index_listings(listing_ids=[listing.pk])
    assert tables_that_say(words) == RECORDS
    assert not Letter.objects.filter(person__in=[officer, pair.approver, pair.budget_holder]).exists()
