"""What is answered, capped and declared stays, in its versions, whoever comes."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from commonpool.agreements.models import DeclaredInterest, PairCap, StandingAnswers
from commonpool.agreements.operations import declare_interests, set_pair_cap
from commonpool.agreements.rules.procurement import (
    BASES,
    EXEMPT,
    exempt_as_said,
    financial_year,
    last_day_of,
)
from commonpool.kernel.refusals import Forbidden, NotFound
from tests.factories import NOW, actor, administrator_of, council, make_employment
from tests.factories.bookings import make_pair
from tests.factories.councils import answered
from tests.guards import again, gone, refused

pytestmark = pytest.mark.django_db


def test_nobody_edits_or_deletes_what_was_said() -> None:
    pair = make_pair()
    who = actor(pair.budget_holder)
    set_pair_cap(
        actor=who, host_id=pair.host.pk, home_id=pair.home.pk, year=2026, cap_pence=1,
        ends_on=date(2027, 3, 31), at=NOW,
    )  # fmt: skip
    declare_interests(actor=who, organisation_id=pair.host.pk, interests={pair.home.pk: "A governor"}, at=NOW)
    made = PairCap.objects.latest("pk")
    for facts, name in (
        ({"cap_pence": 99_999_999 + 1}, "cap_at_most"),
        ({"ends_on": date(2027, 4, 1)}, "cap_ends_in_its_year"),
        ({"ends_on": date(2026, 3, 31)}, "cap_ends_in_its_year"),
    ):
        values = {"cap_pence": 1, "ends_on": made.ends_on, **facts}
        refused(name, lambda values=values: again(made, year=2026, version=9, **values))
    declared = DeclaredInterest.objects.get()
    alone = again(declared.declaration)
    rows = [StandingAnswers.objects.latest("pk"), made, alone, declared]
    guards = ["answers_stay", "caps_stay", "declarations_stay", "interests_stay"]
    for row, guard in zip(rows, guards, strict=True):
        refused(guard, lambda row=row: type(row).objects.filter(pk=row.pk).update(id=99))
        refused(guard, lambda row=row: gone(row))


@pytest.mark.parametrize("basis", BASES)
def test_the_database_keeps_to_the_exemption_as_the_rule_does(basis: str) -> None:
    place = council(depth="peer")
    administrator = administrator_of(place)
    told = answered(place, actor(administrator)).answered_at
    version = 1
    for objectives in ("", "To share"):
        for interest in (False, True):
            for percent in (19, 20, 21):
                version += 1
                holds = exempt_as_said(
                    basis, objectives=objectives, public_interest=interest, other_percent=percent
                )
                assert (
                    _kept(place.pk, version, basis, objectives, interest, percent, administrator.pk, told)
                    is holds
                )
                assert holds or basis in EXEMPT


def _kept(
    place: int, version: int, basis: str, words: str, interest: bool, percent: int, by: int, at: datetime
) -> bool:
    try:
        with transaction.atomic():
            StandingAnswers.objects.create(
                organisation_id=place, version=version, basis=basis, basis_words="Other", objectives=words,
                public_interest=interest, other_activity_percent=percent, answered_at=at, answered_by_id=by,
            )  # fmt: skip
    except IntegrityError:
        return False
    return True


def test_a_financial_year_begins_on_the_first_of_april() -> None:
    assert financial_year(date(2027, 3, 31)) == 2026
    assert financial_year(date(2027, 4, 1)) == 2027
    assert last_day_of(2026) == date(2027, 3, 31)


def test_caps_and_interests_are_of_other_councils_and_of_those_who_commit_theirs() -> None:
    pair = make_pair()
    officer = actor(make_employment(pair.host).person)
    cap = {"host_id": pair.host.pk, "year": 2026, "cap_pence": 1, "ends_on": date(2027, 3, 31), "at": NOW}
    with pytest.raises(Forbidden):
        set_pair_cap(actor=officer, home_id=pair.home.pk, **cap)
    with pytest.raises(NotFound):
        set_pair_cap(actor=actor(pair.budget_holder), home_id=pair.host.pk, **cap)
    with pytest.raises(Forbidden):
        declare_interests(actor=officer, organisation_id=pair.host.pk, interests={}, at=NOW)
    with pytest.raises(NotFound):
        declare_interests(
            actor=actor(pair.booker), organisation_id=pair.host.pk, interests={pair.host.pk: "Ours"}, at=NOW
        )
