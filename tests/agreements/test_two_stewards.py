"""What all councils sign takes two stewards: one puts a text forward, another publishes it."""

from datetime import timedelta
from typing import Any

import pytest

from commonpool.agreements import operations
from commonpool.agreements.models import AgreementText
from tests.agreements.refusing import refusing_code
from tests.factories import NOW, TODAY, actor, make_steward
from tests.factories.councils import agreement_text, drafted_text
from tests.factories.letters import post, written
from tests.guards import refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
DUE = TODAY + 30 * DAY


def given_text() -> dict[str, Any]:
    return {
        "actor": actor(make_steward()),
        "version": 2,
        "sha256": drafted_text().sha256,
        "change_kind": "terms",
        "summary": "A longer time to pay.",
        "due_on": DUE,
        "at": NOW,
    }


def forwarding(**changes: Any) -> AgreementText:
    return operations.put_text_forward(**{**given_text(), **changes})


def test_one_steward_puts_it_forward_and_another_publishes_it_as_it_was_shown() -> None:
    agreement_text()
    one, other = actor(make_steward()), actor(make_steward())
    given = given_text()
    with refusing_code("not_put_forward"):
        operations.publish_agreement_text(**given | {"actor": other})
    forwarding(**given | {"actor": one})
    assert agreement_text().version == 1
    with refusing_code("second_steward_needed"):
        operations.publish_agreement_text(**given | {"actor": one})
    for changed in ({"summary": "Something else."}, {"due_on": DUE + DAY}):
        with refusing_code("not_put_forward"):
            operations.publish_agreement_text(**given | {"actor": other} | changed)
    with refusing_code("due_too_soon"):
        operations.publish_agreement_text(**given | {"actor": other, "at": NOW + DAY})
    found = operations.publish_agreement_text(**given | {"actor": other})
    assert (found.status, found.put_forward_by_id, found.published_by_id) == ("current", one.by, other.by)


def test_the_other_stewards_are_written_to() -> None:
    agreement_text()
    one, other = make_steward(), make_steward()
    forwarding(actor=actor(one))
    [letter] = [each for each in written("text_put_forward", post()) if each.person_id in (one.pk, other.pk)]
    assert letter.person_id == other.pk


def test_an_edited_draft_is_put_forward_anew() -> None:
    agreement_text()
    forwarding()
    drafted_text(2, f"{agreement_text().body}\nZ.2 Edited.\n")
    found = AgreementText.objects.get(version=2)
    assert (found.put_forward_by, found.change, found.due_on) == (None, "", None)


@pytest.mark.both_servers
def test_the_database_takes_two_stewards() -> None:
    agreement_text()
    forwarding(actor=actor(one := make_steward()))
    rows = AgreementText.objects.filter(version=2)
    AgreementText.objects.filter(version=1).update(status="superseded")
    published = {"status": "current", "published_at": NOW, "published_by": one}
    refused("agreement_text_two_stewards", lambda: rows.update(**published))
    refused("agreement_text_change_is_told", lambda: rows.update(summary=""))
    rows.update(**published | {"published_by": make_steward()})
