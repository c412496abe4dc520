"""A price worked out by the API: the published vectors to the penny, and strict about what it is sent."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
SATURDAY = {"date": "2026-12-12", "minutes": 120}
SENT: dict[str, Any] = {
    "annual_pence": 3_636_300,
    "weekly_minutes": 2220,
    "contract_minutes": 2220,
    "pension_percent": "20",
    "work": [SATURDAY],
}


def test_two_hours_on_a_saturday_at_point_25_to_the_penny(caller: Callable[..., Any]) -> None:
    status, body = caller(make_person())("POST", "rates/example", SENT)
    assert status == 200
    [line] = body.pop("lines")
    assert body == {
        "hourly_pence": 1885, "pay_pence": 5655, "on_cost_pence": 2008, "net_pence": 7663, "vat_pence": 1533,
        "gross_pence": 9196,
    }  # fmt: skip
    assert (line["minutes"], line["multiplier"], line["pence"]) == (120, "1.5", 5655)


def test_a_part_timer_and_days_that_are_dearer(caller: Callable[..., Any]) -> None:
    work = [{"date": f"2026-12-{day:02d}", "minutes": 180} for day in (7, 8, 9)]
    work += [{"date": "2026-12-25", "minutes": 60}]
    sent = SENT | {"contract_minutes": 1800, "work": work}
    _status, body = caller(make_person())("POST", "rates/example", sent)
    found = [(line["minutes"], line["multiplier"], line["pence"]) for line in body["lines"]]
    assert found[:4] == [(180, "1.0", 5655), (180, "1.0", 5655), (60, "1.0", 1885), (120, "1.5", 5655)]
    assert found[4:] == [(60, "1.0", 1885)]
    full = SENT | {"work": [{"date": "2026-12-25", "minutes": 60}]}
    _status, body = caller(make_person())("POST", "rates/example", full)
    assert [(line["minutes"], line["multiplier"]) for line in body["lines"]] == [(120, "2.0")]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("annual_pence", "3636300"), ("annual_pence", 0), ("annual_pence", 36363.0), ("annual_pence", True),
        ("weekly_minutes", 0), ("contract_minutes", -1), ("pension_percent", 20), ("pension_percent", "20%"),
        ("pension_percent", "100.01"), ("pension_percent", "٢٠"), ("pension_percent", "20\n"), ("work", []),
        ("work", [SATURDAY, SATURDAY]), ("work", [SATURDAY | {"minutes": 0}]), ("work", [SATURDAY | {"minutes": 1441}]),
        ("work", [SATURDAY | {"date": "2026-12-32"}]), ("work", [SATURDAY | {"date": 20261212}]),
        ("work", [SATURDAY | {"date": "1999-12-12"}]), ("work", [SATURDAY | {"day": "saturday"}]), ("more", 1),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused(field: str, value: Any, caller: Callable[..., Any]) -> None:
    status, body = caller(make_person())("POST", "rates/example", SENT | {field: value})
    assert (status, body["code"]) == (422, "invalid")


def test_nobody_without_a_token(client: Any) -> None:
    answer = client.post("/api/v1/rates/example", SENT, content_type="application/json")
    assert answer.status_code == 401
