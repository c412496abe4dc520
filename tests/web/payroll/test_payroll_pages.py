"""Payroll's pages: preview, export with a second factor, the same file again; HR's lists; the officer's word."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commonpool.access import Role
from commonpool.payroll.models import FileTaken, PayrollFile
from tests.factories.bookings import Pair, another_officer, bound_booking, make_pair
from tests.factories.hours import FRIDAY, agreed_hours
from tests.factories.payroll import EXPORTED, own_hours, pays
from tests.factories.people import make_role
from tests.factories.signed_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> Pair:
    made = make_pair()
    pays(made.home)
    own_hours(made, bound_booking(made))
    return made


def test_hr_previews_exports_and_takes_the_file_once_and_again(pair: Pair) -> None:
    slug, number = pair.home.slug, pair.officer.employment.payroll_number
    address = reverse("payroll_period", args=[slug, "2027-01"])
    with time_machine.travel(EXPORTED, tick=False):
        client = signed_in(make_role(pair.home, Role.HR))
        assert address in client.get(reverse("payroll", args=[slug])).content.decode()
        preview = client.get(address).content.decode()
        assert number in preview
        assert "Export this file" in preview
        exported = client.post(address, follow=True).content.decode()
        assert "Download the file" in exported
        again = client.post(address)
        assert (again.status_code, "exported already" in again.content.decode()) == (409, True)
        first, second = (client.post(reverse("payroll_file", args=[slug, "2027-01"])) for _time in range(2))
        assert first.content == second.content == PayrollFile.objects.get().content.encode()
        assert "again" not in first["Content-Disposition"]
        assert "again-2" in second["Content-Disposition"]
        page = client.get(address).content.decode()
        assert "Again: " in page
        assert list(FileTaken.objects.values_list("number", flat=True).order_by("number")) == [1, 2]
        listed = client.get(reverse("payroll_lines_csv", args=[slug, "2027-01"])).content.decode()
        assert number in listed


def test_who_has_no_business_with_pay_sees_none_of_it(pair: Pair) -> None:
    slug = pair.home.slug
    with time_machine.travel(EXPORTED, tick=False):
        auditor = signed_in(make_role(pair.home, Role.AUDITOR))
        page = auditor.get(reverse("payroll_period", args=[slug, "2027-01"]))
        assert "Export this file" not in page.content.decode()
        assert auditor.post(reverse("payroll_file", args=[slug, "2027-01"])).status_code == 403
        for person, status in (
            (make_role(pair.host, Role.HR), 404),
            (make_role(pair.host, Role.FINANCE), 404),
            (make_role(pair.home, Role.BUDGET_HOLDER), 403),
            (pair.officer.person, 403),
        ):
            client = signed_in(person)
            for name in ("payroll", "payroll_period", "payroll_lines_csv"):
                args = [slug] if name == "payroll" else [slug, "2027-01"]
                assert client.get(reverse(name, args=args)).status_code == status, (person, name)


def test_an_export_asks_for_the_second_factor(pair: Pair) -> None:
    with time_machine.travel(EXPORTED, tick=False):
        client = signed_in(make_role(pair.home, Role.HR), second_factor=False)
        answer = client.post(reverse("payroll_period", args=[pair.home.slug, "2027-01"]))
    assert answer.status_code == 403
    assert not PayrollFile.objects.exists()


def test_a_month_that_is_not_open_is_no_page(pair: Pair) -> None:
    with time_machine.travel(EXPORTED, tick=False):
        client = signed_in(make_role(pair.home, Role.HR))
        for written in ("2026-11", "2027-04", "2027-13", "soon"):
            assert client.get(reverse("payroll_period", args=[pair.home.slug, written])).status_code == 404


def test_hr_reads_who_is_out_and_whom_to_check(pair: Pair) -> None:
    with time_machine.travel(FRIDAY, tick=False):
        client = signed_in(make_role(pair.home, Role.HR))
        page = client.get(reverse("who_is_out", args=[pair.home.slug])).content.decode()
        assert str(pair.officer.person) in page
        assert pair.host.name in page
        listed = client.get(reverse("who_is_out_csv", args=[pair.home.slug]), {"month": "2027-02"})
        assert str(pair.officer.person) not in listed.content.decode()
        assert client.get(reverse("officers_to_check_csv", args=[pair.home.slug])).status_code == 200


def test_the_officer_says_on_the_hours_page_that_they_were_outside_contracted_hours() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    address = reverse("hours", args=[booking.reference, "2026-W50"])
    with time_machine.travel(FRIDAY, tick=False):
        client = signed_in(booking.officer)
        refused = client.post(address, {"as_booked": "1"})
        assert refused.status_code == 422
        assert "pays no hour twice" in refused.content.decode()
        sent = client.post(address, {"as_booked": "1", "booked-own_time": "on"})
        assert sent.status_code == 302


def test_hours_sent_without_the_statement_wait_on_the_home_page() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    agreed_hours(pair, booking)
    address = reverse("own_time", args=[booking.reference])
    with time_machine.travel(FRIDAY + timedelta(hours=1), tick=False):
        client = signed_in(booking.officer)
        assert address in client.get("/home/").content.decode()
        assert client.get(address).status_code == 200
        assert client.post(address).status_code == 302
        assert address not in client.get("/home/").content.decode()


def test_a_preview_asks_as_often_for_many_lines_as_for_one(pair: Pair) -> None:
    address = reverse("payroll_period", args=[pair.home.slug, "2027-01"])
    hr, asked = make_role(pair.home, Role.HR), []
    for _more in range(2):
        with time_machine.travel(EXPORTED, tick=False), CaptureQueriesContext(connection) as queries:
            client = signed_in(hr)
            client.get("/home/")
            before = len(queries)
            assert client.get(address).status_code == 200
            asked.append(len(queries) - before)
        another = another_officer(pair)
        own_hours(another, bound_booking(another))
    assert asked[0] == asked[1] <= 20
