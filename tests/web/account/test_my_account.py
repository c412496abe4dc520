"""One's own details, jobs, tokens and leaving."""

import re
from typing import Any

import pytest

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.identity.models import ApiToken, Person
from commonpool.identity.operations import register_person
from commonpool.organisations.models import HelpRequest, RoleHolding
from commonpool.people.models import Employment
from tests.factories import (
    NOW,
    TODAY,
    make_employment,
    make_officer,
    make_organisation,
    make_person,
    make_role,
    signed_in,
)
from tests.factories.people import SIGNED_UP

pytestmark = pytest.mark.django_db

JOB = {
    "job_title": "Planner",
    "grade_band": "Officer",
    "weekly_hours": "22.2",
    "working_days": ["1", "2", "3"],
    "other_jobs": "",
}


def test_a_job_is_stated_in_hours_and_kept_in_minutes() -> None:
    job = make_employment(make_organisation())
    answer = signed_in(job.person).post(f"/account/jobs/{job.pk}/", JOB)
    assert answer.headers["Location"] == "/account/"
    job.refresh_from_db()
    assert (job.weekly_minutes, job.working_days) == (1332, [1, 2, 3])


@pytest.mark.usefixtures("reference")
def test_a_job_title_is_offered_and_shown_in_the_readers_language() -> None:
    job = make_employment(make_organisation())
    client, address = signed_in(job.person), f"/account/jobs/{job.pk}/"
    assert b'<option value="Planning officer">' in client.get(address).content
    job.person.language = "cy"
    job.person.save()
    page = client.get(address).content.decode()
    assert '<option value="Swyddog cynllunio">' in page
    assert 'list="job-titles"' in page
    assert client.post(address, {**JOB, "job_title": "Swyddog cynllunio"}).status_code == 302
    job.refresh_from_db()
    assert job.job_title == "Planning officer"
    assert re.search('<input[^>]* value="Swyddog cynllunio"', client.get(address).content.decode())
    assert "Swyddog cynllunio, " in client.get("/account/").content.decode()


def test_without_another_job_nothing_more_is_asked() -> None:
    job = make_employment(make_organisation())
    signed_in(job.person).post(f"/account/jobs/{job.pk}/", JOB)
    job.refresh_from_db()
    assert (job.other_minutes, job.under_18, job.began_on) == (0, False, None)


def test_another_job_is_asked_its_hours_and_hr_and_manager_see_them() -> None:
    job = make_officer(make_organisation(), checked=False)
    client, address = signed_in(job.person), f"/account/jobs/{job.pk}/"
    answer = client.post(address, {**JOB, "other_jobs": "Bar work"})
    assert answer.status_code == 422
    assert b"how many hours a week your other jobs take" in answer.content
    assert b"Bar work" in answer.content
    assert client.post(address, {**JOB, "other_hours": "6"}).status_code == 422
    more = {"other_jobs": "Bar work", "other_hours": "6.5", "under_18": "on"}
    today = {f"began_on_{part}": str(getattr(TODAY, part)) for part in ("day", "month", "year")}
    assert client.post(address, {**JOB, **more, **today}).status_code == 302
    job.refresh_from_db()
    assert (job.other_minutes, job.under_18, job.began_on) == (390, True, TODAY)
    assert b'value="6h 30m"' in client.get(address).content
    check = (
        signed_in(make_role(job.organisation, Role.HR)).get(f"/officers-to-check/{job.pk}/").content.decode()
    )
    for shown in ("Bar work", "6 hours 30 minutes a week", "2 November 2026", "they cannot be lent", "Holds"):
        assert shown in check


HOSTILE = [
    ("job_title", "a\x00b"),
    ("job_title", "x" * 100_000),
    ("job_title", "‮planner"),
    ("job_title", ""),
    ("grade_band", "King"),
    ("weekly_hours", "NaN"),
    ("weekly_hours", "1_0"),
    ("weekly_hours", "٣٧"),
    ("weekly_hours", "1e308"),
    ("weekly_hours", "-1"),
    ("working_days", ["8"]),
    ("working_days", ["1", "x"]),
    ("working_days", []),
    ("other_jobs", "y" * 301),
    ("other_hours", "-1"),
    ("other_hours", "101"),
    ("began_on_day", "31"),
]


@pytest.mark.parametrize(("field", "value"), HOSTILE)
def test_hostile_facts_get_a_message_and_lose_nothing(field: str, value: Any) -> None:
    job = make_employment(make_organisation())
    answer = signed_in(job.person).post(
        f"/account/jobs/{job.pk}/", {**JOB, "job_title": "Kept", field: value}
    )
    assert answer.status_code == 422
    assert b"There is a problem" in answer.content
    assert field == "job_title" or b"Kept" in answer.content
    job.refresh_from_db()
    assert job.stated_at is None


def test_posted_extras_raise_no_rights() -> None:
    job = make_employment(make_organisation())
    extras = {"is_staff": "on", "is_superuser": "on", "role": "steward", "council": "1", "demonstration": "on",
              "checked_at": "2026-01-01", "ticked_at": "2026-01-01"}  # fmt: skip
    client = signed_in(job.person)
    client.post(f"/account/jobs/{job.pk}/", {**JOB, **extras})
    client.post("/account/details/", {"name": "Asha", "language": "en-gb", **extras})
    person = Person.objects.get(pk=job.person_id)
    assert (person.name, person.is_staff, person.demonstration) == ("Asha", False, False)
    assert not RoleHolding.objects.filter(person=person).exists()
    job.refresh_from_db()
    assert (job.checked_at, job.ticked_at) == (None, None)


def test_somebody_elses_job_and_token_are_not_there() -> None:
    theirs = make_employment(make_organisation())
    client = signed_in(make_employment(theirs.organisation).person)
    for page in (f"/account/jobs/{theirs.pk}/", f"/account/jobs/{theirs.pk}/leave/"):
        assert client.get(page).status_code == 404
        assert client.post(page, JOB).status_code == 404
    assert client.post("/account/tokens/999999/revoke/").status_code == 404


def test_every_page_asks_nobody_to_sign_in() -> None:
    from django.test import Client

    client = Client()
    for page in ("", "details/", "jobs/1/", "jobs/1/leave/", "close/", "tokens/", "council/", "ask-a-person/",
                 "addresses/", "code-again/", "go-on/", "security/", "security/totp/activate/",
                 "security/recovery-codes/", "security/webauthn/"):  # fmt: skip
        answer = client.get(f"/account/{page}")
        assert answer.status_code == 302, page
        assert answer.headers["Location"].startswith("/account/sign-in/?next="), page


def test_a_token_is_on_the_page_that_makes_it_and_on_no_other() -> None:
    person = make_person()
    client = signed_in(person)
    made = client.post("/account/tokens/", {"label": "Robot"})
    found = re.search(rb"cp_[A-Za-z0-9_-]{40,}", made.content)
    assert found
    assert found[0] not in client.get("/account/tokens/").content
    assert made.headers["Cache-Control"] == "private, no-store"
    token = ApiToken.objects.get(person=person)
    client.post(f"/account/tokens/{token.pk}/revoke/")
    token.refresh_from_db()
    assert token.revoked_at is not None


def test_a_shared_domain_asks_and_takes_only_one_of_its_councils() -> None:
    both = [make_organisation(name, domains=("adder-warding.gov.uk",)) for name in ("Adder", "Warding")]
    other = make_organisation("Wexbury")
    person = make_person("asha@adder-warding.gov.uk")
    client = signed_in(person)
    assert b"Several councils share" in client.get("/account/council/").content
    for wrong in ("", "x", other.pk):
        assert client.post("/account/council/", {"council": wrong}).status_code == 422
    client.post("/account/council/", {"council": both[1].pk})
    assert [job.organisation for job in Employment.objects.filter(person=person)] == [both[1]]


def test_an_unknown_domain_leads_to_a_person() -> None:
    person = make_person("asha@somewhere.example.org")
    client = signed_in(person)
    assert client.get("/account/council/").headers["Location"] == "/account/ask-a-person/"
    assert client.post("/account/ask-a-person/", {"message": ""}).status_code == 422
    client.post("/account/ask-a-person/", {"message": "I work for a parish"})
    assert HelpRequest.objects.get().person == person
    assert b"You have asked a person" in client.get("/account/ask-a-person/").content
    assert client.post("/account/ask-a-person/", {"message": "Again"}).status_code == 422


def test_leaving_takes_a_date_and_ends_the_rights() -> None:
    job = make_officer(make_organisation())
    client = signed_in(job.person)
    page = f"/account/jobs/{job.pk}/leave/"
    for day in (("30", "2", "2027"), ("", "", ""), ("1", "1", "1999"), ("٣", "1", "2027")):
        answer = client.post(
            page, dict(zip(("ends_on_day", "ends_on_month", "ends_on_year"), day, strict=True))
        )
        assert answer.status_code == 422, day
    client.post(page, {"ends_on_day": "31", "ends_on_month": "12", "ends_on_year": "2099"})
    job.refresh_from_db()
    assert job.ends_on is not None


def test_closing_the_account_signs_out_and_forgets() -> None:
    person = make_person("asha@example.org")
    client, elsewhere = signed_in(person), signed_in(person)
    client.post("/account/close/")
    assert [each.get("/account/").status_code for each in (client, elsewhere)] == [302, 302]
    person.refresh_from_db()
    assert not person.is_active


def test_a_session_of_an_account_that_is_off_is_nobodys() -> None:
    person = make_person()
    client = signed_in(person)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/account/").status_code == 302


def test_whoever_has_no_name_gives_one_and_goes_on() -> None:
    person = register_person(actor=SIGNED_UP, email="asha@example.org", proved=True, at=NOW)
    client = signed_in(person)
    answer = client.get("/calls/?page=1")
    assert answer.headers["Location"] == "/account/details/?next=/calls/%3Fpage%3D1"
    assert b"What are you called?" in client.get(answer.headers["Location"]).content
    answer = client.post(answer.headers["Location"], {"name": "Asha Rao", "language": "en-gb"})
    assert answer.headers["Location"] == "/calls/?page=1"
    assert client.get("/account/tokens/").status_code == 200


def test_signing_out_everywhere_ends_every_session_and_says_so() -> None:
    person = make_person()
    here, there = signed_in(person), signed_in(person)
    stranger = signed_in(make_person())
    assert there.get("/account/").status_code == 200
    assert b"Sign out everywhere" in here.get("/account/").content
    assert here.get("/account/sign-out/everywhere/").status_code == 405
    assert here.post("/account/sign-out/everywhere/").headers["Location"] == "/account/sign-in/"
    assert here.get("/account/").status_code == there.get("/account/").status_code == 302
    assert stranger.get("/account/").status_code == 200
    assert signed_in(Person.objects.get(pk=person.pk)).get("/account/").status_code == 200
    assert Event.objects.get(name="SignInChanged").facts["what"] == "signed_out_everywhere"


def test_whoever_works_elsewhere_than_the_address_says_is_told_so() -> None:
    make_organisation("Ambleford", domains=("ambleford.gov.uk",))
    words = signed_in(make_person("asha@ambleford.gov.uk")).get("/account/ask-a-person/").content.decode()
    assert "at a domain that we know of Ambleford" in words
    assert "none of the exact domains" not in words
    words = signed_in(make_person("asha@unknown.example.org")).get("/account/ask-a-person/").content.decode()
    assert "none of the exact domains" in words
