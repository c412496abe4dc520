"""Every change to listings, permissions and weeks, one verb each."""

from commonpool.availability.operations.approvers import (
    CheckAnswered,
    NotYourOwnCheck,
    check_approver,
    forget_approver,
    refuse_approver,
)
from commonpool.availability.operations.ask_permission import (
    ApproverUnknown,
    AskedAlready,
    FactsNeeded,
    LimitsImpossible,
    PostFactsNeeded,
    ask_permission,
)
from commonpool.availability.operations.carrying import carry_checks, carry_listings
from commonpool.availability.operations.deciding import (
    BookingsUndecided,
    NotForOneself,
    PermissionMoved,
    ReasonUnknown,
    load_to_decide,
)
from commonpool.availability.operations.end_permission import (
    expire_permissions,
    pause_permission,
    resume_permission,
    withdraw_permission,
)
from commonpool.availability.operations.grant_permission import (
    BeyondWhatWasAsked,
    CaseChanged,
    grant_permission,
    refuse_permission,
)
from commonpool.availability.operations.leaving import end_with_employment, leave_ended_employments
from commonpool.availability.operations.listing_moves import (
    ListingMoved,
    close_listing,
    pause_listing,
    resume_listing,
)
from commonpool.availability.operations.pass_on import ApproverNotKnown, pass_permission_on
from commonpool.availability.operations.remind import remind_of_permissions_asked, tell_of_permissions_ending
from commonpool.availability.operations.weeks import (
    NotAMonday,
    derive_after_release,
    derive_all_weeks,
    derive_weeks,
    set_weeks_off,
)
from commonpool.availability.operations.write_listing import (
    BlockInvalid,
    ChoiceUnknown,
    DatesTurnedRound,
    DaysMissing,
    HeadlineMissing,
    HoursOutOfRange,
    ListedElsewhere,
    NothingOffered,
    PlaceMissing,
    write_listing,
)

__all__ = [
    "ApproverNotKnown",
    "ApproverUnknown",
    "AskedAlready",
    "BeyondWhatWasAsked",
    "BlockInvalid",
    "BookingsUndecided",
    "CaseChanged",
    "CheckAnswered",
    "ChoiceUnknown",
    "DatesTurnedRound",
    "DaysMissing",
    "FactsNeeded",
    "HeadlineMissing",
    "HoursOutOfRange",
    "LimitsImpossible",
    "ListedElsewhere",
    "ListingMoved",
    "NotAMonday",
    "NotForOneself",
    "NotYourOwnCheck",
    "NothingOffered",
    "PermissionMoved",
    "PlaceMissing",
    "PostFactsNeeded",
    "ReasonUnknown",
    "ask_permission",
    "carry_checks",
    "carry_listings",
    "check_approver",
    "close_listing",
    "derive_after_release",
    "derive_all_weeks",
    "derive_weeks",
    "end_with_employment",
    "expire_permissions",
    "forget_approver",
    "grant_permission",
    "leave_ended_employments",
    "load_to_decide",
    "pass_permission_on",
    "pause_listing",
    "pause_permission",
    "refuse_approver",
    "refuse_permission",
    "remind_of_permissions_asked",
    "resume_listing",
    "resume_permission",
    "set_weeks_off",
    "tell_of_permissions_ending",
    "withdraw_permission",
    "write_listing",
]
