"""Officers in the pool: a listing, their manager's permission, and the weeks that follow from both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from commonpool.access import Role
from commonpool.availability import operations, queries
from commonpool.availability.models import Listing, Permission
from commonpool.identity.models import Person
from commonpool.kernel.hashes import sha256_of
from commonpool.organisations.models import Organisation
from commonpool.people.models import Employment
from commonpool.people.operations import state_post_facts
from commonpool.people.queries import post_facts_of
from tests.factories.people import NOW, TODAY, actor, make_officer, make_role
from tests.factories.recorded import recorded

UNTIL = date(2027, 10, 29)
FRIDAY_DAYS = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Listed:
    """An officer in the pool, and the manager who allowed it."""

    person: Person
    employment: Employment
    listing: Listing
    permission: Permission
    approver: Person

    @property
    def reference(self) -> str:
        return self.listing.reference


def draft_listing(
    employment: Employment,
    *,
    headline: str = "Planning appeals, from case to decision",
    weekly_minutes: int = 120,
    starts_on: date = TODAY,
    ends_on: date | None = None,
    shares: bool = False,
    skill_ids: Sequence[str] = (),
    function_ids: Sequence[str] = (),
    blocks: Sequence[tuple[date, int]] = (),
    weeks_off: Iterable[date] | None = None,
    usual_days: Iterable[int] = FRIDAY_DAYS,
    open_to_calls: bool = True,
    remote: bool = True,
    on_site: bool = False,
    at: datetime = NOW,
) -> Listing:
    """A listing nobody has allowed yet."""
    return operations.write_listing(
        actor=actor(employment.person, at=at),
        employment_id=employment.pk,
        headline=headline,
        about="",
        skill_ids=skill_ids,
        function_ids=function_ids,
        weekly_minutes=weekly_minutes,
        blocks=blocks,
        starts_on=starts_on,
        ends_on=ends_on,
        weeks_off=weeks_off,
        usual_days=usual_days,
        usual_times="Afternoons",
        remote=remote,
        on_site=on_site,
        open_to_calls=open_to_calls,
        shares_hours=shares,
        at=at,
    )


def post_stated(listing: Listing, *, at: datetime = NOW) -> Listing:
    """The officer has answered the questions about their post, that nothing holds, unless they had already."""
    if post_facts_of(listing.employment_id) is None:
        state_post_facts(actor=actor(listing.person, at=at), employment_id=listing.employment_id, at=at)
    return listing


def asked_permission(
    listing: Listing,
    *,
    approver: Person | None = None,
    weekly_minutes: int | None = None,
    starts_on: date | None = None,
    ends_on: date = UNTIL,
    time_basis: str = "overtime",
    decisions: bool = False,
    peer_help: bool = True,
    at: datetime = NOW,
) -> Permission:
    """The officer has asked their manager: an approver of the council (a new one, unless given)."""
    home = listing.employment.organisation
    manager = approver or make_role(home, Role.APPROVER, at=at)
    mailbox = manager.employments.get(organisation=home).mailbox  # type: ignore[attr-defined]
    most = listing.weekly_minutes + max((block.minutes for block in listing.blocks.all()), default=0)
    post_stated(listing, at=at)
    return operations.ask_permission(
        actor=actor(listing.person, at=at),
        listing_id=listing.pk,
        approver_email=mailbox,
        weekly_minutes=most if weekly_minutes is None else weekly_minutes,
        starts_on=starts_on or max(listing.starts_on, TODAY),
        ends_on=ends_on,
        time_basis=time_basis,
        decisions=decisions,
        peer_help=peer_help,
        at=at,
    )


def grant(
    permission: Permission, *, at: datetime = NOW, on_payroll: bool = True, **narrower: object
) -> Permission:
    """The manager asked allows it as it was asked, or narrower."""
    limits: dict[str, object] = {
        "weekly_minutes": permission.weekly_minutes,
        "starts_on": permission.starts_on,
        "ends_on": permission.ends_on,
        "time_basis": permission.time_basis,
        "decisions": permission.decisions,
        "peer_help": permission.peer_help,
    }
    return operations.grant_permission(
        actor=actor(permission.approver, at=at),
        permission_id=permission.pk,
        on_payroll=on_payroll,
        case_sha256=case_sha256(permission, at),
        at=at,
        **(limits | narrower),  # type: ignore[arg-type]
    )


def case_sha256(permission: Permission, at: datetime = NOW) -> str:
    """The hash of the case as the manager's page shows it."""
    return sha256_of(queries.case_of(queries.permission(permission.pk), at))


@recorded
def listed_officer(
    council: Organisation,
    *,
    weekly_minutes: int = 120,
    band: str = "Officer",
    shares: bool = False,
    person: Person | None = None,
    name: str = "",
    approver: Person | None = None,
    permission_minutes: int | None = None,
    starts_on: date = TODAY,
    ends_on: date = UNTIL,
    time_basis: str = "overtime",
    decisions: bool = False,
    peer_help: bool = True,
    headline: str = "Planning appeals, from case to decision",
    skill_ids: Sequence[str] = (),
    function_ids: Sequence[str] = (),
    blocks: Sequence[tuple[date, int]] = (),
    weeks_off: Iterable[date] | None = None,
    working_days: Iterable[int] = FRIDAY_DAYS,
    usual_days: Iterable[int] | None = None,
    open_to_calls: bool = True,
    remote: bool = True,
    on_site: bool = False,
    ticked: bool = True,
    checked: bool = True,
    at: datetime = NOW,
) -> Listed:
    """An officer of the council in the pool, allowed by their manager; bookable for pay where the council lends."""
    employment = make_officer(
        council,
        person=person,
        name=name,
        grade_band=band,
        working_days=working_days,
        ticked=ticked,
        checked=checked,
        at=at,
    )
    listing = draft_listing(
        employment,
        headline=headline,
        weekly_minutes=weekly_minutes,
        starts_on=starts_on,
        shares=shares,
        skill_ids=skill_ids,
        function_ids=function_ids,
        blocks=blocks,
        weeks_off=weeks_off,
        usual_days=working_days if usual_days is None else usual_days,
        open_to_calls=open_to_calls,
        remote=remote,
        on_site=on_site,
        at=at,
    )
    asked = asked_permission(
        listing,
        approver=approver,
        weekly_minutes=permission_minutes,
        starts_on=starts_on,
        ends_on=ends_on,
        time_basis=time_basis,
        decisions=decisions,
        peer_help=peer_help,
        at=at,
    )
    permission = grant(asked, on_payroll=ticked, at=at)
    listing.refresh_from_db()
    return Listed(employment.person, employment, listing, permission, permission.approver)
