"""Councils that end, and the councils that take over from them."""

from datetime import date, datetime, timedelta

from commonpool.kernel.clock import LONDON
from commonpool.organisations.models import Organisation, Succession
from commonpool.successions import operations, queries
from tests.factories.people import NOW, actor, make_steward
from tests.factories.register import make_organisation

ON = date(2026, 12, 16)
"""The Wednesday of the second bookable week of most tests."""
THAT_DAY = datetime(2026, 12, 16, 0, 15, tzinfo=LONDON)


def ending(*councils: Organisation, into: int = 1, on: date = ON) -> list[Organisation]:
    """These councils end the day before, and so many new ones take over from every one of them."""
    new = [make_organisation(starts_on=on, demonstration=councils[0].demonstration) for _each in range(into)]
    for was in councils:
        was.ends_on = on - timedelta(days=1)
        was.save(update_fields=["ends_on"])
        Succession.objects.bulk_create(Succession(predecessor=was, successor=now, on=on) for now in new)
    return new


def confirmed(council: Organisation, *, at: datetime = NOW) -> None:
    """A steward has confirmed what they were shown of the end of this council and those that end with it."""
    steward = actor(make_steward(at=at), at=at)
    plan = queries.plan_for(steward, council.slug, at.date())
    shown = queries.dry_run(plan).sha256
    operations.confirm_succession(actor=steward, slug=council.slug, shown=shown, at=at)


def carried_out(council: Organisation, *, at: datetime = THAT_DAY) -> int:
    """Confirmed, and the clock has struck."""
    confirmed(council)
    return operations.carry_out_due(at=at)


def absorbed(was: Organisation, by: Organisation, on: date) -> None:
    """One council ends, another that is there takes over; confirmed the day before, and carried out."""
    was = Organisation.objects.get(pk=was.pk)
    was.ends_on = on - timedelta(days=1)
    was.save(update_fields=["ends_on"])
    Succession.objects.create(predecessor=was, successor=by, on=on)
    confirmed(was, at=datetime(on.year, on.month, on.day, 0, 5, tzinfo=LONDON) - timedelta(days=1))
    done = operations.carry_out_due(at=datetime(on.year, on.month, on.day, 0, 15, tzinfo=LONDON))
    assert done == 1
