"""Tokens for programs: made, shown once, revoked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.identity import queries as identity
from commonpool.identity.operations import make_token, revoke_token
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Forbidden, Refusal
from commonpool.web.account.forms import TokenForm
from commonpool.web.pages import SIGNED_IN, Asking, page, refused, show


@page(right=SIGNED_IN)
def tokens(request: Asking) -> HttpResponse:
    """One's tokens, and a form for another; a new one's secret is on the answer to the form and nowhere else."""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            token, secret = make_token(actor=request.actor, at=now(), **form.cleaned_data)
        except Forbidden:
            raise
        except Refusal as refusal:
            refused(form, refusal)
        else:
            return show(request, "account/token_made.html", {"token": token, "secret": secret})
    facts = {
        "form": form,
        "tokens": identity.my_tokens(request.actor),
        "today": london_date(now()),
        "back_url": reverse("account"),
    }
    return show(request, "account/tokens.html", facts)


@page(right=SIGNED_IN, methods=("POST",))
def revoke(request: Asking, token_id: int) -> HttpResponse:
    """The token stops working at once."""
    revoke_token(actor=request.actor, token_id=token_id, at=now())
    messages.success(request, _("The token works no more."))
    return redirect("tokens")
