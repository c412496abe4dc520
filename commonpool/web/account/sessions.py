"""Whose session it is: what every page asks before anything else, written once a process (ADR 0116)."""

from datetime import UTC, datetime
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from commonpool.identity.models import Person
from commonpool.kernel.rows import Compiled, sole


class SessionStore(db.SessionStore):
    """Sessions in the database, as Django keeps them."""

    def _get_session_from_db(self) -> Session | None:
        found: Session | None = sole(_LASTING(key=self.session_key, at=timezone.now()))
        if found is None:
            self._session_key = None  # a key that names no session is never taken over for a new one
        return found


class Backend(AuthenticationBackend):
    """Accounts as allauth signs them in."""

    def get_user(self, user_id: Any) -> Person | None:
        found: Person | None = sole(_PERSON(user_id=user_id))
        return found if found is not None and self.user_can_authenticate(found) else None


def _lasting(key: str, at: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=at)


_LASTING = Compiled(_lasting, key="no session", at=datetime(2, 1, 1, tzinfo=UTC))
_PERSON = Compiled(lambda user_id: Person.objects.filter(pk=user_id), user_id=-1)
