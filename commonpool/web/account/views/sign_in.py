"""Signing in, showing again that it is you, and going on."""

from smtplib import SMTPException
from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import record_authentication
from allauth.account.stages import LoginByCodeStage
from allauth.account.utils import get_login_redirect_url
from allauth.account.views import ConfirmLoginCodeView
from allauth.core.internal.cryptokit import compare_user_code
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.generic.edit import FormView

from commonpool.identity import queries as identity
from commonpool.kernel.clock import now
from commonpool.people import queries as people
from commonpool.web.account.adapter import HOME
from commonpool.web.account.by_code import FreshCode, SignInByCode, mailbox_to_show
from commonpool.web.account.forms import CodeForm, SignInForm
from commonpool.web.pages import PUBLIC, SIGNED_IN, Asking, page, show
from commonpool.web.step_up import WANTED, take_kept


@page(right=PUBLIC)
def sign_in(request: HttpRequest) -> HttpResponse:
    """One field, one button; in a demonstration, also the invented people."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(get_login_redirect_url(request))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            SignInByCode.begin(request, form.person, form.cleaned_data["email"])
        except (SMTPException, OSError):
            form.add_error("email", _("We could not send the code just now. Try again in a minute."))
        else:
            return redirect(_with_next(reverse("account_confirm_login_code"), request))
    after = where_next(request)
    facts: dict[str, Any] = {"form": form, "next": after, "passkeys": settings.MFA_PASSKEY_LOGIN_ENABLED}
    if after:
        facts["redirect_field"] = format_html('<input type="hidden" name="next" value="{}">', after)
    if settings.DEMONSTRATION:
        facts["places"] = people.demonstration_people(now())
    return show(request, "account/sign_in.html", facts)


@method_decorator(
    login_stage_required(stage=LoginByCodeStage.key, redirect_urlname="account_login"), name="dispatch"
)
class ConfirmCodeView(ConfirmLoginCodeView):  # type: ignore[misc]
    """The code is given back in the browser that asked for it: three tries, ten minutes, once."""

    def dispatch(self, request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        self.stage = request._login_stage  # type: ignore[attr-defined]
        self._process = SignInByCode.resume(self.stage)
        if self._process is None:
            messages.error(request, _("That code works no more. Ask for a new one."))
            return redirect("account_login")
        response = cast("HttpResponse", FormView.dispatch(self, request, *args, **named))
        if request.method == "POST" and response.status_code == 200:
            response.status_code = 422
        return response


confirm_code = page(right=PUBLIC)(ConfirmCodeView.as_view())


@page(right=PUBLIC, methods=("POST",))
def demonstration_sign_in(request: HttpRequest) -> HttpResponse:
    """Signed in as one of the invented people, with everything proved: in a demonstration only."""
    person = identity.demonstration_person(request.POST.get("email", ""))
    if not settings.DEMONSTRATION or person is None:
        raise Http404
    request.session.flush()
    get_adapter().login(request, person)
    for method in ("code", "mfa"):
        record_authentication(request, person, method=method, demonstration=True)
    return HttpResponseRedirect(get_login_redirect_url(request))


@page(right=SIGNED_IN, nameless=True)
def code_again(request: Asking) -> HttpResponse:
    """A new code, sent and given back, while staying signed in."""
    process = FreshCode.resume(request)
    if request.method == "POST" and request.POST.get("action") in ("send", "resend"):
        FreshCode.begin(request)
        return redirect(_with_next(reverse("account_code_again"), request))
    form = CodeForm(request.POST if request.method == "POST" and process else None)
    if process and request.method == "POST" and form.is_valid():
        if same_code(form.cleaned_data["code"], process.code):
            process.finish()
            return redirect(where_next(request) or HOME)
        if process.record_invalid_attempt():
            form.add_error("code", _("That is not the code. Look at the newest e-mail."))
        else:
            messages.error(request, _("That was not the code three times. Ask for a new one."))
            return redirect(_with_next(reverse("account_code_again"), request))
    facts = {
        "form": form,
        "sent": process is not None,
        "email": process.state["email"] if process else mailbox_to_show(request),
        "next": where_next(request),
    }
    return show(request, "account/code_again.html", facts)


@page(right=SIGNED_IN, methods=("GET",), nameless=True)
def go_on(request: Asking) -> HttpResponse:
    """Back where one was, with what was typed ready to send again."""
    path = where_next(request) or HOME
    if request.session.get(WANTED) == path:
        del request.session[WANTED]
    fields = take_kept(request, path)
    if fields is None:
        return redirect(path)
    return show(request, "account/go_on.html", {"path": path, "fields": fields})


def same_code(typed: str, sent: str) -> bool:
    """Whether the code is the one sent, however it was spaced or cased."""
    return bool(sent) and bool(compare_user_code(actual=typed, expected=sent))


def where_next(request: HttpRequest) -> str:
    """Where to go afterwards: an address of ours, or nothing."""
    wanted = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME) or ""
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None, require_https=False)
    return wanted if ours and "\x00" not in wanted else ""


def _with_next(address: str, request: HttpRequest) -> str:
    after = where_next(request)
    return f"{address}?{urlencode({REDIRECT_FIELD_NAME: after})}" if after else address
