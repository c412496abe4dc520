"""The shape of an event: a frozen fact that happened, holding ids and numbers, never names or free text."""

from dataclasses import dataclass, fields
from functools import cache
from typing import Any, ClassVar

REGISTRY: dict[str, type["Fact"]] = {}


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that happened on behalf of an organisation.

    `on_behalf_of` is the organisation whose chain the event joins (None: the network itself); `readers`
    are the other organisations that may see it.
    """

    on_behalf_of: int | None
    readers: tuple[int, ...] = ()

    name: ClassVar[str] = ""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        cls.name = cls.__name__
        if cls.__name__ in REGISTRY and REGISTRY[cls.__name__].__module__ != cls.__module__:
            raise TypeError(f"two events are called {cls.__name__}")
        REGISTRY[cls.__name__] = cls

    @property
    def payload(self) -> dict[str, Any]:
        """The fact's own ids and numbers, ready to be stored as JSON (dates as ISO text)."""
        said = {name: getattr(self, name) for name in _own(self.name)}
        return {
            name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in said.items()
        }


@cache
def _own(name: str) -> tuple[str, ...]:
    """What an event of this name says besides whose it is."""
    return tuple(each.name for each in fields(REGISTRY[name]) if each.name not in Fact.__dataclass_fields__)
