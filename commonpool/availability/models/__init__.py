"""The pool: an officer's listing, the home council's permission, and the weeks that can be booked."""

from commonpool.availability.models.listing import (
    Block,
    Listing,
    ListingFunction,
    ListingSkill,
    WeekOff,
    officer_reference,
)
from commonpool.availability.models.permission import ApproverCheck, Permission
from commonpool.availability.models.reminder import Reminder
from commonpool.availability.models.week import NightReached, Week

__all__ = [
    "ApproverCheck",
    "Block",
    "Listing",
    "ListingFunction",
    "ListingSkill",
    "NightReached",
    "Permission",
    "Reminder",
    "Week",
    "WeekOff",
    "officer_reference",
]
