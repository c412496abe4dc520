"""A browser in which somebody has signed in, as the session would remember it."""

import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.conf import settings
from django.test import Client

from commonpool.identity.models import Person


def signed_in(person: Person, *, second_factor: bool = True, fresh_code: bool = True) -> Client:
    """Django's test client, signed in as this person: by a code, and with the second factor unless told."""
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    now = time.time()
    records = [{"method": "code", "at": now if fresh_code else now - 7200, "email": person.email}]
    if second_factor:
        records.append({"method": "mfa", "at": now})
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = records
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(person.pk)
    session.save()
    return client
