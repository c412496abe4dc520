"""The seven papers: whole, honest about what is not said, and for nobody but the council and who invites it."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from commonpool.access import Role
from commonpool.agreements.operations import set_rule_aside
from commonpool.config.env import Operator
from commonpool.identity.models import Person
from commonpool.notifications.models import Letter
from commonpool.notifications.queries import rendered
from commonpool.organisations.models import Organisation
from commonpool.web.colleagues.kinds import PAPERS
from commonpool.web.standing.personal_data import OF_LIBRARIES
from tests.factories import (
    NOW,
    TODAY,
    actor,
    administrator_of,
    council,
    make_officer,
    make_role,
    make_steward,
)
from tests.factories.invitations import make_invitation
from tests.factories.letters import post
from tests.factories.signed_in import signed_in

pytestmark = pytest.mark.django_db

SLUGS = [each.slug for each in PAPERS]
UNSAID = "The people who run this installation have not said yet"
PRINCIPLES = (
    "Data in transit protection", "Asset protection and resilience", "Separation between customers",
    "Governance framework", "Operational security", "Personnel security", "Secure development",
    "Supply chain security", "Secure user management", "Identity and authentication",
    "External interface protection", "Secure service administration",
    "Audit information and alerting for customers", "Secure use of the service",
)  # fmt: skip
"""Of the National Cyber Security Centre (rule SVC-04)."""
PIECE = r"<(h[1-4]|p|li|td|th|caption)\b[^>]*>(.*?)</\1>"
"""A paragraph of a page, or a cell."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(autouse=True)
def at_a_fixed_time() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def read(client: Client, place: Organisation, slug: str) -> str:
    answer = client.get(reverse("paper", args=[place.slug, slug]))
    assert answer.status_code == 200
    return answer.content.decode()


def words_of(file: bytes) -> str:
    """What a .docx says, a paragraph a line."""
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        tree = ElementTree.fromstring(parts.read("word/document.xml"))  # noqa: S314  (our own)
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in tree.iter(f"{W}p"))


def plain(html: str) -> str:
    """The words between the tags, each tag a space."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def bare(words: str) -> str:
    """Words alone: without spaces, and without the addresses that links have on paper."""
    return re.sub(r"\s+", "", re.sub(r"\(https?://[^)\s]*\)", "", words))


def test_the_rooms_lead_to_seven_papers_in_few_statements() -> None:
    place = council("England")
    client = signed_in(make_officer(place).person)
    assert reverse("papers", args=[place.slug]) in client.get(f"/council/{place.slug}/").content.decode()
    (edition,) = re.findall(r"edition ([0-9a-f]{12})", client.get("/law/").content.decode())
    listed = client.get(reverse("papers", args=[place.slug])).content.decode()
    for each in PAPERS:
        assert reverse("paper", args=[place.slug, each.slug]) in listed
        assert escape(str(each.asks)) in listed
        with CaptureQueriesContext(
            connection,
        ) as asked:
            html = read(client, place, each.slug)
        assert len(asked) <= 20, each.slug
        assert place.official_name in html
        assert f"edition {edition}" in html
        assert "version 1, which your council has signed" in html


@pytest.mark.parametrize("slug", SLUGS)
def test_a_paper_as_a_file_says_what_its_page_says(slug: str) -> None:
    place = council("Wales")
    client = signed_in(make_officer(place).person)
    answer = client.get(reverse("paper_file", args=[place.slug, slug]))
    assert answer["Content-Disposition"] == f'attachment; filename="{slug}-{place.slug}.docx"'
    file = words_of(answer.content)
    assert file == words_of(client.get(reverse("paper_file", args=[place.slug, slug])).content)
    html = read(client, place, slug)
    body = html[html.index("<h1") : html.index("</main>")]
    said = re.findall(PIECE, body, re.DOTALL)
    assert len(said) > 30
    assert [each for _tag, each in said if bare(plain(each)) not in bare(file)] == []


def test_the_assessment_lists_every_personal_field_of_every_model() -> None:
    place = council("England", "none")
    html = plain(read(signed_in(make_officer(place).person), place, "data-protection"))
    held = [
        (f"{model.__name__}.{name}", personal)
        for model in apps.get_models()
        for name, personal in getattr(model, "PERSONAL", {}).items()
    ]
    assert len(held) > 150
    rows = [(name, f"{each.what} {each.why} {each.kept}") for name, each in held]
    assert [name for name, row in rows if row not in html] == []


def test_what_libraries_hold_of_people_is_listed_too() -> None:
    theirs = {
        model._meta.label
        for model in apps.get_models()
        if not model.__module__.startswith("commonpool.")
        and any(field.related_model is Person for field in model._meta.get_fields() if field.concrete)
    }
    assert theirs - set(OF_LIBRARIES) == set()
    assert {apps.get_model(label)._meta.label for label in OF_LIBRARIES} == set(OF_LIBRARIES)


def test_each_security_principle_has_an_answer() -> None:
    place = council("England", "none")
    html = read(signed_in(make_officer(place).person), place, "security")
    sections = re.split(r"<h[1-6][^>]*>", html)
    for number, name in enumerate(PRINCIPLES, start=1):
        (section,) = [each for each in sections if each.startswith(f"{number}. {name}<")]
        assert len(plain(section.partition("</h")[2])) > 120, name


def test_what_nobody_has_said_is_said_and_nothing_is_claimed(settings: Any) -> None:
    place = council("England", "none")
    client = signed_in(make_officer(place).person)
    settings.OPERATOR = Operator()
    unsaid = "".join(plain(read(client, place, slug)) for slug in SLUGS)
    assert unsaid.count(UNSAID) > len(SLUGS)
    assert "Cyber Essentials" not in unsaid
    settings.OPERATOR = Operator(
        "Pool & Sons", "1 High Street", "office@pool.example", "ZA000000", "United Kingdom", "Nothing in 2027",
        "Cyber Essentials, to 3 May 2027",
    )  # fmt: skip
    said = "".join(plain(read(client, place, slug)) for slug in SLUGS)
    assert UNSAID not in said
    assert "Cyber Essentials, to 3 May 2027" in said
    shown = Client().get("/who-runs-this/").content.decode()
    assert "Pool &amp; Sons" in shown
    assert "Nothing in 2027" in shown


def test_a_paper_has_the_councils_own_settings_powers_and_roles_but_no_names(
    at_a_fixed_time: time_machine.Traveller,
) -> None:
    place = council("Scotland", default_weekly_minutes=210, silence_agrees=False)
    administrator, finance = administrator_of(place), make_role(place, Role.FINANCE)
    set_rule_aside(
        actor=actor(administrator), organisation_id=place.pk, rule="EMP-05", from_on=TODAY + timedelta(days=1),
        reason="Advice of counsel", source="A letter", monitoring_officer="Imran Doyle", at=NOW,
    )  # fmt: skip
    before = read(signed_in(make_officer(place).person), place, "decision")
    assert "has set no rule aside" in before, "it is set aside from tomorrow"
    at_a_fixed_time.shift(timedelta(days=1))
    html = read(signed_in(make_officer(place).person), place, "decision")
    assert "3 hours 30 minutes a week" in html
    assert "They wait for an answer" in html
    assert "Local Government (Scotland) Act 1973, section 65" in html
    assert "Local Government Act 1972, section 113" not in html[: html.index("What waits for your")]
    assert "£25.00" in html
    assert "PRC-06" in html, "not settled in Scotland"
    assert plain(html[html.index("Set aside<") :]).startswith("Set aside EMP-05")
    assert not any(escape(each) in html for each in (administrator.name, finance.name, "Imran Doyle"))
    assert "Section 75 of the Northern Ireland Act" not in read(
        signed_in(make_officer(place).person), place, "equality"
    )


def test_papers_are_read_before_joining_and_by_nobody_elses() -> None:
    place, joined = council("England", "none"), council("England")
    own, steward = signed_in(make_officer(place).person), signed_in(make_steward())
    stranger = signed_in(make_officer(joined).person)
    address = reverse("paper", args=[place.slug, "decision"])
    assert "which your council has not signed" in own.get(address).content.decode()
    assert steward.get(address).status_code == 200, "who invites them reads what they will read"
    assert (
        reverse("papers", args=[place.slug]) in steward.get(f"/desk/councils/{place.slug}/").content.decode()
    )
    for path in ("", "decision/", "decision.docx"):
        assert stranger.get(f"/council/{place.slug}/papers/{path}").status_code == 404
        assert steward.get(f"/council/{joined.slug}/papers/{path}").status_code == 404
        assert Client().get(f"/council/{place.slug}/papers/{path}").status_code == 302
    assert own.get(f"/council/{place.slug}/papers/tea-party/").status_code == 404


def test_the_letter_that_invites_leads_to_the_papers() -> None:
    place = council("England", "none")
    make_invitation(place)
    post()
    (letter,) = Letter.objects.filter(template="invitation")
    assert f"{settings.BASE_URL}/council/{place.slug}/papers/\n" in rendered(letter, NOW).body
