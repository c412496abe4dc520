"""Who closes their account is gone from every table, but for the records that name who agreed to what."""

from collections.abc import Iterable

import pytest
from django.db import connection

from commonpool.access import Role
from commonpool.availability.operations import close_listing
from commonpool.bookings.operations import grant_spending_limit
from commonpool.identity.operations import change_details, make_token
from commonpool.identity.queries import proved_mailboxes
from commonpool.matching.operations import index_listings, remember_empty_search, save_search
from commonpool.matching.rules import Wanted
from commonpool.notifications.models import Letter
from commonpool.people.operations import give_opt_out
from tests.factories.bookings import asked_limit, bound_booking, make_pair
from tests.factories.letters import post
from tests.factories.people import NOW, TODAY, actor, close_account, make_role

pytestmark = pytest.mark.django_db

RECORDS = {"agreements_signatory", "bookings_calloff", "notifications_letter", "people_optout"}
"""Who signed, who was lent and who agreed stay said; so do letters that others had already, and the signature by which
somebody opted out of the 48-hour limit, of which their council keeps records (WTR 1998 regs 4(2) and 9).
"""
SAID = RECORDS | {
    "account_emailaddress",
    "availability_permission",
    "bookings_spendinglimit",
    "identity_apitoken",
    "identity_person",
    "matching_emptysearch",
    "matching_officerindex",
    "matching_savedsearch",
    "people_employment",
}
"""Where somebody is named while they are here. A table that comes to it has to forget too."""


def tables_that_say(words: Iterable[str]) -> set[str]:
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            saying = " OR ".join("the_row::text ILIKE %s" for _word in words)
            cursor.execute(
                f'SELECT 1 FROM "{table}" the_row WHERE {saying} LIMIT 1', [f"%{w}%" for w in words]
            )
            if cursor.fetchone():
                found.add(table)
    return found


@pytest.mark.parametrize("listed", [True, False])
def test_a_closed_account_leaves_every_table_but_the_records(listed: bool) -> None:
    pair = make_pair(limit=False, headline="Ferries of Zanzibar")
    officer, listing = pair.officer.person, pair.officer.listing
    words = ["Quintessa Marlowe", "quintessa marlowe", "Marlowe’s laptop", "xylophone laptops"]
    for person in (officer, pair.approver, pair.budget_holder):
        change_details(actor=actor(person), name="Quintessa Marlowe", at=NOW)
        make_token(actor=actor(person), label="Marlowe’s laptop", at=NOW)
        wanted = Wanted(words="Marlowe’s laptop")
        save_search(actor=actor(person), wanted=wanted, at=NOW)
        remember_empty_search(actor=actor(person), wanted=Wanted(words="xylophone laptops"), at=NOW)
        words += [person.email, *proved_mailboxes(person.pk)]
    for answering in (pair.budget_holder, make_role(pair.host, Role.BUDGET_HOLDER), None):
        limit = asked_limit(pair)
        if answering:
            grant_spending_limit(actor=actor(answering), limit_id=limit.pk, at=NOW)
    give_opt_out(
        actor=actor(officer),
        employment_id=pair.officer.employment.pk,
        starts_on=TODAY,
        signed_name="Quintessa Marlowe",
        at=NOW,
    )
    bound_booking(pair)
    post()
    if not listed:
        close_listing(actor=actor(officer), listing_id=listing.pk, at=NOW)
    assert tables_that_say(words) == SAID
    assert "matching_officerindex" in tables_that_say(["Zanzibar"])
    for person in (officer, pair.approver, pair.budget_holder):
        close_account(person)
    if listed:
        index_listings(listing_ids=[listing.pk])
    assert tables_that_say(words) == RECORDS
    assert "matching_officerindex" not in tables_that_say(["Zanzibar"])
    assert not Letter.objects.filter(person__in=[officer, pair.approver, pair.budget_holder]).exists()
