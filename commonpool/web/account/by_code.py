"""Codes by e-mail: to sign in, and to show again that it is you."""

from typing import Any, Self

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from commonpool.access import Actor
from commonpool.identity import queries as identity
from commonpool.identity.models import Person
from commonpool.identity.operations import register_person
from commonpool.kernel.clock import now
from commonpool.web.step_up import CODE_TO

FRESH_CODE = "fresh_code"


class SignInByCode(LoginCodeVerificationProcess):  # type: ignore[misc]
    """One page for everybody: an address nobody has gets a code too, and giving it back makes the account.

    So nothing on the page or in the mail says whether an address was known.
    """

    @classmethod
    def begin(cls, request: HttpRequest, person: Person | None, email: str) -> Self:
        """The code is on its way, and this browser alone can use it."""
        login = Login(user=person, email=email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=person, email=email) | {"initiated_by_user": True})
        process = cls(stage=stage)
        process.send()
        process.persist()
        return process

    @classmethod
    def resume(cls, stage: LoginByCodeStage) -> Self | None:
        found: Self | None = cls(stage=stage).abort_if_invalid()
        return found

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:
        send_code(self.request, email, self.generate_code())

    def finish(self, redirect_url: str | None) -> HttpResponse:
        self._user = register_person(
            actor=Actor.rule("signed_in_by_code"),
            email=self.state["email"],
            proved=True,
            at=now(),
            language=get_language() or settings.LANGUAGE_CODE,
        )
        response: HttpResponse = super().finish(redirect_url)
        return response


class FreshCode(AbstractCodeVerificationProcess):  # type: ignore[misc]
    """Somebody signed in gives back a new code: decisions ask for one not older than an hour."""

    def __init__(self, request: HttpRequest, state: dict[str, Any]) -> None:
        self.request = request
        super().__init__(
            max_attempts=app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS,
            timeout=app_settings.LOGIN_BY_CODE_TIMEOUT,
            state=state,
            user=request.user,
        )

    @classmethod
    def begin(cls, request: HttpRequest) -> Self:
        """The code is on its way to the mailbox that has to be shown."""
        process = cls(request, cls.initial_state(user=request.user, email=mailbox_to_show(request)))
        process.send()
        process.persist()
        return process

    @classmethod
    def resume(cls, request: HttpRequest) -> Self | None:
        """The code sent before in this browser, while it still works."""
        state = request.session.get(FRESH_CODE)
        if not state or state.get("user_id") != str(request.user.pk):
            return None
        found: Self | None = cls(request, state).abort_if_invalid()
        return found

    def send(self) -> None:
        self.state["code"] = get_adapter().generate_login_code()
        send_code(self.request, self.state["email"], self.state["code"])

    def persist(self) -> None:
        self.request.session[FRESH_CODE] = self.state

    def abort(self) -> None:
        self.request.session.pop(FRESH_CODE, None)

    def finish(self) -> None:
        """The session remembers that a code was given back now."""
        self.abort()
        record_authentication(
            self.request, self.user, method="code", email=self.state["email"], reauthenticated=True
        )


def mailbox_to_show(request: HttpRequest) -> str:
    """The proved address of theirs that was asked for, else their main one."""
    person: Any = request.user
    wanted = str(request.session.get(CODE_TO, ""))
    return wanted if wanted in identity.proved_mailboxes(person.pk) else str(person.email)


def send_code(request: HttpRequest, email: str, code: str) -> None:
    """The same letter whoever asks."""
    get_adapter().send_mail("account/email/login_code", email, {"request": request, "code": code})
