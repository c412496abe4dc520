"""A council's rooms, for its own people."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right, Role
from commonpool.agreements import operations, queries
from commonpool.agreements.queries.money import BANK_READERS, READERS
from commonpool.agreements.rules.section_114 import OF_THE_ACT
from commonpool.bookings.queries import TOTAL_READERS
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Refusal
from commonpool.payroll.queries.time_back import READERS as TIME_BACK_READERS
from commonpool.people import queries as people
from commonpool.publication.queries import RETENTION_READERS
from commonpool.web.evidence.views import READERS as EVIDENCE_READERS
from commonpool.web.law.views import READERS as RULE_READERS
from commonpool.web.limits.views import LIMIT_READERS
from commonpool.web.pages import SIGNED_IN, Asking, page, refused, show
from commonpool.web.rooms.forms import SettingsForm
from commonpool.web.rooms.place import SEEN_BY_ALL, own_council

CHECKERS = (Right.CHECK_APPROVERS, Right.GRANT_ROLES)


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
        "may_see_payroll": actor.may(Right.SEE_PAYROLL, council.pk),
        "may_see_time_back": any(actor.may(each, council.pk) for each in TIME_BACK_READERS),
        "may_see_money": actor.may(Right.SEE_MONEY, council.pk),
        "may_see_limits": any(actor.may(each, council.pk) for each in LIMIT_READERS),
        "may_answer": actor.may(Right.SET_UP_COUNCIL, council.pk),
        "may_see_totals": any(actor.may(each, council.pk) for each in TOTAL_READERS),
        "may_declare": any(actor.may(each, council.pk) for each in operations.ANSWERERS),
        "may_see_terms": any(actor.may(each, council.pk) for each in READERS),
        "may_see_bank": any(actor.may(each, council.pk) for each in BANK_READERS),
        "may_see_rules": any(actor.may(each, council.pk) for each in RULE_READERS),
        "may_see_retention": any(actor.may(each, council.pk) for each in RETENTION_READERS),
        "may_read_log": actor.may(Right.READ_LOG, council.pk),
        "may_grant": actor.may(Right.GRANT_ROLES, council.pk),
        "may_release": actor.may(Right.GRANT_PERMISSION, council.pk),
        "may_check_approvers": any(actor.may(each, council.pk) for each in CHECKERS),
        "may_see_evidence": any(actor.may(each, council.pk) for each in EVIDENCE_READERS),
        "may_report": actor.may(Right.RECORD_SECTION_114, council.pk) and council.nation in OF_THE_ACT,
        "may_check_payroll": actor.may(Right.CHECK_PAYROLL, council.pk),
    }
    return show(request, "rooms/room.html", facts)


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
