"""What somebody was shown, as a hash: their answer posts it, so that nobody answers to what they have not seen."""

import hashlib
from collections.abc import Mapping


def sha256_of(shown: Mapping[str, object]) -> str:
    """The SHA-256 of the facts of a page, one a line, in their order."""
    lines = "".join(f"{name}: {value}\n" for name, value in shown.items())
    return hashlib.sha256(lines.encode()).hexdigest()
