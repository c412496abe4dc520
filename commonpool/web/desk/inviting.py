"""Many councils invited at once: a list is read, shown with what is wrong beside its rows, sent on a second press."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import ngettext

from commonpool.access import Right
from commonpool.agreements import operations
from commonpool.agreements import queries as agreements
from commonpool.kernel.clock import now
from commonpool.kernel.refusals import Refusal
from commonpool.web.desk.forms import ContactsForm
from commonpool.web.pages import Asking, page, refused, show


@page(right=Right.RUN_DESK)
def invitations(request: Asking) -> HttpResponse:
    """A list of contacts is asked for; given one, it is shown as it would be sent. Nothing is."""
    request.actor.require_second_factor()
    form = ContactsForm(request.POST, request.FILES) if request.method == "POST" else ContactsForm()
    if request.method == "POST" and form.is_valid():
        return _preview(request, form)
    return _asked(request, form)


@page(right=Right.RUN_DESK, methods=("POST",))
def send(request: Asking) -> HttpResponse:
    """Everybody in the list who can be invited has a letter, if that is still what was shown."""
    form = ContactsForm(request.POST)
    if not form.is_valid():
        return _asked(request, form)
    shown = request.POST.get("shown", "")
    try:
        sent = operations.invite_all(actor=request.actor, contacts=form.listed, shown=shown, at=now())
    except Refusal as refusal:
        refused(form, refusal)
        return _preview(request, form)
    words = ngettext("%(n)s letter is on its way.", "%(n)s letters are on their way.", sent)
    messages.success(request, words % {"n": sent})
    return redirect("desk_board")


def _asked(request: Asking, form: ContactsForm) -> HttpResponse:
    facts = {"form": form, "most": operations.MOST_AT_ONCE, "back_url": reverse("desk_board")}
    return show(request, "desk/invitations.html", facts)


def _preview(request: Asking, form: ContactsForm) -> HttpResponse:
    judged = agreements.judged_contacts(request.actor, form.listed, now())
    going = sum(each.refusal is None for each in judged)
    facts = {
        "form": form,
        "judged": judged,
        "contacts": form.cleaned_data["contacts"],
        "shown": agreements.hash_of(judged),
        "going": going,
        "staying": len(judged) - going,
        "back_url": reverse("desk_invitations"),
    }
    return show(request, "desk/invitations_check.html", facts)
