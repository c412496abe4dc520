"""What django-allauth asks us about accounts."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from commonpool.kernel.clock import london_date, now
from commonpool.people import queries as people

HOME = "/"


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

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)
