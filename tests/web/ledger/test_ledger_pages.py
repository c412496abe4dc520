"""The pages of the ledger: what they show, to whom, as a page and as a file."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commonpool.access import Role
from commonpool.ledger.models import Entry
from commonpool.organisations.models import Organisation
from tests.factories.hours import FRIDAY
from tests.factories.ledger import posted_invoice, posted_payment
from tests.factories.people import make_role, make_steward
from tests.factories.register import make_organisation
from tests.factories.signed_in import signed_in
from tests.factories.tables import rows_of

pytestmark = pytest.mark.django_db
PAGES = ("", "accounts/receivable/", "entries/", "councils/", "1970-act/")
FILES = ("trial-balance.csv", "accounts/receivable.csv", "entries.csv", "councils.csv", "1970-act.csv")


@pytest.fixture(autouse=True)
def on_friday() -> Iterator[None]:
    with time_machine.travel(FRIDAY, tick=False):
        yield


@pytest.fixture
def home() -> Organisation:
    return make_organisation("Aber Home")


@pytest.fixture
def host() -> Organisation:
    return make_organisation('=HYPERLINK("x")')


@pytest.fixture(autouse=True)
def _story(home: Organisation, host: Organisation) -> None:
    posted_invoice(home, host)
    posted_invoice(home, host, 123_450, 0, document="TEST-000002", income="income_1970_act")
    posted_payment(home, host)


@pytest.fixture
def auditor(home: Organisation) -> Client:
    return signed_in(make_role(home, Role.AUDITOR))


def read(client: Client, council: Organisation, rest: str) -> str:
    answer = client.get(f"/council/{council.slug}/ledger/{rest}")
    assert answer.status_code == 200, rest
    return answer.content.decode()


def test_every_page_says_what_the_books_say(home: Organisation, auditor: Client) -> None:
    shown = {rest: read(auditor, home, rest) for rest in PAGES}
    assert "Debits less credits: <strong>£0.00</strong>" in shown[""]
    for rest, amounts in {
        "": ["£1,234.50", "£91.94", "£76.62"],
        "accounts/receivable/": ["£1,326.44", "TEST-000002"],
        "entries/": ["£91.94", "Invoice issued", "Payment"],
        "councils/": ["£1,234.50"],
        "1970-act/": ["December 2026", "£1,234.50"],
    }.items():
        for amount in amounts:
            assert amount in shown[rest], (rest, amount)
    before = read(auditor, home, "?on_day=30&on_month=11&on_year=2026")
    assert "At the end of 30 November 2026" in before
    assert "£1,234.50" not in before


def test_every_page_is_reached_from_the_room_and_every_file_from_its_page(
    home: Organisation, auditor: Client
) -> None:
    seen, to_see = set(), {f"/council/{home.slug}/"}
    while to_see:
        path = to_see.pop()
        seen.add(path)
        answer = auditor.get(path)
        assert answer.status_code == 200, path
        found = set(re.findall(r'href="(/council/[^"?#]*)', answer.content.decode()))
        to_see |= {each for each in found if f"/{home.slug}/ledger/" in each} - seen
    entry = Entry.objects.order_by("pk")[0].pk
    wanted = {f"/council/{home.slug}/ledger/{rest}" for rest in (*PAGES, *FILES, f"entries/{entry}/")}
    assert wanted <= seen


def test_the_files_hold_numbers_and_nothing_a_spreadsheet_would_run(
    home: Organisation, auditor: Client
) -> None:
    files = {rest: rows_of(read(auditor, home, rest)) for rest in FILES}
    assert sum(int(row["balance_pence"]) for row in files["trial-balance.csv"]) == 0
    assert [row["balance_pence"] for row in files["accounts/receivable.csv"]] == ["9194", "132644", "123450"]
    assert sum(int(row["pence"]) for row in files["entries.csv"]) == 0
    assert {row["date"] for row in files["entries.csv"]} == {"2026-12-01"}
    (owed,) = files["councils.csv"]
    assert (owed["they_owe_us_pence"], owed["net_pence"]) == ("123450", "123450")
    assert not owed["council"].startswith("=")
    (services,) = files["1970-act.csv"]
    assert (services["month"], services["pence_before_vat"]) == ("2026-12", "123450")


def test_who_may_not_read(home: Organisation, host: Organisation, auditor: Client) -> None:
    approver, theirs = signed_in(make_role(home, Role.APPROVER)), make_organisation()
    hidden = posted_invoice(host, theirs)
    for rest in (*PAGES, *FILES, f"entries/{hidden.pk}/"):
        assert auditor.get(f"/council/{host.slug}/ledger/{rest}").status_code == 404
        assert approver.get(f"/council/{home.slug}/ledger/{rest}").status_code == 403
    for rest in (f"entries/{hidden.pk}/", "accounts/suspense/", "accounts/suspense.csv"):
        assert auditor.get(f"/council/{home.slug}/ledger/{rest}").status_code == 404


def test_a_steward_sees_the_sums_of_all_together(home: Organisation, auditor: Client) -> None:
    steward = signed_in(make_steward())
    assert "£1,234.50" in steward.get("/desk/ledger/").content.decode()
    assert "income_1970_act" in steward.get("/desk/ledger.csv").content.decode()
    for rest in PAGES:
        assert steward.get(f"/council/{home.slug}/ledger/{rest}").status_code == 403
    assert auditor.get("/desk/ledger/").status_code == 403


def test_what_was_typed_wrong_is_said_beside_it(home: Organisation, auditor: Client) -> None:
    wrong = read(
        auditor,
        home,
        "entries/?since_day=2&since_month=12&since_year=2026&until_day=1&until_month=12&until_year=2026",
    )
    assert "The last day is before the first" in wrong
    assert 'value="2026"' in wrong


def test_a_list_asks_as_often_for_many_rows_as_for_few(
    home: Organisation, host: Organisation, auditor: Client
) -> None:
    lists = [rest for rest in (*PAGES, *FILES) if rest not in ("", "trial-balance.csv")]
    auditor.get("/home/")

    def asked() -> list[int]:
        counts = []
        for rest in lists:
            with CaptureQueriesContext(connection) as queries:
                read(auditor, home, rest)
            counts.append(len(queries))
        return counts

    few = asked()
    for number in range(12):
        other = make_organisation()
        posted_invoice(home, other, document=f"MORE-{number:06}", income="income_1970_act")
    assert asked() == few
    assert max(few) <= 20
