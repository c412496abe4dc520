"""A council's rooms, for its own people."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right, Role
from commonpool.agreements import operations, queries
from commonpool.agreements.rules.section_114 import OF_THE_ACT
from commonpool.kernel.bands import GRADE_BANDS
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Refusal
from commonpool.people import queries as people
from commonpool.web.joining.text import blocks
from commonpool.web.law.views import READERS as RULE_READERS
from commonpool.web.limits.views import LIMIT_READERS
from commonpool.web.pages import SIGNED_IN, Asking, page, refused, show
from commonpool.web.rooms.forms import LeaveForm, PricesForm, SettingsForm
from commonpool.web.rooms.place import own_council

CHECKERS = (Right.CHECK_APPROVERS, Right.GRANT_ROLES)
EVIDENCE_READERS = (Right.REQUEST_BOOKING, Right.RECORD_SECTION_114, Right.READ_LOG)
SEEN_BY_ALL = (Right.SEARCH_POOL, Right.READ_LOG, Right.SET_PRICES, Right.SET_UP_COUNCIL)


@page(right=SIGNED_IN, methods=("GET",))
def rooms(request: Asking) -> HttpResponse:
    """The councils the actor works for: straight in when there is one."""
    jobs = people.my_employments(request.actor, london_date(now()))
    councils = list(dict.fromkeys(job.organisation for job in jobs))
    if len(councils) == 1:
        return redirect("room", councils[0].slug)
    depths = queries.depths([council.pk for council in councils])
    return show(request, "rooms/rooms.html", {"councils": [(each, depths[each.pk]) for each in councils]})


@page(right=SEEN_BY_ALL, methods=("GET",))
def room(request: Asking, slug: str) -> HttpResponse:
    """How the council stands, and the doors of its rooms."""
    actor, council = request.actor, own_council(request.actor, slug)
    today = london_date(now())
    administrators = people.holders(council.pk, Role.COUNCIL_ADMINISTRATOR, today)
    settings = queries.settings_for(actor, council.pk)
    facts = {
        "council": council,
        "settings": settings,
        "agreement": queries.agreement_of(actor, council.pk),
        "prices": sorted(
            queries.prices_for([council.pk], today).get(council.pk, {}).items(), key=lambda row: row[1]
        ),
        "administrators": [held.person for held in administrators],
        "wishes": queries.wishes(council.pk),
        "missing": queries.missing_for(council.pk, "lend" if settings.borrow else "borrow"),
        "may_see_money": actor.may(Right.SEE_MONEY, council.pk),
        "may_see_limits": any(actor.may(each, council.pk) for each in LIMIT_READERS),
        "may_see_rules": any(actor.may(each, council.pk) for each in RULE_READERS),
        "may_read_log": actor.may(Right.READ_LOG, council.pk),
        "may_grant": actor.may(Right.GRANT_ROLES, council.pk),
        "may_release": actor.may(Right.GRANT_PERMISSION, council.pk),
        "may_check_approvers": any(actor.may(each, council.pk) for each in CHECKERS),
        "may_see_evidence": any(actor.may(each, council.pk) for each in EVIDENCE_READERS),
        "may_report": actor.may(Right.RECORD_SECTION_114, council.pk) and council.nation in OF_THE_ACT,
        "may_check_payroll": actor.may(Right.CHECK_PAYROLL, council.pk),
    }
    return show(request, "rooms/room.html", facts)


@page(right=SEEN_BY_ALL, methods=("GET",))
def agreement(request: Asking, slug: str) -> HttpResponse:
    """The agreement: who is named, who has signed, since when it is in force, and its text."""
    actor, council = request.actor, own_council(request.actor, slug)
    found = queries.agreement_of(actor, council.pk)
    current = queries.agreement_text()
    text = found.text if found else current
    outdated = found and current and found.status == "in_force" and found.text.version < current.version
    facts = {
        "council": council,
        "agreement": found,
        "text": text,
        "newer": current if outdated else None,
        "blocks": blocks(text.body) if text else [],
        "to_sign": any(each.agreement.organisation_id == council.pk for each in queries.to_sign(actor)),
        "may_name": actor.may(Right.SET_UP_COUNCIL, council.pk),
        "back_url": reverse("room", args=[slug]),
    }
    return show(request, "rooms/agreement.html", facts)


@page(right=Right.SET_UP_COUNCIL)
def leave(request: Asking, slug: str) -> HttpResponse:
    """The council gives notice."""
    council = own_council(request.actor, slug)
    request.actor.require(Right.SET_UP_COUNCIL, council.pk)
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.end_agreement(
                actor=request.actor,
                organisation_id=council.pk,
                ends_on=form.cleaned_data["ends_on"],
                at=now(),
            )
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("Notice is given. Bookings already bound run on to their end."))
            return redirect("rooms_agreement", slug)
    facts = {"council": council, "form": form, "back_url": reverse("rooms_agreement", args=[slug])}
    return show(request, "rooms/leave.html", facts)


@page(right=(Right.SET_PRICES, Right.SEE_MONEY, Right.SET_UP_COUNCIL, Right.SEARCH_POOL))
def prices(request: Asking, slug: str) -> HttpResponse:
    """The hourly price of each grade band: everybody at the council reads it, finance sets it."""
    actor, council = request.actor, own_council(request.actor, slug)
    today = london_date(now())
    current = queries.prices_for([council.pk], today).get(council.pk, {})
    form = PricesForm(request.POST or None, today=today, current=current)
    if request.method == "POST" and form.is_valid():
        try:
            operations.set_prices(
                actor=actor,
                organisation_id=council.pk,
                prices=_changed(council.pk, form),
                starts_on=form.cleaned_data["starts_on"],
                at=now(),
            )
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("The prices are set."))
            return redirect("rooms_prices", slug)
    order = list(GRADE_BANDS)
    listed = sorted(queries.price_list(actor, council.pk), key=lambda row: order.index(row.band))
    facts = {
        "council": council,
        "listed": [(GRADE_BANDS[row.band], row) for row in listed],
        "unpriced": sorted(queries.bands_used(council.pk) - set(current)),
        "form": form if actor.may(Right.SET_PRICES, council.pk) else None,
        "back_url": reverse("room", args=[slug]),
    }
    return show(request, "rooms/prices.html", facts)


def _changed(council_id: int, form: PricesForm) -> dict[str, int]:
    """The prices typed that differ from those in force on their first day."""
    in_force = queries.prices_for([council_id], form.cleaned_data["starts_on"]).get(council_id, {})
    return {band: pence for band, pence in form.prices.items() if in_force.get(band) != pence}


@page(right=Right.SET_UP_COUNCIL)
def settings(request: Asking, slug: str) -> HttpResponse:
    """Invoices, purchase orders, what silence means, and the usual limits of a permission."""
    council = own_council(request.actor, slug)
    request.actor.require(Right.SET_UP_COUNCIL, council.pk)
    form = SettingsForm.starting_from(queries.settings_for(request.actor, council.pk), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.set_defaults(actor=request.actor, organisation_id=council.pk, at=now(), **form.chosen)
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("Your council’s settings are kept."))
            return redirect("joining", slug)
    facts = {"council": council, "form": form, "back_url": reverse("room", args=[slug])}
    return show(request, "rooms/settings.html", facts)
