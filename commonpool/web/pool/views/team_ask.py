"""Asking for a whole team: what it is for, checked, then all of it asked or nobody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
from commonpool.bookings.rules.refusals.together import TeamTaken, TeamWrong
from commonpool.kernel import references
from commonpool.kernel.clock import now
from commonpool.kernel.refusals import Refusal
from commonpool.organisations.models import Organisation
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.pool.forms import AskForm
from commonpool.web.pool.phrases import read_address, weeks_in_address, weeks_in_words
from commonpool.web.pool.views.checking import contact_of, typed
from commonpool.web.pool.views.evidence import answer_rule, answerable
from commonpool.web.pool.views.team import hosts_of, named

MOST_TYPED = 4000


@page(right=Right.REQUEST_BOOKING)
def team_ask(request: Asking) -> HttpResponse:
    """What the whole team is for; checked, then all of it asked or nobody.

    `go`: nothing, check, change or send; or a rule that is answered on the way.
    """
    at = now()
    if request.method != "POST":
        return redirect("team")
    posted = members_posted(request.POST.getlist("member"), at)
    members, listings = posted.members, posted.listings
    host = named(hosts_of(request), request.POST.get("host", ""))
    go = request.POST.get("go", "")
    sent = bool(go)
    form = AskForm(
        request.POST if sent else None,
        hosts=[host],
        mondays=[],
        kind="paid",
        initial={} if sent else contact_of(request),
    )
    wishes = QueryDict(request.POST.get("wishes", "")[:MOST_TYPED]).urlencode()
    facts: dict[str, Any] = {
        "form": form,
        "host": host,
        "members": members_in_words(members, listings),
        "amiss": amiss_in_words(posted),
        "wishes": wishes,
        "back_url": f"{reverse('team')}?{wishes}#proposal" if wishes else reverse("team"),
    }
    if sent and facts["amiss"]:
        form.add_error(None, facts["amiss"])
    if not sent or go == "change" or not form.is_valid():
        return show(request, "pool/team_ask.html", facts)
    asks_first = answer_rule(request, go, listings.values(), host.pk, typed(form), at)
    if asks_first is not None:
        return asks_first
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
    return check_page(request, form, facts, quotes, work)


def check_page(
    request: Asking, form: AskForm, facts: dict[str, Any], quotes: list[dict[str, Any]], work: dict[str, Any]
) -> HttpResponse:
    """What would be sent; or, where something stands in the way of one of them, the form with that, named."""
    found: list[booked.Quote] = [each["quote"] for each in quotes]
    blocked = not all(quote.can_be_sent for quote in found)
    speak = [(quote, quote.blocks if blocked else quote.advice) for quote in found]
    seen = [one for quote, checks in speak for one in answerable(request, checks, quote.subject)]
    facts |= {"answerable": seen, "taken": blocked}
    if not blocked:
        return show(request, "pool/team_check.html", facts | checked(quotes, form, work))
    beside_fields(form, found)
    return show(request, "pool/team_ask.html", facts)


def beside_fields(form: AskForm, quotes: Sequence[booked.Quote]) -> None:
    """What stands in the way beside the field it is about, else at the top: once where it is so of all of them, else
    of each by name."""
    of_whom: dict[tuple[str | None, str], list[str]] = {}
    for quote in quotes:
        for check in quote.blocks:
            field = check.field if check.field in form.fields else None
            of_whom.setdefault((field, check.message), []).append(str(quote.subject.listing.person))
    for (field, message), people in of_whom.items():
        of_all = field is not None and len(people) == len(quotes)
        for said in [message] if of_all else [f"{person}: {message}" for person in people]:
            form.add_error(field, said)


@dataclass(frozen=True)
class Posted:
    """The team as a button sent it on: who is in it, how many are not in the pool any more, how many entries say
    nothing that can be read, and whether somebody is named twice, with other weeks.
    """

    members: list[Member]
    listings: dict[str, Listing]
    gone: int
    unread: int
    twice: bool


def members_posted(sent: Sequence[str], at: datetime) -> Posted:
    """Officers and their weeks, each once, and their listings by reference; what is left out is counted."""
    read: dict[str, Member] = {}
    unread, twice = 0, False
    for text in dict.fromkeys(sent):
        officer, _equals, chosen = text.partition("=")
        weeks = read_address(chosen)
        if not references.WRITTEN.fullmatch(officer) or len(weeks) < len(chosen.split(",")):
            unread += 1
        elif officer in read:
            twice = True
        else:
            read[officer] = Member(officer, tuple(sorted(weeks.items())))
    rows = visible_listings(at).filter(reference__in=read)
    found = {each.reference: each for each in rows.select_related("person", "employment__organisation")}
    members = [member for officer, member in read.items() if officer in found]
    return Posted(members, found, len(read) - len(members), unread, twice)


def amiss_in_words(posted: Posted) -> list[str]:
    """What of the team cannot be asked as it was sent on; nothing where all of it can."""
    said = []
    if posted.gone:
        text = ngettext(
            "%(count)s officer of this team is no longer in the pool.",
            "%(count)s officers of this team are no longer in the pool.",
            posted.gone,
        ) % {"count": posted.gone}
        said.append(f"{text} {_('You can still ask those shown here.')}" if posted.members else text)
    if posted.unread:
        said.append(_("Something of this team could not be read and is left out. Check who is shown here."))
    if posted.twice:
        said.append(_("An officer was named more than once, and the weeks named first stand. Check them."))
    if len(posted.members) > MOST_MEMBERS:
        said.append(str(TeamWrong.message))
    return said


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
    return {"purpose": given["purpose"], "function_id": given["function"], **form.terms_of_all()}


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
        "clear": not any(quote.advice or quote.allowed for quote in found),
        "missing": [still_asked(quote, ask) for quote in found for ask in quote.missing],
    }


def still_asked(quote: booked.Quote, ask: booked.Missing) -> str:
    """Of which officer, what is asked and of whom."""
    who = f" ({ask.person})" if ask.person else ""
    return f"{quote.subject.listing.person}: {ask.words}{who}"
