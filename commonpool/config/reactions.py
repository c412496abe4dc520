"""A second URLconf, for consequences: what follows each event, even where nothing does.

`AT_ONCE` reactions run inside the transaction that published the event, `AFTERWARDS` in the worker, retried
until they succeed and idempotent. A reaction takes (fact, *, actor, at) at once, and (event) afterwards.
"""

from collections.abc import Callable
from typing import Any

from commonpool.kernel.facts import Fact

Reaction = Callable[..., Any]

AT_ONCE: dict[type[Fact], tuple[Reaction, ...]] = {}

AFTERWARDS: dict[type[Fact], tuple[Reaction, ...]] = {}
