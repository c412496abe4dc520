"""Somebody has to show again that it is them, and comes back with nothing lost of what they typed."""

from typing import Any
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from commonpool.access.actor import FreshCodeNeeded
from commonpool.kernel.refusals import Refusal

KEPT = "kept_posts"
"""By address, the oldest first: one waiting post never pushes out another."""

WANTED = "wanted_page"
"""The page somebody wanted to see: setting up a first factor takes several pages, and leads back to it."""

CODE_TO = "code_to"
"""The mailbox a new code goes to: kept here, as no address belongs into a page's address."""

MOST_KEPT = 100_000
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def ask_who_it_is(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page that asks for a new code or a second factor, with what was posted kept for afterwards."""
    by_code = isinstance(refusal, FreshCodeNeeded)
    if by_code:
        request.session[CODE_TO] = refusal.facts["mailbox"]
    kept = request.method == "POST" and keep(request)
    here = request.get_full_path()
    if not kept and not by_code:
        request.session[WANTED] = here
    next_url = {"next": back_to(here)}
    facts: dict[str, Any] = {
        "refusal": refusal,
        "by_code": by_code,
        "mailbox": refusal.facts.get("mailbox", ""),
        "has_factor": not by_code and is_mfa_enabled(request.user, FACTORS),
        "lost": request.method == "POST" and not kept,
        "kept": kept,
        "again": f"{reverse('account_code_again')}?{urlencode(next_url)}",
        "factor": f"{reverse('mfa_reauthenticate')}?{urlencode(next_url)}",
        "set_up": reverse("mfa_index"),
    }
    return render(request, "look/prove_it_is_you.html", facts, status=403)


def back_to(path: str) -> str:
    """Where to go once it is shown: the page that goes on with what was kept, or leads straight back."""
    return f"{reverse('account_go_on')}?{urlencode({'next': path})}"


def keep(request: HttpRequest) -> bool:
    """What was posted waits in the session; False for files and for more than the session should hold."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    kept = {**request.session.get(KEPT, {}), request.get_full_path(): fields}
    sizes = [len(str(name)) + len(str(value)) for posted in kept.values() for name, value in posted]
    if request.FILES or sum(sizes) > MOST_KEPT:
        return False
    request.session[KEPT] = kept
    return True


def take_kept(request: HttpRequest, path: str) -> list[list[str]] | None:
    """The fields posted to this address, once; none for a bare button; None when nothing was posted to it."""
    kept = dict(request.session.get(KEPT, {}))
    fields: list[list[str]] | None = kept.pop(path, None)
    if fields is not None:
        request.session[KEPT] = kept
    return fields


def unsent(request: HttpRequest) -> str:
    """The address of the oldest post that still waits to be sent; nothing when none does, or before any session."""
    return next(iter(getattr(request, "session", {}).get(KEPT, {})), "")
