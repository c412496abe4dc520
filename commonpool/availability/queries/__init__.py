"""Every question about listings, permissions and weeks."""

from commonpool.availability.queries.holidays import bank_holidays
from commonpool.availability.queries.listings import listing, listing_for, my_listing, my_listing_alone
from commonpool.availability.queries.permissions import (
    approver_check,
    asked_of,
    case_of,
    check_for,
    checks_waiting,
    enough_for,
    is_approver,
    lock_permission,
    over,
    permission,
    permission_for,
    permission_of,
    permissions_given,
    permissions_waiting,
    unconfirmed_experience,
)
from commonpool.availability.queries.pool import bookable_listings, visible_listings
from commonpool.availability.queries.standing import Standing, standing_of, standings_of
from commonpool.availability.queries.weeks import (
    StripWeek,
    employed_span,
    lock_weeks,
    offerings,
    preview_of,
    strip_of,
    weeks_of,
    weeks_off,
)

__all__ = [
    "Standing",
    "StripWeek",
    "approver_check",
    "asked_of",
    "bank_holidays",
    "bookable_listings",
    "case_of",
    "check_for",
    "checks_waiting",
    "employed_span",
    "enough_for",
    "is_approver",
    "listing",
    "listing_for",
    "lock_permission",
    "lock_weeks",
    "my_listing",
    "my_listing_alone",
    "offerings",
    "over",
    "permission",
    "permission_for",
    "permission_of",
    "permissions_given",
    "permissions_waiting",
    "preview_of",
    "standing_of",
    "standings_of",
    "strip_of",
    "unconfirmed_experience",
    "visible_listings",
    "weeks_of",
    "weeks_off",
]
