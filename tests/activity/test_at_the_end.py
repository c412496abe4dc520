"""What follows at the end of a change: once, with all that it follows; and nothing follows at the end of that."""

from collections.abc import Sequence
from datetime import datetime

import pytest

from commonpool.access import Actor
from commonpool.activity import operations
from commonpool.activity.models import Event
from commonpool.activity.operations import change, publish
from commonpool.kernel.facts import Fact
from commonpool.needs.events import NeedClosed, NeedWritten
from tests.factories.people import NOW

pytestmark = pytest.mark.django_db
RULE = Actor.rule("need_over")


def tell(fact: type[NeedWritten] | type[NeedClosed]) -> None:
    publish(fact(on_behalf_of=None, need_id=1), actor=RULE, at=NOW)


def told() -> list[str]:
    return list(Event.objects.filter(name__startswith="Need").order_by("pk").values_list("name", flat=True))


@pytest.mark.parametrize("starts_anew", [False, True])
def test_what_is_published_at_the_end_starts_nothing_there(
    monkeypatch: pytest.MonkeyPatch, starts_anew: bool
) -> None:
    def follows(facts: Sequence[Fact], *, at: datetime) -> None:
        assert len(facts) == 2
        tell(NeedWritten if starts_anew else NeedClosed)

    table = {"AT_THE_END": {NeedWritten: (follows,)}}
    monkeypatch.setattr(operations, "_reactions", lambda when: table.get(when, {}))

    def twice() -> None:
        with change():
            tell(NeedWritten)
            tell(NeedWritten)

    if starts_anew:
        with pytest.raises(RuntimeError, match="NeedWritten"):
            twice()
        assert told() == []
    else:
        twice()
        assert told() == ["NeedWritten", "NeedWritten", "NeedClosed"]
