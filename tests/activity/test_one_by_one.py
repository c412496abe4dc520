"""What the clock does to many: each on its own."""

import pytest

from commonpool.activity.operations import one_by_one
from commonpool.organisations.models import Organisation
from tests.factories.register import make_organisation

pytestmark = pytest.mark.django_db

NAMES = ("First Council", "Second Council", "Third Council")


def there() -> set[str]:
    return set(Organisation.objects.filter(name__in=NAMES).values_list("name", flat=True))


def test_says_for_how_many_there_was_something_to_do() -> None:
    assert one_by_one([0, 1, 2], lambda number: number) == 2


def test_one_that_fails_stops_no_other_and_leaves_nothing_behind() -> None:
    def make(number: int) -> None:
        make_organisation(NAMES[number])
        if number == 1:
            raise ValueError(NAMES[number])

    with pytest.raises(ExceptionGroup) as failed:
        one_by_one(range(3), make)
    assert [str(each) for each in failed.value.exceptions] == ["Second Council"]
    assert there() == {"First Council", "Third Council"}
