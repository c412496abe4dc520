"""The trial balance by the API: a council's own, and all together for a steward."""

from datetime import date

import pytest
from django.test import Client

from commonpool.access import Role
from commonpool.identity.operations import make_token
from tests.factories.ledger import posted_invoice
from tests.factories.people import NOW, actor, make_role, make_steward
from tests.factories.register import make_organisation

pytestmark = pytest.mark.django_db
PATH = "ledger/trial-balance"


def held(body):
    return {each["code"]: each["pence"] for each in body["accounts"] if each["pence"]}


def test_an_auditor_sees_their_own_and_a_steward_all_together(caller):
    home, host, third = make_organisation(), make_organisation(), make_organisation()
    posted_invoice(home, host, 1000, 200, on=date(2026, 11, 1))
    posted_invoice(third, host, 7, 0)
    auditor, steward = caller(make_role(home, Role.AUDITOR)), caller(make_steward())
    status, body = auditor("GET", PATH)
    assert (status, held(body)) == (200, {"receivable": 1200, "income": -1000, "output_vat": -200})
    assert [set(each) for each in body["accounts"]] == [{"code", "name", "pence"}] * 10
    assert held(auditor("GET", f"{PATH}?on=2026-10-31")[1]) == {}
    status, body = steward("GET", PATH)
    assert (status, held(body)["receivable"], sum(held(body).values())) == (200, 1207, 0)
    for call in (auditor, steward):
        status, refused = call("GET", f"{PATH}?council={host.code}")
        assert (status, refused["code"]) == (403, "forbidden")
    assert caller(make_role(home, Role.HR))("GET", PATH)[0] == 403


def test_who_sees_several_says_which(caller):
    home, host = make_organisation(), make_organisation()
    posted_invoice(home, host, 1000, 0)
    both = make_role(home, Role.FINANCE)
    make_role(host, Role.FINANCE, person=both)
    call = caller(both)
    status, refused = call("GET", PATH)
    assert (status, refused["code"], refused["field"]) == (422, "council_needed", "council")
    assert held(call("GET", f"{PATH}?council={host.code}")[1]) == {"expense": 1000, "payable": -1000}


def test_the_same_as_a_file(at_now):
    home, host = make_organisation(), make_organisation()
    posted_invoice(home, host, 1000, 0)
    person = make_role(home, Role.FINANCE)
    _token, secret = make_token(actor=actor(person), label="test", at=NOW)
    program = Client(HTTP_HOST="127.0.0.1", headers={"authorization": f"Bearer {secret}"})
    answer = program.get(f"/api/v1/{PATH}.csv")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert "receivable,Receivable,1000" in answer.content.decode()
