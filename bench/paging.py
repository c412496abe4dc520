"""What a page takes over HTTP for somebody who asks for hours, on the pool at hand."""

from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from bench.client import Request, ask
from bench.pool import FIRST
from bench.served import Served
from commonpool.identity.models import Person

OFFICER = "O-0000-0401"


def measured(ours: Served, number: int) -> dict[str, Any]:
    """Milliseconds of each page, so many times, one at a time."""
    cookie = f"{settings.SESSION_COOKIE_NAME}={_session()}"
    pages = {
        "front": reverse("front"),
        "home": reverse("home"),
        "find": f"{reverse('find')}?q=council+tax",
        "person": reverse("person", args=[OFFICER]),
        "ask": reverse("ask", args=[OFFICER]),
    }
    found = {}
    for name, path in pages.items():
        request = Request(path, cookie="" if name == "front" else cookie)
        ask(ours.port, 2, [request] * 4)
        answered = ask(ours.port, 1, [request] * number)
        found[name] = {
            "p50": answered.part(50),
            "p95": answered.part(95),
            "status": max(answered.statuses),
            "bytes": len(answered.last),
        }
    return found


def _session() -> str:
    """An asker is signed in."""
    person = Person.objects.get(pk=FIRST - 1)
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session.create()
    return str(session.session_key)
