"""The host records for one booking what it has seen that answers a rule."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.bookings import queries
from commonpool.bookings.operations import Scope, give_evidence
from commonpool.bookings.rules.evidence import ANSWERABLE
from commonpool.kernel.clock import now
from commonpool.kernel.refusals import Refusal
from commonpool.web.bookings.evidence import to_be_seen
from commonpool.web.bookings.viewpoint import seen_by
from commonpool.web.evidence.forms import EvidenceForm
from commonpool.web.pages import Asking, page, refused, show


@page(right=Right.REQUEST_BOOKING)
def record(request: Asking, reference: str, rule: str) -> HttpResponse:
    """What was seen, where the paper is, until when it counts: for this booking alone."""
    view = seen_by(request.actor, reference)
    request.actor.require(Right.REQUEST_BOOKING, view.booking.host_id)
    if rule not in to_be_seen(view, now()):
        raise Http404
    sent = request.method == "POST"
    form = EvidenceForm(request.POST if sent else None)
    if sent and form.is_valid():
        scope = Scope(booking_id=view.booking.pk)
        host_id = view.booking.host_id
        try:
            give_evidence(
                actor=request.actor, host_id=host_id, rule=rule, scope=scope, at=now(), **form.cleaned_data
            )
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("Recorded."))
            return redirect("booking", reference)
    facts = {
        "booking": view.booking,
        "form": form,
        "what": ANSWERABLE[rule].what,
        "message": queries.rule_message(rule),
        "back_url": reverse("booking", args=[reference]),
    }
    return show(request, "bookings/evidence.html", facts)
