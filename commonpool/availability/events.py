"""What happens to listings, permissions and weeks off. `in_place_of_id`: the approver for whom a deputy decided."""

from dataclasses import dataclass
from datetime import date

from commonpool.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ListingWritten(Fact):
    """An officer wrote or changed their listing."""

    listing_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class ListingListed(Fact):
    """A permission was granted, so the listing is in the pool."""

    listing_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class ListingPaused(Fact):
    """The officer takes no new requests for now."""

    listing_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class ListingResumed(Fact):
    """The officer takes requests again."""

    listing_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class ListingClosed(Fact):
    """The listing is over."""

    listing_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class WeeksOffSet(Fact):
    """A person said in which weeks they are not available. Which and why is nobody's business."""

    person_id: int


@dataclass(frozen=True, kw_only=True)
class PermissionAsked(Fact):
    """An officer asked their manager, who may have an account by name only so far."""

    permission_id: int
    listing_id: int
    person_id: int
    approver_id: int
    weekly_minutes: int
    starts_on: date
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class PermissionGranted(Fact):
    """The home council allows it, within these limits."""

    permission_id: int
    listing_id: int
    person_id: int
    weekly_minutes: int
    starts_on: date
    ends_on: date
    in_place_of_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class PermissionRefused(Fact):
    """The home council does not allow it. `reason`: one of the fixed list."""

    permission_id: int
    listing_id: int
    person_id: int
    reason: str
    in_place_of_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class PermissionPaused(Fact):
    """No new bookings for now."""

    permission_id: int
    listing_id: int
    person_id: int
    in_place_of_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class PermissionResumed(Fact):
    """New bookings are allowed again."""

    permission_id: int
    listing_id: int
    person_id: int
    in_place_of_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class PermissionWithdrawn(Fact):
    """The permission is over: no new bookings. `bookings`: what is bound is to `finish`, or to `hand_back`."""

    permission_id: int
    listing_id: int
    person_id: int
    reason: str
    bookings: str
    in_place_of_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class PermissionSuperseded(Fact):
    """A newer permission has taken its place, and what is live is carried over to it."""

    permission_id: int
    listing_id: int
    person_id: int
    by_permission_id: int


@dataclass(frozen=True, kw_only=True)
class PermissionExpired(Fact):
    """The last day of the permission, or of the employment, is past."""

    permission_id: int
    listing_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class PermissionReminded(Fact):
    """So many working days after it was asked nobody has answered, and somebody was reminded."""

    permission_id: int
    listing_id: int
    person_id: int
    approver_id: int
    told_id: int
    days: int


@dataclass(frozen=True, kw_only=True)
class PermissionEnding(Fact):
    """The last day of the permission is at most so many days away."""

    permission_id: int
    listing_id: int
    person_id: int
    days: int
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class PermissionPassedOn(Fact):
    """Another manager is the one asked about it, in the place of the one before."""

    permission_id: int
    listing_id: int
    person_id: int
    approver_id: int
    before_id: int


@dataclass(frozen=True, kw_only=True)
class ApproverCheckAsked(Fact):
    """A manager nobody knows yet is to be checked once with the council's release contact."""

    check_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class ApproverChecked(Fact):
    """The council's release contact knows the manager: they may release staff."""

    check_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class ApproverRefused(Fact):
    """The council's release contact does not know this person as one who may release staff."""

    check_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class ListingCarriedOver(Fact):
    """A council took over from another: a listing, and the open permissions under it, are of the employment there."""

    listing_id: int
    person_id: int
    employment_id: int
    permission_ids: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ApproverCheckCarriedOver(Fact):
    """A council took over from another: its release contact says whether they know a manager."""

    check_id: int
    person_id: int
