"""A council has ended: who worked there works for the council that took over, as they did."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.people import queries
from commonpool.people.events import DeputyCarriedOver, EmploymentCarriedOver
from commonpool.people.models import ONE_DAY, AnnualPay, Deputy, Employment, OptOut
from commonpool.people.operations.deputies import end_deputy_row
from commonpool.people.operations.post_facts_carried import carry_post_facts
from commonpool.people.rules import MOST_WEEKLY_MINUTES, STATED

AS_THEY_WERE = (
    "mailbox", *STATED, "manager_id", "proved_at", "proved_by_id", "stated_at", "stated_by_id", "ticked_at",
    "ticked_by_id", "checked_at", "checked_by_id", "payroll_number",
)  # fmt: skip
"""What an employment takes along: the officer, the manager and HR said it of the same job."""


def carry_employments(
    *, actor: Actor, organisation_id: int, heirs: Mapping[int, int], on: date, at: datetime
) -> dict[int, int]:
    """Everybody employed there works for their successor from that day (UK); the new employments by the old.

    The old employment ends the day before and stays as it was; opt-outs, pay and what they said of the post run on.
    Who works for the successor already has one job there, of the hours of both. `heirs`: the successor by person;
    whoever is not among them stays. Only by the rule of a succession: a person refuses `forbidden`. Repeating it
    changes nothing.
    """
    actor.require_rule()
    with change():
        going = hold_employments(organisation_id=organisation_id, heirs=heirs, on=on)
        return {was.pk: _carry(was, heirs[was.person_id], on, actor, at).pk for was in going}


def hold_employments(*, organisation_id: int, heirs: Mapping[int, int], on: date) -> list[Employment]:
    """Those that end there before that day, locked in order together with what their people have at a successor.

    Before the permissions that hang on them, as by whoever ends an employment.
    """
    there = Employment.objects.filter(organisation_id__in=set(heirs.values()), ends_on__isnull=True)
    both = (queries.employments_at(organisation_id, on - ONE_DAY) | there).filter(person_id__in=heirs)
    locked = both.order_by("id").select_for_update(of=("self",), no_key=True)
    return [each for each in locked if each.organisation_id == organisation_id]


def carry_deputies(
    *, actor: Actor, organisation_id: int, heirs: Mapping[int, int], on: date, at: datetime
) -> int:
    """Deputies decide on where they and whose deputy they are went to the same council, and are over elsewhere.

    Says how many there were. Only by the rule of a succession: a person refuses `forbidden`. Repeatable.
    """
    actor.require_rule()
    rows = Deputy.objects.filter(organisation_id=organisation_id, ended_at__isnull=True)
    with change():
        locked = list(rows.order_by("id").select_for_update(of=("self",), no_key=True))
        for was in locked:
            _carry_deputy(was, heirs, on, actor, at)
    return len(locked)


def _carry(was: Employment, successor_id: int, on: date, actor: Actor, at: datetime) -> Employment:
    leaves_on, was.ends_on = was.ends_on, max(on, was.starts_on) - timedelta(days=1)
    was.save(update_fields=["ends_on"])
    there = Employment.objects.filter(
        person_id=was.person_id, organisation_id=successor_id, ends_on__isnull=True
    )
    now = there.select_for_update(of=("self",), no_key=True).first()
    if now is None:
        now = Employment.objects.create(
            person_id=was.person_id,
            organisation_id=successor_id,
            starts_on=on,
            ends_on=leaves_on,
            came_from=was,
            **{name: getattr(was, name) for name in AS_THEY_WERE},
        )
    elif was.weekly_minutes:
        now.weekly_minutes = min((now.weekly_minutes or 0) + was.weekly_minutes, MOST_WEEKLY_MINUTES)
        now.save(update_fields=["weekly_minutes"])
    _carry_opt_out(was, now)
    carry_post_facts(was, now)
    _carry_annual_pay(was, now)
    fact = EmploymentCarriedOver(
        on_behalf_of=was.organisation_id,
        readers=(successor_id,),
        employment_id=now.pk,
        was_employment_id=was.pk,
        person_id=was.person_id,
    )
    publish(fact, actor=actor, at=at)
    return now


def _carry_annual_pay(was: Employment, now: Employment) -> None:
    """What HR recorded of the old pay stands, as it was recorded, where nothing is recorded of the new."""
    if queries.annual_pay_of(now.pk):
        return
    kept = ("point", "annual_pence", "above_ceiling", "starts_on", "recorded_at", "recorded_by_id")
    AnnualPay.objects.bulk_create(
        AnnualPay(employment=now, **{name: getattr(each, name) for name in kept})
        for each in reversed(queries.annual_pay_of(was.pk))
    )


def _carry_opt_out(was: Employment, now: Employment) -> None:
    """The one that runs, with the day it began and who signed it; under notice, with its last day."""
    runs = was.opt_outs.exclude(ends_on__lt=now.starts_on).order_by("starts_on", "id").last()  # type: ignore[attr-defined]
    if runs is None or now.opt_outs.filter(ends_on__isnull=True).exists():  # type: ignore[attr-defined]
        return
    kept = ("starts_on", "notice_days", "ends_on", "signed_name", "recorded_at", "recorded_by_id",
            "ended_at", "ended_by_id")  # fmt: skip
    OptOut.objects.create(employment=now, **{name: getattr(runs, name) for name in kept})


def _carry_deputy(was: Deputy, heirs: Mapping[int, int], on: date, actor: Actor, at: datetime) -> None:
    successor_id = heirs.get(was.approver_id)
    over = was.ends_on is not None and was.ends_on < on
    if successor_id is None or successor_id != heirs.get(was.person_id) or over:
        end_deputy_row(was, actor=actor, at=at)
        return
    was.ended_at, was.ended_by_rule = at, actor.standing_rule
    was.save(update_fields=["ended_at", "ended_by", "ended_by_rule"])
    kept = ("approver_id", "person_id", "starts_on", "ends_on", "named_at", "named_by_id")
    same = Deputy.objects.filter(
        organisation_id=successor_id, approver_id=was.approver_id, ended_at__isnull=True
    )
    now = same.first() or Deputy.objects.create(
        organisation_id=successor_id, **{name: getattr(was, name) for name in kept}
    )
    fact = DeputyCarriedOver(
        on_behalf_of=was.organisation_id,
        readers=(successor_id,),
        deputy_row_id=now.pk,
        was_row_id=was.pk,
        approver_id=was.approver_id,
        deputy_id=was.person_id,
    )
    publish(fact, actor=actor, at=at)
