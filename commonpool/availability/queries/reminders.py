"""Of whom a permission is asked, who is reminded when, and whose end is near."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from commonpool.access import Actor, Right, Role
from commonpool.availability import rules
from commonpool.availability.lifecycle import LIVE_PERMISSION, OPEN_PERMISSION
from commonpool.availability.models import ApproverCheck, Permission, Reminder
from commonpool.identity.models import Person
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import sole
from commonpool.organisations.models import RoleHolding
from commonpool.organisations.queries import bank_holidays
from commonpool.people.models import Employment
from commonpool.people.queries import deputy_of, holders, serving, works_as


@dataclass(frozen=True)
class Ladder:
    """Who has been asked for a permission since it was asked, and when the next reminder goes (None: no more)."""

    sent: tuple[Reminder, ...]
    next_on: date | None
    next_to: Person | None


def ladder_of(permission: Permission, at: datetime) -> Ladder:
    """How the asking of a permission that waits stands, for the officer."""
    sent = reminders_sent(permission, "asked")
    steps = {each.days for each in sent}
    holidays = bank_holidays(permission.employment.organisation.nation)
    days = rules.reminder_days(london_date(permission.waits_since), holidays)
    left = [each for each in days if each > max(steps, default=0)]
    if not left:
        return Ladder(tuple(sent), None, None)
    next_to = to_remind(permission, left[0], days[left[0]])
    return Ladder(tuple(sent), days[left[0]] if next_to else None, next_to)


def reminders_sent(permission: Permission, kind: str) -> list[Reminder]:
    """The reminders of one kind about a permission and the manager asked now, in their order."""
    sent = permission.reminders.filter(kind=kind, approver_id=permission.approver_id)
    return list(sent.select_related("told").order_by("reminded_at", "id"))


def asked_before(today: date) -> QuerySet[Permission]:
    """Permissions asked two days ago or longer, which is when the first reminder may be due."""
    since = today - timedelta(days=rules.REMINDERS[0] - 1)
    return Permission.objects.filter(status="asked", asked_at__date__lt=since).order_by("id")


def ending_soon(today: date) -> QuerySet[Permission]:
    """Live permissions in their last four weeks, but those whose renewal is asked already."""
    last = today + timedelta(days=max(rules.ENDING_NOTICES))
    renewal = Permission.objects.filter(listing=OuterRef("listing"), status="asked")
    soon = Permission.objects.filter(status__in=LIVE_PERMISSION, ends_on__gte=today, ends_on__lte=last)
    return soon.exclude(Exists(renewal)).order_by("id")


def renewal_asked(permission: Permission) -> bool:
    """Whether a permission that takes this one's place is asked already."""
    return Permission.objects.filter(listing_id=permission.listing_id, status="asked").exists()


def to_remind(permission: Permission, days: int, today: date) -> Person | None:
    """The manager asked, while they may decide and it is not late; else their deputy, else who can name another."""
    home = permission.employment.organisation_id
    answers = works_as(permission.approver_id, home, Role.APPROVER, today)
    if answers and days < rules.PASSED_ON_AFTER:
        return permission.approver
    deputy = deputy_of(permission.approver_id, home, today)
    if deputy is not None and deputy.pk != permission.asked_by_id:
        return deputy
    return who_names_another(permission, today)


def who_names_another(permission: Permission, today: date) -> Person | None:
    """The council's release contact, else its administrator; never the officer or the manager asked."""
    home = permission.employment.organisation_id
    parties = {permission.employment.person_id, permission.approver_id}
    for role in (Role.RELEASE_CONTACT, Role.COUNCIL_ADMINISTRATOR):
        found = holders(home, role, today).exclude(person_id__in=parties).first()
        if found is not None:
            return found.person
    return None


def giver_of(permission: Permission, today: date) -> Person | None:
    """Who is told for the council that a permission ends: who gave it, while they may; else who is asked now."""
    home = permission.employment.organisation_id
    for person in (permission.granted_by, permission.approver):
        if person is not None and works_as(person.pk, home, Role.APPROVER, today):
            return person
    return who_names_another(permission, today)


def to_pass_on(actor: Actor, today: date) -> QuerySet[Permission]:
    """Where the actor may name another manager and somebody should: those who would answer have left, or have not
    answered for eight working days. Nobody's own."""
    stuck = Exists(
        Reminder.objects.filter(
            permission=OuterRef("pk"),
            approver=OuterRef("approver"),
            kind="asked",
            days=rules.PASSED_ON_AFTER,
        )
    )
    return (
        _passable(actor)
        .filter(Q(stuck, status="asked") | Q(_gone(today)))
        .exclude(employment__person_id=actor.by)
        .order_by("employment__person__name", "id")
    )


def permission_to_pass_on(actor: Actor, permission_id: int) -> Permission:
    """An open permission for which the actor may say which manager is asked. Refuses `not_found`."""
    found = sole(_passable(actor).filter(pk=permission_id))
    if found is None:
        raise NotFound
    return found


def approvers_for(permission: Permission, today: date) -> list[Person]:
    """The managers of the council who could be asked in the place of the one who is: neither they nor the officer."""
    parties = {permission.employment.person_id, permission.approver_id}
    found = holders(permission.employment.organisation_id, Role.APPROVER, today).exclude(
        person_id__in=parties
    )
    return [each.person for each in found.order_by("person__name", "id")]


def open_check(permission: Permission) -> ApproverCheck | None:
    """The question whether the manager asked may release staff, while nobody has answered it."""
    checks = ApproverCheck.objects.filter(
        organisation_id=permission.employment.organisation_id,
        person_id=permission.approver_id,
        checked_at__isnull=True,
        refused_at__isnull=True,
    )
    return sole(checks)


def left_by(approver_id: int, organisation_id: int) -> QuerySet[Permission]:
    """The open permissions there for which this manager is the one asked."""
    return Permission.objects.filter(
        status__in=OPEN_PERMISSION, approver_id=approver_id, employment__organisation_id=organisation_id
    )


def _passable(actor: Actor) -> QuerySet[Permission]:
    where = actor.where(Right.CHECK_APPROVERS) | actor.where(Right.GRANT_ROLES)
    whole = Permission.objects.select_related(
        "listing__person", "employment__organisation", "employment__person", "approver", "granted_by"
    )
    return whole.filter(status__in=OPEN_PERMISSION, employment__organisation_id__in=where)


def _gone(today: date) -> Q:
    """The manager may answer no more, and nobody is asked whether they may."""
    there = {"organisation": OuterRef("employment__organisation"), "person": OuterRef("approver")}
    held = serving(RoleHolding.objects.filter(role=Role.APPROVER, ended_at__isnull=True), today)
    checks = ApproverCheck.objects.filter(**there, checked_at__isnull=True, refused_at__isnull=True)
    working = Employment.objects.filter(**there).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    return ~Exists(held.filter(**there)) & (~Exists(checks) | ~Exists(working))
