"""How long records are kept: the table, what a council chose instead, and holds that beat both."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from commonpool.access import Role
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.publication import queries
from commonpool.publication.operations import choose_retention, hold_records, lift_hold
from commonpool.publication.rules.refusals import KeptTooShort, NotHeld, WhyMissing
from commonpool.publication.rules.retention import COUNTED_FROM, RECORDS
from tests.factories.councils import council
from tests.factories.people import NOW, actor, administrator_of, make_role
from tests.factories.signed_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_every_kind_of_record_has_its_period_and_source() -> None:
    found = {each.record: each for each in queries.retention_table()}
    assert set(found) == set(RECORDS)
    for each in found.values():
        assert each.source
        assert each.mark in "VK"
        assert each.least_years <= each.years
        assert each.counted_from in COUNTED_FROM
    assert (found["leave"].least_years, found["invoices"].years, found["working_time"].least_years) == (
        6,
        6,
        2,
    )


def test_a_council_keeps_longer_with_a_reason_and_never_shorter_than_the_law() -> None:
    place = council()
    administrator = actor(administrator_of(place))
    said = {"actor": administrator, "organisation_id": place.pk, "record": "leave", "at": NOW}
    choose_retention(**said, years=10, reason="Our retention schedule, line 4")
    kept = {each.usual.record: each.years for each in queries.kept_by(administrator, place.pk)}
    assert (kept["leave"], kept["invoices"]) == (10, 6)
    with pytest.raises(KeptTooShort, match="6 years"):
        choose_retention(**said, years=5, reason="Less to keep")
    with pytest.raises(WhyMissing):
        choose_retention(**said, years=7, reason=" ")
    with pytest.raises(NotFound):
        choose_retention(**said | {"record": "biscuits"}, years=7, reason="x")
    with pytest.raises(Forbidden):
        choose_retention(**said | {"actor": actor(make_role(place, Role.FINANCE))}, years=7, reason="x")
    with pytest.raises(NotFound):
        queries.kept_by(actor(administrator_of(council())), place.pk)


def test_a_hold_lasts_until_it_is_lifted_once() -> None:
    place = council()
    administrator = administrator_of(place)
    said = {"actor": actor(administrator), "organisation_id": place.pk}
    hold = hold_records(**said, reason="A claim before the county court", at=NOW)
    browser = signed_in(administrator)
    here = f"/council/{place.slug}/retention/"
    assert "A claim before the county court" in browser.get(here).content.decode()
    with pytest.raises(NotFound):
        lift_hold(actor=actor(administrator_of(council())), organisation_id=place.pk, hold_id=hold.pk, at=NOW)
    lift_hold(**said, hold_id=hold.pk, at=NOW + timedelta(days=1))
    with pytest.raises(NotHeld):
        lift_hold(**said, hold_id=hold.pk, at=NOW + timedelta(days=2))
    assert "All records are held" not in browser.get(here).content.decode()
    assert browser.post(f"{here}choose/", {"record": "leave", "years": "5", "reason": "x"}).status_code == 422
    assert browser.post(f"{here}hold/", {"reason": ""}).status_code == 422
    assert browser.get(f"{here}periods.csv").content.decode().count("\n") == len(RECORDS) + 1
