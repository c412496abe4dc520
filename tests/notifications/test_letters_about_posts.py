"""Whoever allowed an officer to be lent hears when what the officer said of their post has changed since."""

from datetime import timedelta

import pytest

from commonpool.activity.models import Event
from commonpool.notifications.queries.about_permission import post_facts_stated
from commonpool.people.operations import state_post_facts
from tests.factories.councils import council
from tests.factories.listings import listed_officer
from tests.factories.people import NOW, actor

pytestmark = pytest.mark.django_db


def test_the_manager_hears_of_a_correction_and_of_nothing_else() -> None:
    officer = listed_officer(council())
    said = [{"restricted": True}, {"restricted": True}, {"statutory_post": "monitoring_officer"}]
    letters = []
    for number, facts in enumerate(said, start=1):
        at = NOW + timedelta(minutes=number)
        whose = {"actor": actor(officer.person, at=at), "employment_id": officer.employment.pk, "at": at}
        state_post_facts(**whose, **facts)  # type: ignore[arg-type]
        letters.append(post_facts_stated(Event.objects.filter(name="PostFactsStated").latest("pk")))
    assert [len(each) for each in letters] == [1, 0, 1], "asking for leave, they had said that nothing holds"
    [letter] = letters[2]
    assert letter.person_id == officer.approver.pk
    assert letter.link == ("permission", str(officer.permission.pk))
    assert "monitoring" not in str(letter.facts)
