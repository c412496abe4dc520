"""What a loser is offered: the same officer in other weeks, and others who do the same in the same ones."""

from typing import Any

import pytest

from commonpool.matching.queries import alternatives, alternatives_of_each
from commonpool.people.models import Skill
from tests.factories.bookings import function_id, make_pair, monday, requested_booking
from tests.factories.listings import listed_officer
from tests.factories.people import NOW, actor

pytestmark = pytest.mark.django_db


def test_offers_who_has_that_function_then_who_shares_a_skill_asked_four_times(
    django_assert_num_queries: Any,
) -> None:
    skill, function = str(Skill.objects.order_by("id").values_list("pk", flat=True)[0]), function_id()
    pair = make_pair(skill_ids=[skill])
    shares = listed_officer(pair.home, weekly_minutes=240, skill_ids=[skill])
    offers = listed_officer(pair.home, weekly_minutes=240, function_ids=[function])
    listed_officer(pair.home, weekly_minutes=240)  # does something else
    listed_officer(pair.home, weekly_minutes=60, function_ids=[function])  # has too little time
    listed_officer(pair.host, weekly_minutes=240, function_ids=[function])  # works for the host itself
    requested_booking(pair, [(monday(), 120)])
    asker, asked = (
        actor(pair.booker),
        (pair.officer.reference, [(monday(), 120)], function, pair.host.pk, NOW),
    )
    with django_assert_num_queries(4):  # three of the six are asked at once
        found = alternatives(asker, *asked)
    assert [(each.reference, each.same_officer, each.weeks) for each in found] == [
        (pair.officer.reference, True, ((monday(1), 120),)),
        (pair.officer.reference, True, ((monday(2), 120),)),
        (offers.reference, False, ((monday(), 120),)),
        (shares.reference, False, ((monday(), 120),)),
    ]


def test_several_officers_are_offered_what_each_would_be_in_as_many_queries_as_one(
    django_assert_num_queries: Any,
) -> None:
    function = function_id()
    pair = make_pair(function_ids=[function])
    other = listed_officer(pair.home, weekly_minutes=240, function_ids=[function])
    listed_officer(pair.home, weekly_minutes=180, function_ids=[function])
    wanted = {
        pair.officer.reference: [(monday(), 120)],
        other.reference: [(monday(), 120), (monday(2), 60)],
        "O-0000-0000": [(monday(), 60)],
    }
    rest = (function, pair.host.pk, NOW)
    asker = actor(pair.booker)
    alone = {officer: alternatives(asker, officer, weeks, *rest) for officer, weeks in wanted.items()}
    with django_assert_num_queries(4):
        assert alternatives_of_each(asker, wanted, *rest) == alone
    assert [len(each) for each in alone.values()] == [4, 4, 0]
