"""How one event is hashed onto the one before it."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64


def record(
    *,
    organisation_id: int,
    sequence: int,
    name: str,
    at: datetime,
    by: int | None,
    rule: str,
    facts: dict[str, Any],
    readers: list[int],
) -> dict[str, Any]:
    """What of an event is hashed: everything but its own hash and row number."""
    return {
        "organisation": organisation_id,
        "sequence": sequence,
        "name": name,
        "at": at.astimezone(UTC).isoformat(),
        "by": by,
        "rule": rule,
        "facts": facts,
        "readers": readers,
    }


def link(previous: str, record: dict[str, Any]) -> str:
    """The SHA-256 of the previous hash and this record's canonical JSON."""
    canonical = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{previous}\n{canonical}".encode()).hexdigest()
