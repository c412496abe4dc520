"""Asking for hours: one page, a check, sent."""

from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonpool.access import Right
from commonpool.agreements.queries import DepthNeeded, prices_when
from commonpool.agreements.rules.when import WEEKDAY
from commonpool.availability.models import Listing
from commonpool.availability.queries import listing_for
from commonpool.bookings import operations as bookings
from commonpool.bookings import queries as booked
from commonpool.bookings.models import Booking
from commonpool.bookings.rules.keeping import Askable
from commonpool.bookings.rules.refusals import WeekBegun
from commonpool.kernel import weeks, words
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Refusal
from commonpool.matching.queries import HALF_A_YEAR, Ways, other_ways
from commonpool.needs import operations as needs
from commonpool.needs.models import Need
from commonpool.organisations.models import Organisation
from commonpool.web.look.fields import HoursField
from commonpool.web.look.forms import week_field
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.pool.forms import AskForm
from commonpool.web.pool.forms.ask import weeks_posted
from commonpool.web.pool.phrases import read_address, weeks_in_words
from commonpool.web.pool.views.checking import as_refusal, checked, contact_of, typed
from commonpool.web.pool.views.evidence import answer_rule, answerable
from commonpool.web.pool.views.find import require_names
from commonpool.web.pool.views.prefilled import (
    again,
    budget_of,
    is_open,
    need_asked_for,
    of_need,
    refuse_for,
    what_fits,
)

SHOWN = 12
"""Free weeks shown at once: three months is as far as most people plan."""
HELP_WEEKS = 8
"""Peer help is arranged within days, and touches no week: this week and the next seven."""


@page(right=(Right.REQUEST_BOOKING, Right.REQUEST_PEER_HELP))
def ask(request: Asking, reference: str) -> HttpResponse:
    """The Ask page. Posted with `go=check` it becomes the check page; with `go=send` the request is made."""
    at = now()
    listing = listing_for(request.actor, reference, at)
    kind = "peer_help" if "peer_help" in (request.GET.get("kind"), request.POST.get("kind")) else "paid"
    need = need_asked_for(request) if kind == "paid" else None
    hosts = hosts_for(request, listing, kind, need, at)
    prices = prices_of(listing, at)
    form = the_form(request, listing, hosts, kind, prices, need, at)
    facts: dict[str, Any] = {
        "form": form,
        "hourly_pence": prices.get(WEEKDAY),
        "kind": kind,
        "listing": listing,
        "need": need,
        "back_url": reverse("need", args=[need.reference]) if need else reverse("person", args=[reference]),
        "hosts": hosts,
    }
    go = request.POST.get("go", "")
    if request.method != "POST" or go == "change" or not form.is_valid():
        return ask_page(request, facts, at)
    asked = asked_of(form, listing, hosts, kind)
    more = form.cleaned_data.get("more", False)
    asks_first = answer_rule(request, go, [listing], asked["host_id"], typed(form), at)
    if asks_first is not None:
        return asks_first
    try:
        if go == "send":
            return redirect("sent", send(request, need, asked, more=more, at=at).reference)
        if need:
            refuse_for(need, asked["weeks"], more=more)
        host = next(each for each in hosts if each.pk == asked["host_id"])
        quote = booked.quote(request.actor, at=at, found=listing, host=host, **asked)
    except Refusal as refusal:
        beside_its_field(form, refusal)
        clash = bool(refusal.by_week)
    else:
        if quote.can_be_sent:
            shown = {"answerable": answerable(request, quote.advice, quote.subject)}
            function = dict(form.fields["function"].choices)[asked["function_id"]]  # type: ignore[attr-defined]
            page = checked(quote, asked, form, listing, function, several=len(hosts) > 1)
            budget = budget_of(need, quote.net_pence) if need else None
            return show(request, "pool/check.html", facts | shown | page | {"budget": budget})
        facts["answerable"] = answerable(request, quote.blocks, quote.subject)
        beside_its_field(form, *(as_refusal(check) for check in quote.blocks))
        if any(check.rule == DepthNeeded.code for check in quote.checks):
            form.steps_url = reverse("joining", args=[quote.subject.host.slug])
        clash = any(check.by_week for check in quote.blocks)
    if not clash:
        return ask_page(request, facts, at)
    wanted, function_id, host_id = asked["weeks"], asked["function_id"], asked["host_id"]
    ways = other_ways(request.actor, listing, wanted, function_id, host_id, at)
    facts["alternatives"] = in_words(form, ways)
    return ask_page(request, facts, at, free=Askable(ways.free) if len(hosts) == 1 else None)


def send(request: Asking, need: Need | None, asked: dict[str, Any], *, more: bool, at: datetime) -> Booking:
    """The officer is asked; for a need, its hours count to it."""
    if need is None:
        return bookings.request_booking(actor=request.actor, at=at, **asked)
    return needs.ask_for_need(actor=request.actor, need_id=need.pk, more=more, at=at, **asked)


def hosts_for(
    request: Asking, listing: Listing, kind: str, need: Need | None, at: datetime
) -> list[Organisation]:
    """For which of their councils they may ask; for a need, its own. Refuses `depth_needed` to somebody whose councils
    have not joined."""
    joined = booked.may_host(request.actor, listing, at)
    if not any(joined.values()):
        require_names(request)
    return [host for host in joined[kind] if need is None or host.pk == need.host_id]


def ask_page(
    request: Asking, facts: dict[str, Any], at: datetime, free: Askable | None = None
) -> HttpResponse:
    """The page on which hours are asked for, with the weeks that are free by now also after it was sent.

    `free`: these, where they are known.
    """
    listing, form = facts["listing"], facts["form"]
    if form.is_bound and free is None:
        free = free_for(listing, facts["hosts"], facts["kind"], at)
    if form.is_bound:
        offer_weeks(request, form, facts["kind"], free or Askable(), at)
    return show(request, "pool/ask.html", facts)


def prices_of(listing: Listing, at: datetime) -> dict[str, int]:
    """Pence an hour by when in the week they are lent: on weekdays, and at other times where there is a price."""
    employment = listing.employment
    return prices_when(employment.organisation_id, employment.grade_band, london_date(at))


def the_form(
    request: Asking,
    listing: Listing,
    hosts: list[Organisation],
    kind: str,
    prices: dict[str, int],
    need: Need | None,
    at: datetime,
) -> AskForm:
    """Weeks to choose from, what was typed kept.

    A week that was shown when the page was sent stays on it, also when somebody has taken it meanwhile. What is
    free of it is asked where it is shown again.
    """
    sent = request.method == "POST"
    form = AskForm(
        request.POST if sent else None,
        hosts=hosts,
        mondays=weeks_posted(request.POST),
        kind=kind,
        prices=prices,
        need=need.reference if need and is_open(need) else "",
        initial={} if sent else contact_of(request) | of_need(need, hosts) | again(request, hosts),
    )
    if not form.mondays:
        offer_weeks(request, form, kind, free_for(listing, hosts, kind, at), at, need)
    return form


def free_for(listing: Listing, hosts: list[Organisation], kind: str, at: datetime) -> Askable:
    """What one of these hosts could ask for in each week of the next half year; peer help touches no week."""
    if kind != "paid":
        return Askable()
    this_week = weeks.monday_of(london_date(at))
    host_ids = [host.pk for host in hosts]
    return booked.offered([listing], host_ids, this_week, this_week + HALF_A_YEAR, at)[listing.pk]


def offer_weeks(
    request: Asking, form: AskForm, kind: str, askable: Askable, at: datetime, need: Need | None = None
) -> None:
    """The form has the weeks that can be asked for, those of the address, or of the need, already filled in; or could
    be, once the host has recorded on the way what a rule asks to see.

    It knows which of these cannot be had as the address says: a link is followed later than it was made.
    """
    form.askable, free = askable, askable.answered if askable.for_now else askable.weeks
    soonest = sorted(free)[:SHOWN] if kind == "paid" else help_weeks(weeks.monday_of(london_date(at)))
    chosen = read_address(request.GET.get("weeks", "")) or (what_fits(need, free) if need else {})
    wanted = {monday: minutes for monday, minutes in chosen.items() if monday in (free or soonest)}
    form.offer([*soonest, *wanted], free, wanted)
    form.gone = [
        words.week_of(monday)
        for monday, minutes in sorted(chosen.items())
        if monday not in wanted or minutes > free.get(monday, minutes)
    ]


def help_weeks(this_week: date) -> list[date]:
    return [this_week + number * weeks.WEEK for number in range(HELP_WEEKS)]


def asked_of(form: AskForm, listing: Listing, hosts: list[Organisation], kind: str) -> dict[str, Any]:
    """What the form says, as the operation and the quote take it."""
    given = form.cleaned_data
    return {
        "host_id": next(host.pk for host in hosts if host.code == given["host"]),
        "officer": listing.reference,
        "weeks": form.chosen_weeks(),
        "purpose": given["purpose"],
        "function_id": given["function"],
        "kind": kind,
        **form.terms(form.mondays),
    }


def beside_its_field(form: AskForm, *refusals: Refusal) -> None:
    """A refusal of weeks that names none stands beside the one with the most hours; that one has begun, the first.
    Whatever else is refused is said on this page too, where nothing typed is lost."""
    chosen, told = form.chosen_weeks(), []
    for refusal in refusals:
        field = refusal.field
        if field == "weeks" and chosen and not refusal.by_week:
            most = max(minutes for _monday, minutes in chosen)
            field = next(
                week_field(monday)
                for monday, minutes in chosen
                if minutes == most or refusal.code == WeekBegun.code
            )
        said = refusal if isinstance(refusal, DepthNeeded) else Refusal(str(refusal), field=field)
        said.by_week = refusal.by_week
        told.append(said)
    refused(form, *told)


def in_words(form: AskForm, ways: Ways) -> list[dict[str, Any]]:
    """Up to five alternatives, each a press away from its check page, with everything else typed kept."""
    weeks_typed = {week_field(monday) for monday in form.mondays}
    kept = [(name, value) for name, value in typed(form) if name not in weeks_typed]
    hours = HoursField()
    return [
        {
            "name": each.name,
            "home": each.home,
            "weeks": weeks_in_words(each.weeks),
            "url": reverse("ask", args=[each.reference]),
            "fields": [
                *kept,
                *((week_field(monday), hours.prepare_value(minutes)) for monday, minutes in each.weeks),
                ("go", "check"),
            ],
        }
        for each in ways.alternatives
    ]
