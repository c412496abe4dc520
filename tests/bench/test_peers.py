"""What is said of the peers, and how their doubles are counted, without them."""

import sys
import tomllib
from pathlib import Path

import pytest
from django.db import connection

from bench.booking import REFERENCE
from bench.peers import indico, pretix, told
from bench.peers.environments import LIST, Absent, Environment, newer_than
from bench.peers.systems import column

PRETIX = """
    CREATE TEMPORARY TABLE pretixbase_order (id bigint, status text);
    CREATE TEMPORARY TABLE pretixbase_orderposition (order_id bigint, item_id bigint, canceled boolean);
    INSERT INTO pretixbase_order VALUES (1, 'n'), (2, 'p'), (3, 'c'), (4, 'n');
    INSERT INTO pretixbase_orderposition VALUES
        (1, 7, false), (2, 7, false), (1, 8, false), (3, 8, false), (2, 9, false), (4, 9, true)
"""
INDICO = """
    CREATE SCHEMA roombooking;
    CREATE TABLE roombooking.reservations (id bigint, room_id bigint, state smallint);
    CREATE TABLE roombooking.reservation_occurrences (reservation_id bigint, start_dt timestamp, state smallint);
    INSERT INTO roombooking.reservations VALUES (1, 7, 2), (2, 7, 2), (3, 7, 3), (4, 8, 2);
    INSERT INTO roombooking.reservation_occurrences VALUES
        (1, '2027-01-04 10:00', 2), (2, '2027-01-04 10:00', 2), (3, '2027-01-04 11:00', 2),
        (1, '2027-01-04 11:00', 2), (4, '2027-01-04 10:00', 2), (2, '2027-01-04 12:00', 2),
        (1, '2027-01-04 12:00', 3)
"""


@pytest.mark.django_db
@pytest.mark.parametrize(("written", "twice"), [(PRETIX, pretix.TWICE), (INDICO, indico.TWICE)])
def test_a_slot_is_sold_twice_when_two_bookings_of_it_stand(written: str, twice: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(written)
    assert column(twice) == [1]  # what was cancelled, or is of another hour or room, is no second sale


def test_ratios_are_of_the_peers_that_were_measured() -> None:
    rates = {f"ours {REFERENCE}": 300.0, "ours 1": 100.0, f"pretix {REFERENCE}": 25.0}
    rows = {name: {"each_second": each} for name, each in rates.items()}
    assert told.ratios(rows) == {"booking_over_pretix": 12.0}


@pytest.mark.parametrize(
    ("ratios", "ours", "theirs", "holds"),
    [
        ({"booking_over_pretix": 10.0, "booking_over_indico": 3.0}, 0, 70, True),
        ({"booking_over_pretix": 9.9}, 0, 0, False),
        ({"booking_over_pretix": 25.0}, 1, 0, False),
        ({"booking_over_indico": 25.0}, 0, 0, False),
    ],
)
def test_holds_where_ours_is_ten_times_pretix_and_sold_nothing_twice(
    ratios: dict[str, float], ours: int, theirs: int, holds: bool
) -> None:
    contended = {"ours 8": {"twice": ours}, "indico 8": {"twice": theirs}}
    assert told.holds({"ratios": ratios, "contended": contended}) is holds


def test_the_middle_keeps_the_most_noise_and_how_far_the_rates_lie_apart() -> None:
    found = told.middle([{"each_second": 20.0, "noise": 0.1}, {"each_second": 30.0, "noise": 0.9}])
    assert found == {"each_second": 25.0, "noise": 0.9, "from": 20.0, "to": 30.0}


def test_a_python_is_found_where_one_is_new_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    assert newer_than("3.11")
    assert newer_than("99.0") is None
    monkeypatch.setenv("NEWER_PYTHON", sys.executable)
    assert newer_than("3.11") == sys.executable


def test_a_peer_that_cannot_be_had_says_what_failed(tmp_path: Path) -> None:
    with pytest.raises(Absent, match="installing it failed"):
        Environment(tmp_path, {}).done("installing it", sys.executable, "-c", "raise SystemExit(3)")


def test_every_peer_has_its_versions() -> None:
    listed = tomllib.loads(LIST.read_text())
    assert set(listed) == {pretix.NAME, indico.NAME}
    assert all("==" in package for each in listed.values() for package in each["packages"])
