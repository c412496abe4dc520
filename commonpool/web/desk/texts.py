"""The agreement's versions: a draft is read against the current text, shown as it would be told, then published."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy

from commonpool.access import Right
from commonpool.agreements import operations, queries
from commonpool.agreements.models import AgreementText
from commonpool.agreements.rules import differences
from commonpool.kernel.clock import now
from commonpool.kernel.refusals import Refusal
from commonpool.web.desk.forms import TextForm
from commonpool.web.pages import Asking, page, refused, show

DEEDS = {
    "forward": (
        operations.put_text_forward,
        gettext_lazy("Version %(version)s is put forward. The other stewards are told."),
    ),
    "publish": (operations.publish_agreement_text, gettext_lazy("Version %(version)s is published.")),
}


@page(right=Right.RUN_DESK, methods=("GET",))
def texts(request: Asking) -> HttpResponse:
    """Every version: what it changed, by when, who published it, how many councils stand under it."""
    facts = {"texts": queries.texts_for_desk(request.actor), "back_url": reverse("desk")}
    return show(request, "desk/texts.html", facts)


@page(right=Right.RUN_DESK)
def publish_text(request: Asking, version: int) -> HttpResponse:
    """A draft: what differs and whom it would reach. One steward puts it forward, another publishes it.

    The first press shows the notice; the second puts it forward.
    """
    draft = queries.draft_for_desk(request.actor, version)
    request.actor.require_second_factor()
    form = TextForm(request.POST or None)
    checked = False
    if request.method == "POST" and form.is_valid():
        if request.POST.get("go") not in DEEDS:
            checked = True
        else:
            deed, words = DEEDS[request.POST["go"]]
            try:
                deed(
                    actor=request.actor,
                    version=version,
                    sha256=request.POST.get("text_sha256", ""),
                    at=now(),
                    **form.chosen,
                )
            except Refusal as refusal:
                refused(form, refusal)
            else:
                messages.success(request, words % {"version": version})
                return redirect("desk_texts")
    return show(
        request,
        "desk/publish_text.html",
        _facts(draft, form, checked=checked, again="again" in request.GET, reader_id=request.actor.person_id),
    )


def _facts(
    draft: AgreementText, form: TextForm, *, checked: bool, again: bool, reader_id: int | None
) -> dict[str, Any]:
    current = queries.agreement_text()
    return {
        "draft": draft,
        "current": current,
        "differences": differences(current.body if current else "", draft.body),
        "reached": queries.on_older_texts(draft.version).count(),
        "form": form,
        "checked": checked,
        "waiting": draft.put_forward_at is not None and not form.is_bound and not again,
        "own": draft.put_forward_by_id == reader_id,
        "back_url": reverse("desk_texts"),
    }
