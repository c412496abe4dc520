"""Permissions and the checks of approvers: whose they are, who may see them, what waits for whom."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from commonpool.access import Actor, Right, Role
from commonpool.agreements import queries as agreements
from commonpool.availability import rules
from commonpool.availability.lifecycle import LIVE_PERMISSION, OPEN_PERMISSION
from commonpool.availability.models import ApproverCheck, Permission
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import Compiled, sole
from commonpool.organisations.models import RoleHolding
from commonpool.organisations.queries import roles
from commonpool.organisations.queries.register import awaiting_heirs
from commonpool.people.models import Employment
from commonpool.people.queries import holders, post_said, words_said


def permission(permission_id: int) -> Permission:
    """One permission by its row, for later stages that have judged who asks. Refuses `not_found`."""
    found = sole(_whole().filter(pk=permission_id))
    if found is None:
        raise NotFound
    return found


def permission_for(actor: Actor, permission_id: int) -> Permission:
    """One's own permission, one asked of the actor where they work, or one where they may grant.

    Refuses `not_found`.
    """
    return _seen(_whole(), actor, permission_id)


def permission_to_decide(actor: Actor, permission_id: int) -> Permission:
    """The same with its employment alone, which is enough to judge who may decide. Refuses `not_found`."""
    return _seen(_with_employment(), actor, permission_id)


def lock_permission(permission_id: int) -> Permission:
    """The permission, locked until the change is over, so that no revocation races past. Refuses `not_found`."""
    return _locked(_ITSELF, permission_id)


def lock_case(permission_id: int) -> Permission:
    """The same with what its case says of the officer and the council."""
    return _locked(_CASE, permission_id)


def lock_live_permission(listing_id: int) -> Permission | None:
    """The listing's permission that runs, locked until the change is over. Before any that is asked beside it."""
    return sole(_running(Permission.objects.all(), listing_id).select_for_update(of=("self",), no_key=True))


def lock_open_permissions(**of: int) -> list[Permission]:
    """The open permissions of a listing or an employment, locked in order; none that ended while it was awaited."""
    rows = _with_employment().filter(status__in=OPEN_PERMISSION, **of).order_by("id")
    return list(rows.select_for_update(of=("self",), no_key=True))


def permissions_of(listing_id: int) -> tuple[Permission | None, Permission | None]:
    """The listing's permission as it stands: the one that runs, else asked for, else the last one that ended; and the
    one asked for and not decided yet, also beside one that runs. One SQL query."""
    of_each_status = _whole().filter(listing_id=listing_id).order_by("status", "-id").distinct("status")
    latest = sorted(of_each_status, key=lambda each: -each.pk)
    runs = next((each for each in latest if each.status in LIVE_PERMISSION), None)
    asked = next((each for each in latest if each.status == "asked"), None)
    return runs or asked or next(iter(latest), None), asked


def permission_replaced_by(asked: Permission) -> Permission | None:
    """The permission that runs, whose place an asked one would take."""
    return sole(_running(_whole(), asked.listing_id))


def permissions_waiting(actor: Actor) -> QuerySet[Permission]:
    """What the actor is asked to decide as a manager, known yet or not, or as a deputy: longest waiting first."""
    mine = Q(approver_id=actor.by, employment__organisation_id__in=actor.where(Right.LIST_ONESELF))
    for place, approvers in actor.deputy_of.items():
        mine |= Q(approver_id__in=approvers, employment__organisation_id=place)
    asked = _whole().filter(mine, status="asked").exclude(employment__person_id=actor.by)
    return asked.order_by("asked_at", "id")


def permissions_given(actor: Actor) -> QuerySet[Permission]:
    """The live permissions at the councils where the actor may grant them, by the officer's name."""
    live = _whole().filter(_theirs(actor), status__in=LIVE_PERMISSION)
    return live.order_by("employment__person__name", "id")


def checks_waiting(actor: Actor) -> QuerySet[ApproverCheck]:
    """Managers to be known whom the actor may vouch for: neither themselves nor whom they ask for their own leave."""
    approvers = RoleHolding.objects.filter(
        organisation=OuterRef("organisation"),
        person=OuterRef("person"),
        role=Role.APPROVER,
        ended_at__isnull=True,
    )
    mine = Permission.objects.filter(
        status="asked",
        approver=OuterRef("person"),
        employment__organisation=OuterRef("organisation"),
        employment__person_id=actor.by,
    )
    waiting = _answerable(actor).filter(checked_at__isnull=True, refused_at__isnull=True)
    others = waiting.exclude(Q(person_id=actor.by) | Q(asked_by_id=actor.by)).exclude(Exists(mine))
    return others.exclude(Exists(approvers)).order_by("asked_at", "id")


def parties_to(check: ApproverCheck) -> set[int]:
    """The manager, and whoever asks them for their own permission: none of them answers."""
    asking = asked_of(check.person_id, check.organisation_id)
    return {check.person_id, check.asked_by_id, *asking.values_list("employment__person_id", flat=True)}


def check_for(actor: Actor, check_id: int) -> ApproverCheck:
    """A check the actor may answer or has. Refuses `not_found`."""
    found = _answerable(actor).filter(pk=check_id).first()
    if found is None:
        raise NotFound
    return found


def can_be_checked(organisation_id: int, manager_id: int, asked_by_id: int, today: date) -> bool:
    """Whether anybody there can say that this manager may release staff: somebody else than they or who asks."""
    administrators = holders(organisation_id, Role.COUNCIL_ADMINISTRATOR, today)
    others = administrators.exclude(person_id__in=[manager_id, asked_by_id])
    return _contacts(organisation_id, manager_id, asked_by_id).exists() or others.exists()


def approver_check(check_id: int) -> ApproverCheck:
    """One check by its row, for later stages that have judged who asks. Refuses `not_found`."""
    found = _checks().filter(pk=check_id).first()
    if found is None:
        raise NotFound
    return found


def is_approver(person_id: int, organisation_id: int) -> bool:
    """Whether the council knows this person as one who may release staff."""
    return roles.holds(person_id, organisation_id, Role.APPROVER)


def asked_of(person_id: int, organisation_id: int) -> QuerySet[Permission]:
    """The permissions this person has been asked for there and has not decided, by their rows."""
    asked = Permission.objects.filter(status="asked", approver_id=person_id)
    return asked.filter(employment__organisation_id=organisation_id).order_by("id")


def over(today: date) -> QuerySet[Permission]:
    """Open permissions whose last day, or whose employment's or organisation's, is past.

    Not that of an organisation which others take over from.
    """
    ended = Q(ends_on__lt=today) | employed_no_more(today)
    return Permission.objects.filter(ended, status__in=OPEN_PERMISSION).order_by("id")


def employed_no_more(today: date) -> Q:
    """Of a listing or a permission: the employment's last day is past, or its organisation's, which nobody follows."""
    gone = Q(employment__organisation__ends_on__lt=today)
    gone &= ~Q(employment__organisation__in=awaiting_heirs(today))
    return Q(employment__ends_on__lt=today) | gone


def enough_for(permission: Permission, limits: rules.Limits) -> bool:
    """Whether a fresh e-mail code is enough to grant these limits, or a second factor is wanted."""
    settings = agreements.settings_of(permission.employment.organisation_id)
    return rules.within_usual(limits, settings.usual_weekly_minutes, settings.usual_months)


def case_of(permission: Permission, at: datetime) -> dict[str, object]:
    """The one-page case as its facts, in order: what a manager reads and decides on. Five SQL queries."""
    listing, employment = permission.listing, permission.employment
    price = agreements.price_for(employment.organisation_id, employment.grade_band, london_date(at))
    blocks = listing.blocks.order_by("monday").values_list("monday", "minutes")
    runs = _running(Permission.objects.all(), listing.pk)
    return {
        "officer": listing.person_id,
        "name": listing.person.name,
        "council": employment.organisation.code,
        "job": employment.job_title,
        "band": employment.grade_band,
        "contract_minutes": employment.weekly_minutes,
        "working_days": employment.working_days,
        "other_jobs": employment.other_jobs,
        "other_minutes": employment.other_minutes,
        "under_18": employment.under_18,
        "post": post_said(employment.pk),
        "headline": listing.headline,
        "about": listing.about,
        "offered_minutes": listing.weekly_minutes,
        "one_off": [(monday.isoformat(), minutes) for monday, minutes in blocks],
        "asked_minutes": permission.weekly_minutes,
        "starts_on": permission.starts_on.isoformat(),
        "ends_on": permission.ends_on.isoformat(),
        "time_basis": permission.time_basis,
        "decisions": permission.decisions,
        "peer_help": permission.peer_help,
        "experience": words_said(listing.person_id),
        "hourly_pence": price,
        "takes_the_place_of": sole(runs.values_list("pk", flat=True)),
    }


def _answerable(actor: Actor) -> QuerySet[ApproverCheck]:
    """Checks at councils where the actor is release contact, or administrator where no release contact can answer."""
    where = Q(organisation_id__in=actor.where(Right.CHECK_APPROVERS))
    contacts = _contacts(OuterRef("organisation"), OuterRef("person"), OuterRef("asked_by"))
    instead = Q(organisation_id__in=actor.where(Right.GRANT_ROLES)) & ~Exists(contacts)
    return _checks().filter(where | instead)


def _contacts(organisation: Any, manager: Any, asked_by: Any) -> QuerySet[RoleHolding]:
    """Release contacts who can answer: with no last day known, and neither the manager nor anybody who asks them."""
    employed = Employment.objects.filter(
        person=OuterRef("person"), organisation=OuterRef("organisation"), ends_on__isnull=True
    )
    asks_them = Permission.objects.filter(
        status="asked",
        approver=OuterRef(manager) if isinstance(manager, OuterRef) else manager,
        employment__organisation=OuterRef("organisation"),
        employment__person=OuterRef("person"),
    )
    contacts = RoleHolding.objects.filter(
        Exists(employed),
        ~Exists(asks_them),
        organisation=organisation,
        role=Role.RELEASE_CONTACT,
        ended_at__isnull=True,
    )
    return contacts.exclude(person=manager).exclude(person=asked_by)


def _seen(rows: QuerySet[Permission], actor: Actor, permission_id: int) -> Permission:
    mine = Q(employment__person_id=actor.by)
    asked = Q(approver_id=actor.by, employment__organisation_id__in=actor.where(Right.LIST_ONESELF))
    found = sole(rows.filter(mine | asked | _theirs(actor), pk=permission_id))
    if found is None:
        raise NotFound
    return found


def _theirs(actor: Actor) -> Q:
    """At a council where the actor grants permissions; as a mere deputy, those of whose deputy they are."""
    theirs = Q(employment__organisation_id__in=actor.where(Right.GRANT_PERMISSION) - actor.only_deputy)
    for place in actor.only_deputy:
        whose = Q(approver_id__in=actor.deputy_of[place]) | Q(granted_by_id__in=actor.deputy_of[place])
        theirs |= Q(whose, employment__organisation_id=place)
    return theirs


def _locked(rows: Compiled, permission_id: int) -> Permission:
    found: Permission | None = sole(rows(permission_id=permission_id))
    if found is None:
        raise NotFound
    return found


def _to_lock(permission_id: int) -> QuerySet[Permission]:
    return Permission.objects.filter(pk=permission_id).select_for_update(of=("self",), no_key=True)


_ITSELF = Compiled(_to_lock, permission_id=-1)
_CASE = Compiled(
    lambda permission_id: _to_lock(permission_id).select_related(
        "listing__person", "employment__organisation"
    ),
    permission_id=-1,
)


def _running(rows: QuerySet[Permission], listing_id: int) -> QuerySet[Permission]:
    return rows.filter(listing_id=listing_id, status__in=LIVE_PERMISSION)


def _with_employment() -> QuerySet[Permission]:
    return Permission.objects.select_related("employment")


def _whole() -> QuerySet[Permission]:
    return Permission.objects.select_related(
        "listing__person", "employment__organisation", "employment__person", "approver", "granted_by"
    )


def _checks() -> QuerySet[ApproverCheck]:
    return ApproverCheck.objects.select_related("organisation", "person", "asked_by")
