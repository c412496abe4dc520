"""A second URLconf, for consequences: what follows each event, even where nothing does.

`AT_ONCE` reactions run inside the transaction that published the event, `AFTERWARDS` in the worker, retried
until they succeed and idempotent. A reaction takes (fact, *, actor, at) at once, and (event) afterwards.
"""

from collections.abc import Callable
from typing import Any

from commonpool.agreements import events as agreements
from commonpool.agreements.operations import evaluate_after_role
from commonpool.availability import events as availability
from commonpool.availability.operations import derive_after_release, end_with_employment
from commonpool.bookings import events as bookings
from commonpool.bookings.operations import limits_end_with_role, permission_superseded
from commonpool.identity import events as identity
from commonpool.invoices import events as invoices
from commonpool.invoices.operations import charge_agreed_week, charge_late_cancellation
from commonpool.kernel.facts import Fact
from commonpool.matching import events as matching
from commonpool.matching.operations import reindex_after
from commonpool.notifications.operations import forget_letters, write_letters
from commonpool.organisations import events as organisations
from commonpool.people import events as people
from commonpool.timesheets import events as timesheets
from commonpool.timesheets.operations import drop_timesheets, end_bookings, end_paid_bookings

Reaction = Callable[..., Any]

AT_ONCE: dict[type[Fact], tuple[Reaction, ...]] = {
    organisations.RoleGranted: (evaluate_after_role,),
    organisations.RoleEnded: (limits_end_with_role,),
    people.EmploymentEnded: (end_with_employment,),
    people.EmploymentUnchecked: (end_paid_bookings,),
    people.EmploymentFactsStated: (reindex_after,),
    people.ExperienceSaid: (reindex_after,),
    people.ExperienceConfirmed: (reindex_after,),
    people.ExperienceWithdrawn: (reindex_after,),
    identity.PersonDetailsChanged: (reindex_after,),
    availability.ListingWritten: (reindex_after,),
    availability.PermissionWithdrawn: (end_bookings,),
    availability.PermissionExpired: (end_bookings,),
    availability.PermissionSuperseded: (permission_superseded,),
    bookings.WeeksReleased: (drop_timesheets,),
    bookings.BookingCancelled: (charge_late_cancellation,),
    timesheets.HoursAgreed: (charge_agreed_week,),
}

AFTERWARDS: dict[type[Fact], tuple[Reaction, ...]] = {
    identity.PersonRegistered: (),
    identity.PersonDetailsChanged: (),
    identity.SignInChanged: (write_letters,),
    identity.PersonAnonymised: (),
    identity.TokenMade: (),
    identity.TokenRevoked: (),
    organisations.RegisterLoaded: (),
    organisations.OrganisationAdded: (),
    organisations.OrganisationChanged: (),
    organisations.DomainAdded: (),
    organisations.FunctionsChanged: (),
    organisations.RoleGranted: (write_letters,),
    organisations.RoleEnded: (write_letters,),
    organisations.AdministratorAsked: (write_letters,),
    organisations.AdministratorRefused: (write_letters,),
    organisations.HelpAsked: (write_letters,),
    organisations.HelpClosed: (),
    organisations.CouncilInvited: (write_letters,),
    organisations.InvitationForgotten: (forget_letters,),
    organisations.InvitationsRefused: (),
    people.EmploymentStarted: (),
    people.EmploymentFactsStated: (write_letters,),
    people.PostFactsStated: (),
    people.OptOutGiven: (),
    people.OptOutEnded: (),
    people.ManagerNamed: (),
    people.PayrollTicked: (write_letters,),
    people.EmploymentChecked: (write_letters,),
    people.EmploymentUnchecked: (write_letters,),
    people.EmploymentEnded: (write_letters,),
    people.DeputyNamed: (write_letters,),
    people.DeputyEnded: (write_letters,),
    people.ExperienceSaid: (),
    people.ExperienceConfirmed: (),
    people.ExperienceWithdrawn: (),
    people.SkillSuggested: (),
    people.SkillSuggestionRead: (),
    people.SkillListChanged: (),
    agreements.WishedToJoin: (write_letters,),
    agreements.JoinedAsPeer: (write_letters,),
    agreements.DepthOpened: (),
    agreements.DepthClosed: (),
    agreements.AgreementTextPublished: (),
    agreements.AgreementOffered: (),
    agreements.SignatoriesNamed: (write_letters,),
    agreements.AgreementSigned: (),
    agreements.AgreementInForce: (write_letters,),
    agreements.AgreementNoticeGiven: (),
    agreements.AgreementEnded: (),
    agreements.PriceSet: (),
    agreements.DefaultsSet: (),
    agreements.LegalPowersChanged: (),
    agreements.RulesChanged: (),
    agreements.RuleWasSetAside: (),
    agreements.RuleRestored: (),
    agreements.Section114Recorded: (),
    agreements.Section114Concluded: (),
    agreements.Section114Withdrawn: (),
    availability.ListingWritten: (),
    availability.ListingListed: (),
    availability.ListingPaused: (),
    availability.ListingResumed: (),
    availability.ListingClosed: (),
    availability.WeeksOffSet: (),
    availability.PermissionAsked: (write_letters,),
    availability.PermissionGranted: (write_letters,),
    availability.PermissionRefused: (write_letters,),
    availability.PermissionPaused: (write_letters,),
    availability.PermissionResumed: (write_letters,),
    availability.PermissionWithdrawn: (write_letters,),
    availability.PermissionExpired: (write_letters,),
    availability.PermissionSuperseded: (),
    availability.PermissionReminded: (write_letters,),
    availability.PermissionEnding: (write_letters,),
    availability.PermissionPassedOn: (write_letters,),
    availability.ApproverCheckAsked: (write_letters,),
    availability.ApproverChecked: (write_letters,),
    availability.ApproverRefused: (write_letters,),
    bookings.BookingRequested: (write_letters,),
    bookings.BookingAccepted: (),
    bookings.BookingDeclined: (write_letters,),
    bookings.BookingApproved: (),
    bookings.BookingConfirmed: (),
    bookings.BookingBound: (write_letters,),
    bookings.AnswersMissing: (write_letters,),
    bookings.BookingWithdrawn: (write_letters,),
    bookings.BookingExpired: (write_letters,),
    bookings.BookingCancelled: (write_letters,),
    bookings.VariationOffered: (write_letters,),
    bookings.VariationBound: (write_letters,),
    bookings.VariationDropped: (write_letters,),
    bookings.EvidenceGiven: (),
    bookings.EvidenceRevoked: (),
    bookings.BookingWorked: (),
    bookings.PeerHelpHappened: (),
    bookings.WeeksReleased: (derive_after_release,),
    bookings.WaitingBegan: (),
    bookings.WaitingEnded: (),
    bookings.WaitingTold: (write_letters,),
    bookings.SpendingLimitAsked: (write_letters,),
    bookings.SpendingLimitGranted: (write_letters,),
    bookings.SpendingLimitRefused: (write_letters,),
    bookings.SpendingLimitWithdrawn: (write_letters,),
    bookings.SpendingLimitSuperseded: (),
    bookings.SpendingLimitExpired: (write_letters,),
    bookings.CallAsked: (write_letters,),
    bookings.CallAnswered: (write_letters,),
    bookings.CallLapsed: (write_letters,),
    timesheets.HoursOpened: (write_letters,),
    timesheets.HoursSubmitted: (write_letters,),
    timesheets.HoursAgreed: (write_letters,),
    timesheets.HoursQueried: (write_letters,),
    timesheets.TimesheetDropped: (),
    invoices.ChargeMade: (),
    matching.SearchFoundNobody: (),
}
