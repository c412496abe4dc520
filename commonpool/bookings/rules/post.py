"""What is known of the officer's post when a host asks for them, and of what the host may spend."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from commonpool.bookings.rules.evidence import Shown


@dataclass(frozen=True)
class Post:
    """What is known of the officer's post, as the host's request sees it. `stated`: the officer was asked.

    `other_register`: the host's nation has a register of its own for the profession; `stopped`: a report under section
    114(3) is live at the host; `full_weeks`: Mondays with at least `full_minutes` at the host already;
    `lent_by_another`: Mondays on which another council lends the same person to the host; `evidence`: what answers a
    rule, by rule.
    """

    stated: bool = False
    profession: str = ""
    regulated: bool = False
    other_register: bool = False
    restricted: bool = False
    statutory: bool = False
    second_job_unasked: bool = False
    interested: bool = False
    paid_by_host: bool = False
    member_of_host: bool = False
    stopped: bool = False
    full_minutes: int = 0
    full_weeks: Collection[date] = ()
    lent_by_another: Collection[date] = ()
    evidence: Mapping[str, Shown] = field(default_factory=dict)
