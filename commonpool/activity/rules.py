"""How one event is hashed onto the one before it."""

import hashlib
import json
from typing import Any

GENESIS = "0" * 64


def link(previous: str, record: dict[str, Any]) -> str:
    """The SHA-256 of the previous hash and this record's canonical JSON."""
    canonical = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{previous}\n{canonical}".encode()).hexdigest()
