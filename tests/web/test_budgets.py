"""What a page may cost on demonstration data: at most 20 SQL queries and 100 kB compressed."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.test import Client, override_settings
from django.urls import get_resolver, reverse

from bench.accounts import everybody, signed_in
from bench.crawl import Cost, pattern_of, visit, walk
from commonpool.access import Role
from commonpool.availability.models import Week
from commonpool.availability.queries import bookable_listings
from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date, now
from commonpool.organisations.models import Invitation, RoleHolding
from tests.demonstration.telling import DAYS, read_here
from tests.house.test_rights import patterns

pytestmark = [pytest.mark.long, pytest.mark.django_db]  # which also makes the tests' database
MOST_QUERIES = 20
MOST_BYTES = 100_000
DRY_RUN = {"desk/successions/<slug:slug>/", "desk/successions/<slug:slug>/lines.csv"}
MOST_OF_A_DRY_RUN = 60
"""It reads each kind of thing that councils leave behind, once; a split once more by council."""
LISTS_TO_KEEP = {"welsh.csv"}
"""Every text in both languages: a file for a translator, which nobody waits for."""
WEEK_FIELD = re.compile(r'name="(week_[^"]+)"')
CHECK = "people/<reference:reference>/ask/ with go=check"
NOT_WALKED = {
    "leads elsewhere, or waits for a code, a second factor or a closed account": {
        "account/addresses/confirm/",
        "account/closed/",
        "account/code-again/",
        "account/go-on/",
        "account/prove/",
        "account/sign-in/code/",
        "account/sign-in/confirm/",
        "account/sign-out/",
        "account/sign-up/",
    },
    "of a payment called in a month's clearing, and none waits for those whom we walk as": {
        "council/<slug:slug>/clearing/<str:month>/bank.xml",
        "council/<slug:slug>/clearing/<str:month>/payments.csv",
        "council/<slug:slug>/clearing/payments/<str:reference>/",
        "desk/clearing/<str:month>/let-in/",
        "desk/clearing/<str:month>/unwind/",
    },
    "of a second factor, and nobody here has one": {
        "account/security/authenticate/",
        "account/security/reauthenticate/",
        "account/security/recovery-codes/",
        "account/security/recovery-codes/download/",
        "account/security/recovery-codes/generate/",
        "account/security/totp/deactivate/",
        "account/security/webauthn/",
        "account/security/webauthn/keys/<int:pk>/edit/",
        "account/security/webauthn/keys/<int:pk>/remove/",
        "account/security/webauthn/login/",
        "account/security/webauthn/reauthenticate/",
    },
    "of a council that joins, and all whom we walk as have joined": {
        "council/<slug:slug>/administrator/",
        "council/<slug:slug>/joining/peer/",
        "council/<slug:slug>/joining/sign/",
        "council/<slug:slug>/joining/signatories/",
        "council/<slug:slug>/bank/confirm/",
        "council/wish/",
    },
    "an answer, and nobody whom we walk as is asked for one": {
        "time-back/<int:taken_id>/",
        "bookings/<reference:reference>/own-time/",
        "approvers/<int:check_id>/",
        "bookings/<reference:reference>/accept/",
        "bookings/<reference:reference>/approve/",
        "bookings/<reference:reference>/confirm/",
        "bookings/<reference:reference>/decline/",
        "limits/<reference:reference>/refuse/",
        "permissions/<int:permission_id>/pass-on/",
        "permissions/<int:permission_id>/refuse/",
        "work/parts/<int:participation_id>/refuse/",
    },
    "said of what an officer needs, and nobody whom we walk as has it to say": {
        "bookings/<reference:reference>/host-late/",
        "bookings/<reference:reference>/propose/",
        "bookings/<reference:reference>/proposed/",
        "bookings/<reference:reference>/ready/",
        "bookings/<reference:reference>/removed/",
    },
    "of evidence that a rule asks for, and nobody whom we walk as has any to give": {
        "bookings/<reference:reference>/evidence/<rule>/",
    },
    "of a report under section 114 that is live, and the only one here is over": {
        "council/<slug:slug>/section-114/<int:report_id>/",
        "council/<slug:slug>/section-114/authority/",
    },
    "of a booking whose change has bound, and nobody here has changed one": {
        "bookings/<reference:reference>/call-off/<int:version>/"
    },
    "a PDF of a page that is walked, and tests/web/papers makes it": {
        "bookings/<reference:reference>/call-off.pdf",
        "bookings/<reference:reference>/call-off/<int:version>.pdf",
        "council/<slug:slug>/agreement/signed.pdf",
        "council/<slug:slug>/files/<reference:reference>.pdf",
        "council/<slug:slug>/invoices/<number:reference>.pdf",
        "council/<slug:slug>/suppliers/<slug:supplier>.pdf",
    },
    "said by the host of an invoice, and those whom we walk as saw their own council's first": {
        "council/<slug:slug>/invoices/<number:reference>/dispute/",
        "council/<slug:slug>/invoices/<number:reference>/credit-hours/",
    },
    "of a council whose own system makes its invoices, and we walk as nobody of it": {
        "council/<slug:slug>/money/invoices/numbers/",
        "council/<slug:slug>/money/invoices/please-invoice.csv",
    },
    "of hours that both councils correct, and nobody here has found any wrong": {
        "bookings/<reference:reference>/hours/<str:week>/correct/",
    },
    "where the forms of a team lead, and tests/web/pool/test_team_pages.py goes there": {
        "team/<reference:reference>/",
        "team/ask/",
    },
    "a file of a sum that somebody typed": {"council/<slug:slug>/money/interest.csv"},
    "of a hold on records, and nobody here has ordered one": {
        "council/<slug:slug>/retention/holds/<int:hold_id>/"
    },
    "of services under the 1970 Act, and no booking here is one": {
        "council/<slug:slug>/ledger/1970-act.csv",
    },
    "where a letter leads whose officer asked to move hours, and nobody here has asked": {
        "bookings/<reference:reference>/change/<str:week>/"
    },
    "of a piece of work that one wrote, and those whom we walk as wrote none": {
        "work/<reference:reference>/change/",
        "work/<reference:reference>/withdraw/",
    },
    "after a title is typed, and nobody here types one": {"work/write/"},
    "of a booking that is worked, and those whom we walk as see others first": {
        "bookings/<reference:reference>/thanks/"
    },
    "of an offer, or of a need of their own, and nobody whom we walk as has one: tests/web/needs visits them": {
        "needs/<reference:reference>/change/",
        "needs/<reference:reference>/offer/",
        "offers/<reference:reference>/",
        "offers/<reference:reference>/accept/",
        "offers/<reference:reference>/change/",
    },
    "shown once, after something was sent": {"bookings/<reference:reference>/next/", "listing/asked/"},
}


@pytest.fixture(scope="module")
def costs(told, django_db_blocker):
    """Every page within reach of one person of each role, and of nobody, on the demonstration of one day."""
    found: list[Cost] = []
    with (
        told(DAYS[0]).new() as url,
        django_db_blocker.unblock(),
        override_settings(DEMONSTRATION=True),
        time_machine.travel(DAYS[0], tick=False),
        read_here(url),
    ):
        for client, start in everybody():
            found += walk(client, start, warm=False)
        found += hours_asked()
        found.append(line_stood_in())
        found.append(letters_ended())
    return found


def hours_asked() -> Iterator[Cost]:
    """The check page of hours asked for, and the page after they were sent: a form leads there, and no link."""
    booker = RoleHolding.objects.filter(role=Role.BOOKING_MANAGER).order_by("id")[0]
    officer = bookable_listings(now()).exclude(employment__organisation=booker.organisation).order_by("id")[0]
    client, address = signed_in(booker.person), reverse("ask", args=[officer.reference])
    fields = WEEK_FIELD.findall(client.get(address).content.decode())
    asked = dict.fromkeys(fields, "") | dict.fromkeys(fields[:3], "1")
    asked |= {"host": booker.organisation.code, "kind": "paid", "work": "advice", "function": "3"}
    asked["purpose"] = "Advice on forms"
    check, page = visit(client, address, CHECK, warm=False, posted=asked | {"go": "check"})
    assert "Checked, nothing for you to do." in page
    yield check
    sent = client.post(address, asked | {"go": "send"}).url
    yield visit(client, sent, pattern_of(sent), warm=False)[0]


def line_stood_in() -> Cost:
    """The page on which a taken week is waited for: whose page leads there has one, and the first in a search none."""
    booker = RoleHolding.objects.filter(role=Role.BOOKING_MANAGER).order_by("id")[0]
    taken = Week.objects.filter(live_bookings__gt=0, monday__gt=london_date(now()) + weeks.WEEK, shared=False)
    others = bookable_listings(now()).exclude(employment__organisation=booker.organisation)
    officer = others.filter(person__in=taken.values("person")).order_by("id")[0]
    path = reverse("stand_in_line", args=[officer.reference])
    return visit(signed_in(booker.person), path, pattern_of(path), warm=False)[0]


def letters_ended() -> Cost:
    """The page that ends the letters of whoever was invited: nothing but such a letter leads there."""
    invited = Invitation.objects.filter(forgotten_at__isnull=True)[0]
    path = reverse("no_more_invitations", args=[invited.reference])
    return visit(Client(), path, pattern_of(path), warm=False)[0]


def test_every_page_within_reach_answers(costs):
    assert len({cost.pattern for cost in costs}) >= 70
    assert [(cost.path, cost.status) for cost in costs if cost.status >= 400] == []


def test_every_page_is_walked_but_those_named(costs):
    """A new page is linked from where somebody is, or named above with the reason why it is not."""
    named = set().union(*NOT_WALKED.values())
    assert pages() - {cost.pattern for cost in costs} == named


def pages() -> set[str]:
    """The routes that answer GET; those of the API are no pages."""
    found = {
        route
        for route, view in patterns(get_resolver())
        if "GET" in getattr(view.callback, "methods", ["GET"])
    }
    return {route for route in found if not route.removeprefix("^").startswith("api/")}


def test_no_page_asks_the_database_more_than_twenty_times(costs):
    most = dict.fromkeys(DRY_RUN, MOST_OF_A_DRY_RUN)
    over = {each.path: each.queries for each in costs if each.queries > most.get(each.pattern, MOST_QUERIES)}
    assert over == {}


def test_no_page_weighs_more_than_a_hundred_kilobytes(costs):
    shared = sum(
        len(gzip.compress(Path(finders.find(f"commonpool/{name}")).read_bytes()))
        for name in ("commonpool.css", "commonpool.js", "icon.svg")
    )
    pages = [each for each in costs if each.pattern not in LISTS_TO_KEEP]
    over = {each.path: each.compressed + shared for each in pages if each.compressed + shared > MOST_BYTES}
    assert over == {}
