"""Building a team: what is wanted, what is proposed, asked together."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonpool.access import Right
from commonpool.availability.models import Listing
from commonpool.availability.queries import visible_listings
from commonpool.bookings import operations as bookings
from commonpool.bookings import queries as booked
from commonpool.bookings.operations import MOST_MEMBERS, Member
from commonpool.bookings.queries.together import asked_together
from commonpool.bookings.rules.refusals.together import TeamTaken, TeamWrong
from commonpool.kernel import references
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import NotFound, Refusal
from commonpool.matching.queries import team_for
from commonpool.organisations.models import Organisation
from commonpool.web.bookings import phrases
from commonpool.web.bookings.viewpoint import Viewpoint
from commonpool.web.pages import SIGNED_IN, Asking, page, refused, show
from commonpool.web.pool.forms import AskForm, TeamForm
from commonpool.web.pool.phrases import read_address, weeks_in_address, weeks_in_words
from commonpool.web.pool.team_words import (
    difference_in_words,
    relaxed_in_words,
    team_in_words,
    traded_in_words,
)
from commonpool.web.pool.views.ask import typed

MOST_TYPED = 4000


@page(right=Right.REQUEST_BOOKING, methods=("GET",))
def team(request: Asking) -> HttpResponse:
    """The parts and wishes, and under them the best team, what was traded for it, and others; nothing is held."""
    at = now()
    hosts = hosts_of(request)
    asked = request.GET or None
    form = TeamForm(asked, hosts=hosts, today=london_date(at))
    facts: dict[str, Any] = {"form": form, "hosts": hosts, "back_url": reverse("find")}
    if asked is not None and hosts and form.is_valid():
        try:
            facts |= proposed(request, form, hosts, at)
        except Refusal as refusal:
            refused(form, refusal)
    return show(request, "pool/team.html", facts)


def hosts_of(request: Asking) -> list[Organisation]:
    """For which of their councils they may ask."""
    return booked.hosts_asking(request.actor)


def proposed(request: Asking, form: TeamForm, hosts: Iterable[Organisation], at: datetime) -> dict[str, Any]:
    parts, wishes = form.parts(), form.wishes()
    host = named(hosts, form.cleaned_data["host"])
    found = team_for(request.actor, host.pk, parts, wishes, at)
    proposal = found.proposal
    best = proposal.team
    return {
        "asked": True,
        "host": host,
        "wishes": request.GET.urlencode(),
        "best": best and team_in_words(best, parts, found),
        "traded": [traded_in_words(each, parts, wishes, found) for each in proposal.traded],
        "others": [
            team_in_words(other, parts, found) | {"differs": difference_in_words(other, best, parts, found)}
            for other in proposal.alternatives
            if best
        ],
        "relax": [
            {"words": relaxed_in_words(each, parts, wishes), "query": form.address(each)}
            for each in proposal.relax
        ],
        "all_tried": proposal.all_tried,
        "nobody": [part.words for part, count in zip(parts, found.found, strict=True) if not count],
    }


def named(hosts: Iterable[Organisation], code: str) -> Organisation:
    found = next((host for host in hosts if host.code == code), None)
    if found is None:
        raise NotFound
    return found


@page(right=Right.REQUEST_BOOKING)
def team_ask(request: Asking) -> HttpResponse:
    """What the whole team is for; checked, then all of it asked or nobody. `go`: nothing, check, change or send."""
    at = now()
    if request.method != "POST":
        return redirect("team")
    chosen = request.POST.getlist("member")
    members, listings = members_posted(chosen, at)
    host = named(hosts_of(request), request.POST.get("host", ""))
    go = request.POST.get("go", "")
    sent = go in ("check", "change", "send")
    form = AskForm(
        request.POST if sent else None,
        hosts=[host],
        mondays=[],
        kind="paid",
        initial={} if sent else {"contact": getattr(request.user, "email", "")},
    )
    facts: dict[str, Any] = {
        "form": form,
        "host": host,
        "members": members_in_words(members, listings),
        "gone": gone_in_words(len(chosen) - len(members), len(members)),
        "wishes": QueryDict(request.POST.get("wishes", "")[:MOST_TYPED]).urlencode(),
        "back_url": reverse("team"),
    }
    if sent and facts["gone"]:
        form.add_error(None, facts["gone"])
    if not sent or go == "change" or not form.is_valid():
        return show(request, "pool/team_ask.html", facts)
    work = work_of(form)
    try:
        if go == "send":
            held = bookings.request_together(
                actor=request.actor, host_id=host.pk, members=members, at=at, **work
            )
            return redirect("together", held[0].together)
        if not members:
            raise TeamWrong
        quotes = quotes_of(request, host, members, listings, work, at)
    except Refusal as refusal:
        facts["taken"] = isinstance(refusal, TeamTaken)
        refused(form, refusal)
        return show(request, "pool/team_ask.html", facts)
    for each in quotes:
        for check in each["quote"].blocks:
            form.add_error(None, f"{each['listing'].person}: {check.message}")
    if form.errors:
        return show(request, "pool/team_ask.html", facts | {"taken": True})
    return show(request, "pool/team_check.html", facts | checked(quotes, form, work))


def members_posted(sent: Sequence[str], at: datetime) -> tuple[list[Member], dict[str, Listing]]:
    """Officers and their weeks as a button sent them on, and their listings by reference.

    Left out is who cannot be read, or is no longer in the pool.
    """
    read = {}
    for text in sent[:MOST_MEMBERS]:
        officer, _equals, chosen = text.partition("=")
        weeks = read_address(chosen)
        if references.WRITTEN.fullmatch(officer) and weeks:
            read[officer] = Member(officer, tuple(sorted(weeks.items())))
    rows = visible_listings(at).filter(reference__in=read)
    found = {each.reference: each for each in rows.select_related("person", "employment__organisation")}
    return [member for officer, member in read.items() if officer in found], found


def gone_in_words(number: int, left: int) -> str:
    """That so many are in the team no more, and so many still are; nothing where all of them are."""
    if not number:
        return ""
    said = ngettext(
        "%(count)s officer of this team is no longer in the pool.",
        "%(count)s officers of this team are no longer in the pool.",
        number,
    ) % {"count": number}
    return f"{said} {_('You can still ask those shown here.')}" if left else said


def members_in_words(members: Iterable[Member], listings: dict[str, Listing]) -> list[dict[str, Any]]:
    return [
        {
            "listing": listings[member.officer],
            "weeks": weeks_in_words(member.weeks),
            "minutes": sum(minutes for _monday, minutes in member.weeks),
            "sent": f"{member.officer}={weeks_in_address(member.weeks)}",
        }
        for member in members
    ]


def work_of(form: AskForm) -> dict[str, Any]:
    """The work, the same for all of them, as the operation takes it."""
    given = form.cleaned_data
    return {
        "purpose": given["purpose"],
        "function_id": given["function"],
        "decisions": given["work"] == "decisions",
        "needs": tuple(given["needs"] or ()),
        "purchase_order": given["purchase_order"] or "",
        "contact": given["contact"] or "",
        "ready_on": given["ready_by"],
    }


def quotes_of(
    request: Asking,
    host: Organisation,
    members: Sequence[Member],
    listings: dict[str, Listing],
    work: dict[str, Any],
    at: datetime,
) -> list[dict[str, Any]]:
    """The quote of each, asked for at once."""
    found = booked.quote_each(
        request.actor, host.pk, [(each.officer, each.weeks) for each in members], at=at, host=host, **work
    )
    return [
        {"listing": listings[member.officer], "weeks": weeks_in_words(member.weeks), "quote": quote}
        for member, quote in zip(members, found, strict=True)
    ]


def checked(quotes: Sequence[dict[str, Any]], form: AskForm, work: dict[str, Any]) -> dict[str, Any]:
    """What the check page shows, and everything typed, to be sent on."""
    choices = {name: dict(form.fields[name].choices) for name in ("function", "needs")}  # type: ignore[attr-defined]
    found: Sequence[booked.Quote] = [each["quote"] for each in quotes]
    return {
        "quotes": quotes,
        "work": work,
        "function": choices["function"][work["function_id"]],
        "needs": [choices["needs"][need] for need in work["needs"]],
        "provision": found[0].subject.known.provision,
        "net_pence": sum(quote.net_pence for quote in found),
        "vat_pence": sum(quote.vat_pence for quote in found),
        "gross_pence": sum(quote.gross_pence for quote in found),
        "posted": typed(form),
    }


@page(right=SIGNED_IN, methods=("GET",))
def together(request: Asking, reference: str) -> HttpResponse:
    """The bookings asked together that the reader may see: each answers for themselves."""
    views = [Viewpoint(request.actor, booking) for booking in asked_together(request.actor, reference)]
    whole = views[0].host  # the others see theirs alone
    priced = [view.booking.standing for view in views if whole and view.sees_price]
    facts = {
        "lines": [line(view) for view in views],
        "asked_on": london_date(views[0].booking.requested_at),
        "purpose": views[0].booking.standing.purpose,
        "host": views[0].booking.host,
        "net_pence": sum(terms.net_pence for terms in priced) if len(priced) == len(views) else None,
        "whole": whole,
        "waits": any(view.booking.status == "requested" for view in views),
        "back_url": reverse("bookings"),
    }
    return show(request, "pool/together.html", facts)


def line(view: Viewpoint) -> dict[str, Any]:
    booking = view.booking
    return {
        "booking": booking,
        "weeks": phrases.weeks_in_words(booking.standing),
        "status": phrases.STATUS[booking.status],
        "colour": phrases.COLOURS.get(booking.status, "grey"),
        "net_pence": booking.standing.net_pence if view.sees_price else None,
    }
