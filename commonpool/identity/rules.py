"""How tokens and stored answers are hashed, and how long answers are kept."""

import hashlib
import secrets
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from commonpool.kernel.refusals import Refusal

TOKEN_PREFIX = "cp_"  # noqa: S105  (how every token begins)
TOKENS_START = 8
ANSWERS_KEPT = timedelta(days=1)
SIGN_IN_CHANGES = (
    "address_added",
    "address_removed",
    "main_address_changed",
    "app_added",
    "app_removed",
    "passkey_added",
    "passkey_removed",
    "recovery_codes_made",
    "signed_out_everywhere",
)
"""What can change about how somebody signs in."""

NEW_ADDRESS = ("address_added", "main_address_changed")
ADDRESSES_STAY = timedelta(days=1)
"""So long no proved address goes: letters are written after the change, to the addresses there are then."""


class NameNeeded(Refusal):
    """Others deal with a person, not with an address (`name_needed`)."""

    code = "name_needed"
    message = _("Give your name first: the people you deal with need to know who you are.")
    field = "name"


def new_secret() -> str:
    """A fresh token: 256 random bits after a prefix that secret scanners can recognise."""
    return TOKEN_PREFIX + secrets.token_urlsafe(32)


def sha256(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def lock_number(person_id: int, key: str) -> int:
    """The number of the advisory lock on one caller's idempotency key (signed, 64 bits)."""
    digest = hashlib.sha256(f"{person_id}:{key}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def oldest_kept(today: date) -> date:
    """Answers given before this day are forgotten (24 hours, rounded up to the end of a day)."""
    return today - ANSWERS_KEPT
