"""The demonstration's accounts with their tokens, which derive from a secret of this installation."""

import hashlib
import hmac
from datetime import datetime
from pathlib import Path

from django.conf import settings

from commonpool.activity.operations import change
from commonpool.identity.models import ApiToken, Person
from commonpool.identity.operations import make_token
from commonpool.identity.rules import TOKEN_PREFIX, sha256
from commonpool.kernel.prepared import Prepared
from commonpool.people.queries import actor_for, demonstration_people

LABEL = "Demonstration"
LOCK = 0x64656D6F
"""The number of the advisory lock under which tokens are made: one run after another."""
MAKING = Prepared("number", sql="SELECT pg_advisory_xact_lock(%(number)s)")


def accounts(at: datetime) -> list[dict[str, object]]:
    """Every account as `{email, name, council, roles, token}`; tokens not made yet are made.

    Who asks meanwhile waits.
    """
    with change():
        MAKING(number=LOCK)
        return _accounts(at)


def _accounts(at: datetime) -> list[dict[str, object]]:
    listed = [account for _place, group in demonstration_people(at) for account in group]
    known = set(
        ApiToken.objects.filter(
            person__demonstration=True, revoked_at__isnull=True, ends_on__gt=at.date()
        ).values_list("sha256", flat=True)
    )
    found: list[dict[str, object]] = []
    for account in listed:
        token = _token_of(account.person)
        if sha256(token) not in known:
            _make(account.person, token, at)
            known.add(sha256(token))
        works = account.organisation
        found.append(
            {
                "email": account.person.email,
                "name": account.person.name,
                "council": works.code if works else None,
                "roles": sorted({*account.roles, *(["officer"] if works else [])}),
                "token": token,
            }
        )
    return found


def _make(person: Person, token: str, at: datetime) -> None:
    actor = actor_for(person_id=person.pk, second_factor=True, at=at)
    make_token(actor=actor, label=LABEL, may_decide=True, secret=token, at=at)


def _token_of(person: Person) -> str:
    derived = hmac.new(_secret().encode(), f"demonstration {person.email}".encode(), hashlib.sha256)
    return TOKEN_PREFIX + derived.hexdigest()


def _secret() -> str:
    """What the launcher keeps in the state folder; without a launcher, what signs the sessions."""
    file = Path(settings.STATE) / "secret-key"
    return file.read_text().strip() if file.is_file() else settings.SECRET_KEY
