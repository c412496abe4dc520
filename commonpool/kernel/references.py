"""Opaque references to read down a telephone: `B-7K3M-9QXT`. They count nothing and hold nothing."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference(letter: str) -> str:
    """A fresh reference: a letter for the kind of thing, then eight of Crockford's 32 characters."""
    drawn = "".join(secrets.choice(ALPHABET) for _place in range(8))
    return f"{letter}-{drawn[:4]}-{drawn[4:]}"
