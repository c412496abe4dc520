"""Addresses of one's own account. What django-allauth serves is declared like every other page."""

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from functools import wraps
from typing import Any

from allauth.account import views as allauth_account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import urls as mfa
from allauth.mfa.utils import is_mfa_enabled
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, path

from commonpool.web.account.views import council, language, me, opt_out, post, sign_in, tokens
from commonpool.web.pages import PUBLIC, SIGNED_IN, Needs, page
from commonpool.web.step_up import FACTORS

BEFORE_SIGNING_IN = {"mfa_authenticate", "mfa_login_webauthn"}
FIRST_FACTORS = {"mfa_activate_totp", "mfa_add_webauthn"}


def declared(patterns: Iterable[URLPattern | URLResolver], at: str) -> list[URLPattern]:
    """Allauth's own patterns, flat below an address, each view saying whom it is for."""
    found: list[URLPattern] = []
    for pattern in patterns:
        where = f"{at}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            found += declared(pattern.url_patterns, where)
            continue
        # A change and its event, where allauth tells of it before it commits.
        view = transaction.atomic(pattern.callback)
        view = with_fresh_proof(view) if pattern.name in FIRST_FACTORS else view
        right: Needs = PUBLIC if pattern.name in BEFORE_SIGNING_IN else SIGNED_IN
        found.append(path(where, page(right=right, nameless=True)(view), name=pattern.name))
    return found


def with_fresh_proof(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Adding a second factor takes a code of the last hour: a session left open is not enough.

    The factor just set up has been shown to work, so it counts for this session.
    """

    @wraps(view)
    def proved(request: Any, *args: Any, **named: Any) -> HttpResponse:
        request.actor.require_fresh_code(request.user.email)
        before = is_mfa_enabled(request.user, FACTORS)
        response = view(request, *args, **named)
        if request.method == "POST" and not before and is_mfa_enabled(request.user, FACTORS):
            record_authentication(request, request.user, method="mfa", reauthenticated=True)
        return response

    return proved


def with_main_address_shown(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Changing the addresses one signs in with takes a code sent to the main one: signing in alone does not do.

    A change and its event are one transaction. What sends a code changes nothing yet, and waits for the mail.
    """

    @wraps(view)
    def shown(request: Any, *args: Any, **named: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **named)
        request.actor.require_fresh_code(request.user.email)
        sends = {"action_add", "action_send"} & request.POST.keys()
        with nullcontext() if sends else transaction.atomic():
            return view(request, *args, **named)

    return shown


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Signing up is signing in for the first time."""
    return redirect("account_login")


urlpatterns = [
    path("", me.account, name="account"),
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-in/code/", sign_in.sign_in, name="account_request_login_code"),
    path("sign-in/confirm/", sign_in.confirm_code, name="account_confirm_login_code"),
    path("sign-in/as/", sign_in.demonstration_sign_in, name="demonstration_sign_in"),
    path("sign-out/", page(right=PUBLIC)(allauth_account.logout), name="account_logout"),
    path("sign-out/everywhere/", me.sign_out_of_everything, name="sign_out_everywhere"),
    path("closed/", page(right=PUBLIC)(allauth_account.account_inactive), name="account_inactive"),
    path(
        "sign-up/",
        page(right=PUBLIC)(to_sign_in),
        name="account_signup",
    ),
    path("code-again/", sign_in.code_again, name="account_code_again"),
    path("go-on/", sign_in.go_on, name="account_go_on"),
    path(
        "prove/",
        page(right=SIGNED_IN, nameless=True)(allauth_account.reauthenticate),
        name="account_reauthenticate",
    ),
    path(
        "addresses/",
        page(right=SIGNED_IN, nameless=True)(with_main_address_shown(allauth_account.email)),
        name="account_email",
    ),
    path(
        "addresses/confirm/",
        page(right=SIGNED_IN, nameless=True)(transaction.atomic(allauth_account.email_verification_sent)),
        name="account_email_verification_sent",
    ),
    path("language/", language.choose, name="set_language"),
    path("council/", council.your_council, name="your_council"),
    path("ask-a-person/", council.ask_a_person, name="ask_a_person"),
    path("details/", me.my_details, name="my_details"),
    path("jobs/<int:employment_id>/", me.my_job, name="my_job"),
    path("jobs/<int:employment_id>/opt-out/", opt_out.opt_out, name="opt_out"),
    path("jobs/<int:employment_id>/opt-out/end/", opt_out.end, name="end_opt_out"),
    path("jobs/<int:employment_id>/post/", post.post_facts, name="post_facts"),
    path("jobs/<int:employment_id>/leave/", me.leave_job, name="leave_job"),
    path("close/", me.close_my_account, name="close_account"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:token_id>/revoke/", tokens.revoke, name="revoke_token"),
    *declared(mfa.urlpatterns, "security/"),
]
