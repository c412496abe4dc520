"""A booking on its way to the council that takes over."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Going:
    """A booking that goes to a successor, as its home or its host. `ends`: both sides go to the same one."""

    booking_id: int
    permission_id: int
    of_home: bool
    successor_id: int
    ends: bool
