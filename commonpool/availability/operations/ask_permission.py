"""An officer asks their manager, once, with one page."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right, Role
from commonpool.activity.operations import change, publish
from commonpool.agreements import queries as agreements
from commonpool.availability import queries, rules
from commonpool.availability.events import ApproverCheckAsked, PermissionAsked
from commonpool.availability.lifecycle import LIVE_PERMISSION
from commonpool.availability.models import ApproverCheck, Listing, Permission
from commonpool.identity.queries import require_name
from commonpool.kernel.clock import london_date
from commonpool.kernel.hashes import sha256_of
from commonpool.kernel.refusals import Conflict, NotFound, Refusal, refusing
from commonpool.kernel.rows import sole
from commonpool.organisations.queries import roles
from commonpool.people.operations import name_manager
from commonpool.people.queries import post_facts_of


class FactsNeeded(Refusal):
    """The job, band, hours and days are not stated yet (`facts_needed`)."""

    code = "facts_needed"
    message = _("State your job, grade and hours first: your manager sees them.")


class PostFactsNeeded(Refusal):
    """What the rules have to know of the post is not said yet (`post_facts_needed`)."""

    code = "post_facts_needed"
    message = _("Answer the questions about your post first: your manager sees the answers.")


class AskedAlready(Conflict):
    """A permission is asked for already (`asked_already`)."""

    code = "asked_already"
    message = _("You have asked already. Withdraw that request first.")


class ApproverUnknown(Refusal):
    """The council's release contact does not know this manager as one who may release staff (`approver_unknown`)."""

    code = "approver_unknown"
    message = _(
        "Your council does not know this person as a manager who may release staff. Ask another manager."
    )
    field = "manager_email"


class LimitsImpossible(Refusal):
    """Hours outside half an hour to 37, dates turned round or past, more than two years (`limits_impossible`)."""

    code = "limits_impossible"
    message = _("Enter hours in half hours, at most 37 a week, and dates within the next two years.")
    field = "weekly_minutes"


class StartsTooLate(LimitsImpossible):
    """A first day to come, where a permission runs that would end long before it (`limits_impossible`)."""

    message = _(
        "The permission that runs now ends as soon as this one is given. Enter today or an earlier day."
    )
    field = "starts_on"


def ask_permission(
    *,
    actor: Actor,
    listing_id: int,
    approver_email: str,
    weekly_minutes: int,
    starts_on: date,
    ends_on: date,
    at: datetime,
    time_basis: str = "overtime",
    decisions: bool = False,
    peer_help: bool = True,
) -> Permission:
    """The officer's manager, known by their address at the same council, is asked to allow the listing.

    Beside a permission that runs, it is asked for one that takes its place, longer, wider or narrower, and that
    does not start in the future: the one that runs ends when it is given.

    `weekly_minutes`: the most in one week, half hours. Nobody asks themselves. A manager without the role of
    approver is checked once with the release contact (else an administrator). Requires `list_oneself`; the
    council takes part at least as peer. Refuses `name_needed`, `not_found`, `depth_needed`, `facts_needed`,
    `post_facts_needed`, `asked_already`, `limits_impossible`, `approver_unknown`, and what naming a manager refuses.
    """
    listing = _own_listing(actor, listing_id)
    require_name(actor)
    home = listing.employment.organisation_id
    agreements.require_depth(home, "peer")
    if listing.employment.stated_at is None:
        raise FactsNeeded
    if post_facts_of(listing.employment_id) is None:
        raise PostFactsNeeded
    refuse_impossible(weekly_minutes, starts_on, ends_on, time_basis, at)
    if starts_on > london_date(at) and listing.permissions.filter(status__in=LIVE_PERMISSION).exists():
        raise StartsTooLate
    with change(), refusing("permission_one_asked", AskedAlready()):
        employment = name_manager(
            actor=actor, employment_id=listing.employment_id, email=approver_email, at=at
        )
        assert employment.manager_id is not None
        permission = Permission(
            listing=listing,
            employment=listing.employment,
            approver_id=employment.manager_id,
            approver_email=approver_email.strip().lower(),
            weekly_minutes=weekly_minutes,
            starts_on=starts_on,
            ends_on=ends_on,
            time_basis=time_basis,
            decisions=decisions,
            peer_help=peer_help,
            asked_at=at,
            asked_by_id=actor.by,
        )
        permission.case_sha256 = sha256_of(queries.case_of(permission, at))
        permission.save()
        _have_checked(home, employment.manager_id, actor, at)
        fact = PermissionAsked(
            on_behalf_of=home,
            permission_id=permission.pk,
            listing_id=listing.pk,
            person_id=actor.by,
            approver_id=employment.manager_id,
            weekly_minutes=weekly_minutes,
            starts_on=starts_on,
            ends_on=ends_on,
        )
        publish(fact, actor=actor, at=at)
    return permission


def refuse_impossible(
    weekly_minutes: int, starts_on: date, ends_on: date, time_basis: str, at: datetime
) -> None:
    """Refuses `limits_impossible`, at the field that is wrong."""
    today = london_date(at)
    if not rules.whole_half_hours(weekly_minutes):
        raise LimitsImpossible
    if ends_on < max(starts_on, today) or ends_on > rules.add_months(today, 24):
        raise LimitsImpossible(field="ends_on")
    if time_basis not in rules.TIME_BASES:
        raise LimitsImpossible(field="time_basis")


def _own_listing(actor: Actor, listing_id: int) -> Listing:
    mine = Listing.objects.select_related("person", "employment__organisation").exclude(status="closed")
    listing = sole(mine.filter(pk=listing_id, person_id=actor.by))
    if listing is None:
        raise NotFound
    actor.require(Right.LIST_ONESELF, listing.employment.organisation_id)
    return listing


def _have_checked(organisation_id: int, manager_id: int, actor: Actor, at: datetime) -> None:
    """A manager who is no approver, or no more, waits for the release contact; one turned down is not asked again."""
    if roles.holds(manager_id, organisation_id, Role.APPROVER):
        return
    checks = ApproverCheck.objects.filter(organisation_id=organisation_id, person_id=manager_id)
    last = checks.order_by("-id").first()
    if last is not None and last.refused_at is not None:
        raise ApproverUnknown
    check, asked = checks.get_or_create(
        organisation_id=organisation_id,
        person_id=manager_id,
        checked_at=None,
        refused_at=None,
        defaults={"asked_at": at, "asked_by_id": actor.by},
    )
    if asked:
        fact = ApproverCheckAsked(on_behalf_of=organisation_id, check_id=check.pk, person_id=manager_id)
        publish(fact, actor=actor, at=at)
