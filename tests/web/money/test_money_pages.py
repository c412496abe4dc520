"""A council's charges, on a page and as a file."""

from collections.abc import Iterator

import pytest
import time_machine

from commonpool.access import Role
from commonpool.identity.operations import change_details
from commonpool.invoices.models import Charge
from tests.factories.bookings import Pair, bound_booking, make_pair
from tests.factories.hours import FRIDAY, agreed_hours
from tests.factories.people import NOW, actor, make_role
from tests.factories.signed_in import signed_in
from tests.factories.tables import rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_friday() -> Iterator[None]:
    with time_machine.travel(FRIDAY, tick=False):
        yield


@pytest.fixture
def pair() -> Pair:
    pair = make_pair()
    change_details(actor=actor(pair.officer.person), name='=HYPERLINK("x")', at=NOW)
    agreed_hours(pair, bound_booking(pair))
    return pair


def test_each_side_sees_what_it_owes_and_is_due(pair: Pair) -> None:
    home = (
        signed_in(make_role(pair.home, Role.FINANCE))
        .get(f"/council/{pair.home.slug}/money/")
        .content.decode()
    )
    host = signed_in(pair.budget_holder).get(f"/council/{pair.host.slug}/money/").content.decode()
    charge = Charge.objects.get()
    for html in (home, host):
        assert charge.reference in html
        assert "£64.00" in html
    borrowed = (
        signed_in(pair.budget_holder).get(f"/council/{pair.host.slug}/money/?side=home").content.decode()
    )
    assert charge.reference not in borrowed


def test_the_file_holds_numbers_and_nothing_a_spreadsheet_would_run(pair: Pair) -> None:
    response = signed_in(pair.budget_holder).get(f"/council/{pair.host.slug}/money/charges.csv")
    (row,) = rows_of(response.content)
    assert not row["officer"].startswith("=")
    assert (row["minutes"], row["pence_before_vat"], row["week"]) == ("120", "6400", "2026-W50")


def test_another_council_and_those_without_the_right_see_nothing(pair: Pair) -> None:
    for rest in ("", "charges.csv"):
        path = f"/council/{pair.host.slug}/money/{rest}"
        assert signed_in(make_role(pair.home, Role.FINANCE)).get(path).status_code == 404
        assert signed_in(pair.booker).get(path).status_code == 403
