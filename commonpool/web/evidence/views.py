"""What a council has recorded that answers a rule, and taking it back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.bookings import operations, queries
from commonpool.bookings.models import Evidence
from commonpool.bookings.rules.evidence import ANSWERABLE, GROUNDS
from commonpool.kernel.clock import london_date, now
from commonpool.web.pages import Asking, page, show
from commonpool.web.rooms.place import own_council

PAGE = 25
READERS = (Right.REQUEST_BOOKING, Right.RECORD_SECTION_114, Right.READ_LOG)


@page(right=READERS, methods=("GET",))
def evidence(request: Asking, slug: str) -> HttpResponse:
    """Everything recorded, the newest first."""
    council = own_council(request.actor, slug)
    found = Paginator(queries.evidence_of(request.actor, council.pk), PAGE).get_page(request.GET.get("page"))
    facts = {
        "council": council,
        "page_obj": found,
        "lines": [_line(request, each) for each in found],
        "back_url": reverse("room", args=[slug]),
    }
    return show(request, "evidence/evidence.html", facts)


def _line(request: Asking, each: Evidence) -> dict[str, Any]:
    stands = each.stands_on(london_date(now()))
    return {
        "evidence": each,
        "what": ANSWERABLE[each.rule].what,
        "ground": GROUNDS.get(each.ground, ""),
        "stands": stands,
        "may_revoke": stands and queries.may_answer(request.actor, each.host_id, each.rule),
    }


@page(right=(Right.REQUEST_BOOKING, Right.RECORD_SECTION_114), methods=("POST",))
def revoke(request: Asking, slug: str, evidence_id: int) -> HttpResponse:
    """The rule speaks again."""
    council = own_council(request.actor, slug)
    operations.revoke_evidence(actor=request.actor, host_id=council.pk, evidence_id=evidence_id, at=now())
    messages.success(request, _("Taken back. The rule holds again for what is asked for from now on."))
    return redirect("evidence", slug)
