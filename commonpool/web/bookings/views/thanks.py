"""Thanks after the work: said, taken back, shown by the officer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.bookings import operations, queries
from commonpool.kernel.clock import now
from commonpool.kernel.refusals import Forbidden, Refusal
from commonpool.web.bookings.viewpoint import seen_by
from commonpool.web.pages import SIGNED_IN, Asking, page, refused, show
from commonpool.web.works.forms import ThanksForm


@page(right=SIGNED_IN)
def say(request: Asking, reference: str) -> HttpResponse:
    """One sentence to the officer; once it is said, that sentence."""
    booking = seen_by(request.actor, reference).booking
    if not queries.may_thank(request.actor, booking):
        raise Forbidden
    form = ThanksForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.say_thanks(actor=request.actor, reference=reference, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("Thank you. We have told them."))
            return redirect("booking", reference)
    facts = {
        "form": form,
        "booking": booking,
        "thanks": None if form.is_bound else queries.thanks_for(booking),
        "may_thank": True,
        "back_url": reverse("booking", args=[reference]),
    }
    return show(request, "bookings/say_thanks.html", facts)


@page(right=SIGNED_IN, methods=("POST",))
def take_back(request: Asking, reference: str) -> HttpResponse:
    """The sentence is read by nobody any more."""
    operations.take_thanks_back(actor=request.actor, reference=reference, at=now())
    messages.success(request, _("Taken back. Nobody reads it any more."))
    return redirect("booking", reference)


@page(right=SIGNED_IN, methods=("POST",))
def show_on_page(request: Asking, reference: str) -> HttpResponse:
    """The officer shows it on their page, or hides it."""
    shown = request.POST.get("shown") == "yes"
    operations.show_thanks(actor=request.actor, reference=reference, shown=shown, at=now())
    messages.success(request, _("It is on your page now.") if shown else _("It is on your page no more."))
    return redirect("booking", reference)
