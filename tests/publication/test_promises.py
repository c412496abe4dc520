"""What the database promises of what a council publishes and keeps, whoever writes."""

from datetime import timedelta

import pytest

from commonpool.publication.models import ComparisonRate, RecordsHold, RetentionChoice
from tests.factories import NOW, make_steward
from tests.factories.register import make_organisation
from tests.guards import again, all_refused, gone, refused

pytestmark = [pytest.mark.django_db, pytest.mark.both_servers]
DAY = timedelta(days=1)


def test_what_is_kept_and_compared_has_its_reason_and_stays() -> None:
    place, person, day = make_organisation(), make_steward(), NOW.date()
    rate = ComparisonRate.objects.create(
        organisation=place, kind="agency", day_pence=60_000, day_minutes=450, source="Framework RM6187",
        published_on=day, starts_on=day, set_at=NOW, set_by=person,
    )  # fmt: skip
    choice = RetentionChoice.objects.create(
        organisation=place, record="leave", years=9, reason="Our schedule", chosen_at=NOW, chosen_by=person
    )
    all_refused([
        ("comparison_rate_of_a_day", lambda: again(rate, source="")),
        ("comparison_rate_of_a_day", lambda: again(rate, day_pence=0)),
        ("comparison_rate_stays", lambda: ComparisonRate.objects.update(day_pence=90_000)),
        ("retention_with_a_reason", lambda: again(choice, reason="")),
        ("retention_choice_stays", lambda: RetentionChoice.objects.update(years=1)),
    ])  # fmt: skip


def test_a_hold_stays_and_is_lifted_once() -> None:
    place, person = make_organisation(), make_steward()
    hold = RecordsHold.objects.create(organisation=place, reason="A claim", held_at=NOW, held_by=person)
    row = RecordsHold.objects.filter(pk=hold.pk)
    all_refused([
        ("records_hold_with_a_reason", lambda: again(hold, reason="")),
        ("records_hold_order", lambda: row.update(lifted_at=NOW - DAY, lifted_by=person)),
        ("records_hold_stays", lambda: row.update(organisation=make_organisation())),
        ("records_hold_stays", lambda: row.update(reason="Another")),
        ("records_holds_are_kept", lambda: gone(hold)),
    ])  # fmt: skip
    row.update(lifted_at=NOW + DAY, lifted_by=person)
    refused("records_hold_lifted_once", lambda: row.update(lifted_at=None, lifted_by=None))
