"""What the books say, and to whom."""

from datetime import date

import pytest

from commonpool.access import Actor, Role
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.ledger import queries
from commonpool.organisations.models import Organisation
from tests.factories.ledger import posted_invoice, posted_payment
from tests.factories.people import actor, make_role, make_steward
from tests.factories.register import make_organisation

pytestmark = pytest.mark.django_db
NOVEMBER, DECEMBER, CHRISTMAS = date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 25)


@pytest.fixture
def home() -> Organisation:
    return make_organisation("Aber Home")


@pytest.fixture
def host() -> Organisation:
    return make_organisation("Brook Host")


@pytest.fixture
def finance(home: Organisation) -> Actor:
    return actor(make_role(home, Role.FINANCE))


@pytest.fixture(autouse=True)
def _story(home: Organisation, host: Organisation) -> None:
    """Two invoices, one under the 1970 Act, of which host paid the first; and one the other way."""
    posted_invoice(home, host, 1000, 200, on=NOVEMBER, document="H-000001")
    posted_invoice(home, host, 500, 0, on=DECEMBER, document="H-000002", income="income_1970_act")
    posted_payment(home, host, 1200, on=CHRISTMAS, document="H-000001")
    posted_invoice(host, home, 50, 10, on=CHRISTMAS, document="B-000001")


def balances(found: list[queries.AccountBalance]) -> dict[str, int]:
    return {each.account.code: each.pence for each in found if each.pence}


def test_the_trial_balance_of_a_day(home: Organisation, finance: Actor) -> None:
    assert balances(queries.trial_balance(finance, home.pk, on=DECEMBER)) == {
        "receivable": 1700,
        "income": -1000,
        "income_1970_act": -500,
        "output_vat": -200,
    }
    last = balances(queries.trial_balance(finance, home.pk))
    assert last == {
        "receivable": 500,
        "payable": -60,
        "income": -1000,
        "income_1970_act": -500,
        "expense": 50,
        "output_vat": -200,
        "input_vat": 10,
        "bank": 1200,
    }
    assert sum(last.values()) == 0
    assert len(queries.trial_balance(finance, home.pk, on=date(2026, 1, 1))) == 10


def test_a_steward_sees_all_together_and_no_single_council(home: Organisation, finance: Actor) -> None:
    steward = actor(make_steward())
    assert balances(queries.trial_balance(steward, None))["receivable"] == 560
    with pytest.raises(NotFound):
        queries.trial_balance(steward, home.pk)
    with pytest.raises(Forbidden):
        queries.trial_balance(finance, None)


def test_an_account_runs_on_from_what_was_there_before(home: Organisation, finance: Actor) -> None:
    whole = queries.account_lines(finance, home.pk, "receivable")
    assert [(line.pence, line.balance) for line in whole] == [(1200, 1200), (500, 1700), (-1200, 500)]
    later = queries.account_lines(finance, home.pk, "receivable", since=DECEMBER, until=DECEMBER)
    assert [(line.pence, line.balance) for line in later] == [(500, 1700)]


def test_who_owes_whom(home: Organisation, host: Organisation, finance: Actor) -> None:
    (found,) = queries.who_owes_whom(finance, home.pk)
    assert (found.code, found.due_pence, found.owed_pence, found.net_pence) == (host.code, 500, 60, 440)
    (other,) = queries.who_owes_whom(actor(make_role(host, Role.AUDITOR)), host.pk)
    assert other.net_pence == -440
    assert queries.who_owes_whom(finance, home.pk, on=date(2026, 1, 1)) == []


def test_services_under_the_1970_act_have_an_account_of_their_own(
    home: Organisation, host: Organisation, finance: Actor
) -> None:
    (found,) = queries.services_1970(finance, home.pk)
    assert (found.month, found.name, found.pence) == (DECEMBER, host.name, 500)
    assert queries.services_1970(finance, home.pk, until=NOVEMBER) == []


def test_an_entry_shows_our_lines_and_not_theirs(home: Organisation, finance: Actor) -> None:
    first, *_rest = queries.entries_of(finance, home.pk)
    assert first.pence == 1200
    assert {line.account for line in queries.entry_of(finance, home.pk, first.pk).own_lines} == {
        "receivable",
        "income",
        "output_vat",
    }
    assert queries.lines_of(finance, home.pk).count() == 10
    assert queries.lines_of(finance, home.pk, since=CHRISTMAS).count() == 5


def test_another_councils_books_are_not_found_and_money_is_for_those_who_see_it(
    home: Organisation, host: Organisation, finance: Actor
) -> None:
    theirs = make_organisation()
    hidden = posted_invoice(host, theirs)
    approver = actor(make_role(home, Role.APPROVER))
    for ask in (
        queries.trial_balance, queries.entries_of, queries.lines_of, queries.who_owes_whom, queries.services_1970,
    ):  # fmt: skip
        with pytest.raises(NotFound):
            ask(finance, host.pk)
        with pytest.raises(Forbidden):
            ask(approver, home.pk)
    with pytest.raises(NotFound):
        queries.account_lines(finance, host.pk, "bank")
    with pytest.raises(NotFound):
        queries.entry_of(finance, home.pk, hidden.pk)
