"""Addresses for the tests of what every page shares."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def nothing(request: HttpRequest) -> HttpResponse:
    """An address that exists."""
    return HttpResponse()


urlpatterns = [
    path("sign-in/", nothing, name="account_login"),
    path("sign-out/", nothing, name="account_logout"),
    path("account/details/", nothing, name="my_details"),
    path("security/", nothing, name="mfa_index"),
    path("security/reauthenticate/", nothing, name="mfa_reauthenticate"),
    path("code-again/", nothing, name="account_code_again"),
    path("go-on/", nothing, name="account_go_on"),
    path("home/", nothing, name="home"),
    path("people/", nothing, name="find"),
    path("people/listing/", nothing, name="listing"),
    path("desk/", nothing, name="desk"),
    path("privacy/", nothing, name="privacy"),
]
