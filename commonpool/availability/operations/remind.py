"""The clock reminds whoever has not answered, and tells of a permission's end: each step once."""

from datetime import datetime

from commonpool.access import Actor
from commonpool.activity.operations import one_by_one, publish
from commonpool.availability import queries, rules
from commonpool.availability.events import PermissionEnding, PermissionReminded
from commonpool.availability.lifecycle import LIVE_PERMISSION
from commonpool.availability.models import Permission, Reminder
from commonpool.identity.models import Person
from commonpool.kernel.clock import london_date

NOT_ANSWERED = Actor.rule("asked_and_not_answered")
ENDS_SOON = Actor.rule("permission_ends_soon")


def remind_of_permissions_asked(*, at: datetime, actor: Actor = NOT_ANSWERED) -> int:
    """Who has not answered is reminded after 2 and 5 working days of the officer's nation; after 8, somebody else.

    That is the manager's deputy, else the release contact, else an administrator. Of several steps missed only the
    latest is taken. Each step once for each manager asked; says how many. Repeatable.
    """
    today = london_date(at)

    def remind(permission_id: int) -> bool:
        permission = queries.lock_case(permission_id)
        if permission.status != "asked":
            return False
        holidays = queries.bank_holidays(permission.employment.organisation.nation)
        days = rules.reminder_due(london_date(permission.waits_since), today, holidays)
        if days is None or any(each.days >= days for each in queries.reminders_sent(permission, "asked")):
            return False
        told = queries.to_remind(permission, days, today)
        if told is None:
            return False
        _keep(permission, "asked", days, told, actor, at)
        fact = PermissionReminded(
            on_behalf_of=permission.employment.organisation_id,
            permission_id=permission.pk,
            listing_id=permission.listing_id,
            person_id=permission.employment.person_id,
            approver_id=permission.approver_id,
            told_id=told.pk,
            days=days,
        )
        publish(fact, actor=actor, at=at)
        return True

    return one_by_one(queries.asked_before(today).values_list("pk", flat=True), remind)


def tell_of_permissions_ending(*, at: datetime, actor: Actor = ENDS_SOON) -> int:
    """The officer and the manager know 28 and 7 days before the last day of a permission; says how many. Repeatable.

    Not where a newer one is asked already, nor of a day that was past when the permission was given.
    """
    today = london_date(at)

    def tell(permission_id: int) -> bool:
        permission = queries.lock_case(permission_id)
        if permission.status not in LIVE_PERMISSION or permission.granted_at is None:
            return False
        days = rules.notice_due(london_date(permission.granted_at), permission.ends_on, today)
        sent = permission.reminders.filter(kind="ending", days__lte=days or 0).exists()
        if days is None or sent or queries.renewal_asked(permission):
            return False
        officer = permission.listing.person
        _keep(permission, "ending", days, queries.giver_of(permission, today) or officer, actor, at)
        fact = PermissionEnding(
            on_behalf_of=permission.employment.organisation_id,
            permission_id=permission.pk,
            listing_id=permission.listing_id,
            person_id=officer.pk,
            days=days,
            ends_on=permission.ends_on,
        )
        publish(fact, actor=actor, at=at)
        return True

    return one_by_one(queries.ending_soon(today).values_list("pk", flat=True), tell)


def _keep(permission: Permission, kind: str, days: int, told: Person, actor: Actor, at: datetime) -> None:
    Reminder.objects.create(
        permission=permission,
        kind=kind,
        days=days,
        approver_id=permission.approver_id,
        told=told,
        reminded_at=at,
        reminded_by_id=actor.person_id,
        reminded_by_rule=actor.standing_rule,
    )
