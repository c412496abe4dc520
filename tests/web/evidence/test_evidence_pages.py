"""Evidence where a rule speaks: given on the way, nothing typed lost; a council's list and its reports."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from commonpool.access import Role
from commonpool.agreements.models import Section114Report
from commonpool.agreements.operations import record_section_114
from commonpool.bookings.models import Booking, Evidence
from commonpool.people.operations import state_post_facts
from tests.factories import NOW, TODAY, actor, council, make_role, make_steward, signed_in
from tests.factories.bookings import Pair, function_id, make_pair, monday

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
DAYS = {"evidence-paper_on": TODAY, "evidence-ends_on": TODAY.replace(year=2027, month=3)}
SEEN = {
    "evidence-reason": "Looked up by HR",
    "evidence-kept": "Folder 7",
    **{
        f"{name}_{part}": str(getattr(day, part))
        for name, day in DAYS.items()
        for part in ("day", "month", "year")
    },
}


@pytest.fixture
def pair() -> Pair:
    pair = make_pair(host=council("Scotland"))
    said = actor(pair.officer.person)
    state_post_facts(actor=said, employment_id=pair.officer.employment.pk, profession="solicitor", at=NOW)
    return pair


def typed(pair: Pair, go: str) -> dict[str, str]:
    week = f"week_{monday():%G-W%V}"
    asked = {"host": pair.host.code, "kind": "paid", "function": function_id(), "work": "advice"}
    return asked | {week: "2", "purpose": "A deed of covenant", "go": go}


def kept(page: str) -> dict[str, str]:
    return {name: value for name, value in HIDDEN.findall(page) if name != "csrfmiddlewaretoken"}


def test_a_rule_that_blocks_is_answered_on_the_way_and_the_request_goes_on(pair: Pair) -> None:
    booker, address = signed_in(pair.booker), reverse("ask", args=[pair.officer.reference])
    rule = f"PWR-17:{pair.officer.reference}"
    blocked = booker.post(address, typed(pair, "check")).content.decode()
    assert f'value="show:{rule}"' in blocked
    asks = booker.post(address, typed(pair, f"show:{rule}")).content.decode()
    assert kept(asks).items() >= (typed(pair, "check").items() - {("go", "check")})
    half = booker.post(address, {**kept(asks), **SEEN, "evidence-kept": "", "go": f"give:{rule}"})
    assert half.status_code == 422
    assert "Looked up by HR" in half.content.decode()
    check = booker.post(address, {**kept(asks), **SEEN, "go": f"give:{rule}"}).content.decode()
    assert "Check and send" in check
    assert "Allowed because:" in check
    assert "evidence-" not in check
    assert booker.post(address, {**kept(check), "go": "send"}).status_code == 302
    assert Booking.objects.get().host == pair.host
    listed = booker.get(reverse("evidence", args=[pair.host.slug])).content.decode()
    assert "Looked up by HR" in listed
    revoke = reverse("revoke_evidence", args=[pair.host.slug, Evidence.objects.get().pk])
    assert booker.post(revoke).status_code == 302
    assert Evidence.objects.get().revoked_by == pair.booker
    assert f'value="show:{rule}"' in booker.post(address, typed(pair, "check")).content.decode()


def test_a_rule_that_nothing_answers_is_not_asked_about(pair: Pair) -> None:
    booker, address = signed_in(pair.booker), reverse("ask", args=[pair.officer.reference])
    for go in ("show:PWR-12", "give:PWR-15", "show:"):
        page = booker.post(address, typed(pair, f"{go}:{pair.officer.reference}")).content.decode()
        assert "Record it and go on" not in page
    assert not Evidence.objects.exists()


def test_finance_records_a_report_and_what_is_authorised_meanwhile() -> None:
    pair = make_pair()
    finance = make_role(pair.host, Role.FINANCE)
    client, slug = signed_in(finance, second_factor=True), pair.host.slug
    today = {f"made_on_{part}": str(getattr(NOW, part)) for part in ("day", "month", "year")}
    page = reverse("section_114", args=[slug])
    assert page in client.get(reverse("room", args=[slug])).content.decode()
    with_day = dict(today)
    assert client.post(page, with_day).status_code == 302
    report = Section114Report.objects.get()
    assert "no new bookings for pay" in client.get(page).content.decode()
    assert "made a report under section 114" in Client().get(f"/councils/{slug}/").content.decode()
    said = {name.removeprefix("evidence-"): value for name, value in SEEN.items()}
    given = client.post(
        reverse("section_114_authority", args=[slug]), {**said, "home_id": pair.home.pk, "ground": "improve"}
    )
    assert given.status_code == 302
    assert Evidence.objects.get().home == pair.home
    met = {name.replace("made", "considered"): value for name, value in today.items()}
    assert client.post(reverse("section_114_meeting", args=[slug, report.pk]), met).status_code == 302
    assert "The full council considered it on" in client.get(page).content.decode()


def test_a_steward_may_record_it_and_others_find_nothing() -> None:
    place = council()
    steward, stranger = make_steward(), make_role(council(), Role.FINANCE)
    record_section_114(actor=actor(steward), organisation_id=place.pk, made_on=TODAY, at=NOW)
    page = reverse("section_114", args=[place.slug])
    assert signed_in(steward).get(page).status_code == 200
    assert signed_in(stranger).get(page).status_code == 404
