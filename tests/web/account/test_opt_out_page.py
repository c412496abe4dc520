"""The page on which an officer opts out of the 48-hour limit and ends it, and what HR sees of it."""

from datetime import timedelta

import pytest

from commonpool.access import Role
from commonpool.kernel.clock import london_date, now
from commonpool.people.models import Employment, OptOut
from tests.factories import make_employment, make_officer, make_organisation, make_role, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def job() -> Employment:
    return make_officer(make_organisation(), name="Asha Patel", checked=False)


def test_the_job_leads_to_it_and_reading_it_signs_nothing(job: Employment) -> None:
    client, address = signed_in(job.person), f"/account/jobs/{job.pk}/opt-out/"
    assert address in client.get(f"/account/jobs/{job.pk}/").content.decode()
    page = client.get(address).content.decode()
    assert "I, Asha Patel, agree that the limit of 48 hours" in page
    assert not OptOut.objects.exists()


def test_signs_from_today_shows_it_and_gives_notice(job: Employment) -> None:
    client, address, today = signed_in(job.person), f"/account/jobs/{job.pk}/opt-out/", london_date(now())
    assert client.post(address, {"signed_name": "Asha Patel", "notice_days": "14"}).status_code == 302
    given = OptOut.objects.get()
    assert (given.employment, given.starts_on, given.notice_days) == (job, today, 14)
    assert b"Give notice to end it" in client.get(address).content
    hr, check = signed_in(make_role(job.organisation, Role.HR)), f"/officers-to-check/{job.pk}/"
    assert "14 days’ notice" in hr.get(check).content.decode()
    assert client.get(f"{address}end/").status_code == 405
    assert client.post(f"{address}end/").status_code == 302
    given.refresh_from_db()
    assert given.ends_on == today + timedelta(days=14)
    assert b"You have given notice" in client.get(address).content
    assert "Opted out from" in hr.get(check).content.decode()
    assert client.post(f"{address}end/").status_code == 409


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"signed_name": "Somebody Else"}, "Type your name as it is in your account: Asha Patel."),
        ({"notice_days": "6"}, "from 7 to 89"),
        ({"notice_days": "90"}, "from 7 to 89"),
        (
            {"starts_on_day": "1", "starts_on_month": "1", "starts_on_year": "2026"},
            "It cannot begin before today",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_the_rest_stays(
    job: Employment, wrong: dict[str, str], says: str
) -> None:
    form = {"signed_name": "Asha Patel", "notice_days": "28", **wrong}
    answer = signed_in(job.person).post(f"/account/jobs/{job.pk}/opt-out/", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert f'value="{form["notice_days"]}"' in page
    assert not OptOut.objects.exists()


def test_somebody_elses_is_not_there(job: Employment) -> None:
    client = signed_in(make_employment(job.organisation).person)
    for address in (f"/account/jobs/{job.pk}/opt-out/", f"/account/jobs/{job.pk}/opt-out/end/"):
        assert client.post(address, {"signed_name": "Asha Patel", "notice_days": "7"}).status_code == 404
