"""A second URLconf, for consequences: what follows each event, even where nothing does.

`AT_ONCE` reactions run inside the transaction that published the event, `AFTERWARDS` in the worker, retried
until they succeed and idempotent. A reaction takes (fact, *, actor, at) at once, and (event) afterwards.
"""

from collections.abc import Callable
from typing import Any

from commonpool.agreements import events as agreements
from commonpool.agreements.operations import evaluate_after_role
from commonpool.availability import events as availability
from commonpool.availability.operations import end_with_employment
from commonpool.kernel.facts import Fact
from commonpool.organisations.events import RoleGranted
from commonpool.people.events import EmploymentEnded

Reaction = Callable[..., Any]

AT_ONCE: dict[type[Fact], tuple[Reaction, ...]] = {
    RoleGranted: (evaluate_after_role,),
    EmploymentEnded: (end_with_employment,),
}

AFTERWARDS: dict[type[Fact], tuple[Reaction, ...]] = {
    agreements.WishedToJoin: (),
    agreements.JoinedAsPeer: (),
    agreements.DepthOpened: (),
    agreements.DepthClosed: (),
    agreements.AgreementTextPublished: (),
    agreements.AgreementOffered: (),
    agreements.SignatoriesNamed: (),
    agreements.AgreementSigned: (),
    agreements.AgreementInForce: (),
    agreements.AgreementNoticeGiven: (),
    agreements.AgreementEnded: (),
    agreements.PriceSet: (),
    agreements.DefaultsSet: (),
    agreements.LegalPowersChanged: (),
    availability.ListingWritten: (),
    availability.ListingListed: (),
    availability.ListingPaused: (),
    availability.ListingResumed: (),
    availability.ListingClosed: (),
    availability.WeeksOffSet: (),
    availability.PermissionAsked: (),
    availability.PermissionGranted: (),
    availability.PermissionRefused: (),
    availability.PermissionPaused: (),
    availability.PermissionResumed: (),
    availability.PermissionWithdrawn: (),
    availability.PermissionExpired: (),
    availability.ApproverCheckAsked: (),
    availability.ApproverChecked: (),
    availability.ApproverRefused: (),
}
