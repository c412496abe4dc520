"""What django-allauth asks us about accounts."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from commonpool.identity import queries as identity
from commonpool.identity.operations import note_sign_in_changed
from commonpool.kernel.clock import london_date, now
from commonpool.people import queries as people
from commonpool.web.account.language import keep_choice

HOME = "/"
WHAT = {
    "account/email/email_changed": "main_address_changed",
    "account/email/email_deleted": "address_removed",
    "mfa/email/totp_activated": "app_added",
    "mfa/email/totp_deactivated": "app_removed",
    "mfa/email/webauthn_added": "passkey_added",
    "mfa/email/webauthn_removed": "passkey_removed",
    "mfa/email/recovery_codes_generated": "recovery_codes_made",
}
"""What allauth tells of a change, in our words (`identity.rules.SIGN_IN_CHANGES`)."""


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by proving an address at sign-in, and nowhere else."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Home; for somebody whose council we do not know yet, the page that asks."""
        person: Any = request.user
        known = people.employers_of(person.pk, london_date(now()))
        unknown = not known and not person.roles.filter(ended_at__isnull=True).exists()
        return reverse("your_council") if unknown else HOME

    def login(self, request: HttpRequest, user: Any) -> None:
        """Signed in, and their account has the language chosen on the way in."""
        super().login(request, user)
        keep_choice(request, user.pk)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """What allauth would write of at once is an event here, whose letter is retried until it is sent.

        Of an app set up and of recovery codes made allauth tells just after its commit: the event follows them.
        """
        note_sign_in_changed(actor=self.request.actor, what=WHAT[template_prefix], at=now())

    def can_delete_email(self, email_address: Any) -> bool:
        """Not the main one, nor what a job is proved with, nor any that a letter about a new one still has to reach."""
        deletable = bool(super().can_delete_email(email_address))
        if not deletable or not email_address.verified:
            return deletable
        owner, at = email_address.user_id, now()
        proves_a_job = email_address.email.lower() in people.job_mailboxes(owner, london_date(at))
        return not proves_a_job and not identity.addresses_stay(owner, at)

    def confirm_email(self, request: Any, email_address: Any) -> bool:
        confirmed = bool(super().confirm_email(request, email_address))
        if confirmed and request.actor.person_id is not None:
            note_sign_in_changed(actor=request.actor, what="address_added", at=now())
        return confirmed

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)
