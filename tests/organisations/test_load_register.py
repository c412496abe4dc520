"""Loading the register: what it holds afterwards, and what a second load writes."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Sum

from commonpool.access import NETWORK, Actor
from commonpool.activity.models import Event
from commonpool.kernel.refusals import Forbidden
from commonpool.organisations.models import Domain, Function, Organisation, Succession
from commonpool.organisations.operations import add_demonstration_council, load_register
from commonpool.organisations.operations.register import REFERENCE
from commonpool.organisations.queries import councils, principal_councils
from tests.factories.tables import Edit, rewritten_table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
LOADER = Actor.rule("reference_data")
Rewrite = Callable[[str, Edit], Path]


@pytest.fixture
def rewritten(tmp_path: Path) -> Rewrite:
    """A copy of the reference tables in which one table was edited."""
    return lambda table, edit: rewritten_table(REFERENCE, tmp_path, table, edit)


def row_of(rows: list[dict[str, str]], code: str) -> dict[str, str]:
    return next(row for row in rows if row["code"] == code)


def test_holds_every_principal_council_of_the_united_kingdom() -> None:
    principal = principal_councils(TODAY).filter(demonstration=False)
    by_nation = {nation: principal.filter(nation=nation).count() for nation in principal_nations()}
    assert by_nation == {"England": 317, "Wales": 22, "Scotland": 32, "Northern Ireland": 11}
    assert principal.count() == 382


def principal_nations() -> list[str]:
    return ["England", "Wales", "Scotland", "Northern Ireland"]


def test_holds_the_english_councils_by_type() -> None:
    english = principal_councils(TODAY).filter(nation="England", demonstration=False)
    wanted = {
        "unitary": 63,
        "county": 21,
        "district": 164,
        "metropolitan_district": 36,
        "london_borough": 32,
        "city_corporation": 1,
    }
    assert {type_: english.filter(type=type_).count() for type_ in wanted} == wanted


def test_holds_the_strategic_authorities_and_the_bodies_that_ended() -> None:
    assert councils(day=TODAY, type="combined_authority", status="current").count() == 17
    assert councils(day=TODAY, type="strategic_regional_authority", status="current").count() == 1
    assert councils(day=TODAY, status="abolished").count() == 75
    assert [body.name for body in councils(day=TODAY, status="future")] == ["East Surrey", "West Surrey"]


def test_populations_of_single_and_lower_tier_councils_sum_to_the_kingdom() -> None:
    councils_ = principal_councils(TODAY).filter(tier__in=["single", "lower"], demonstration=False)
    assert councils_.count() == 361
    assert councils_.aggregate(people=Sum("population"))["people"] == 67_081_234


def test_every_body_that_has_ended_has_successors() -> None:
    ended = councils(day=TODAY, status="abolished")
    assert [body.code for body in ended if not body.successions.exists()] == []


def test_expected_changes_are_plans_and_not_ends() -> None:
    planned = Organisation.objects.filter(expected_change_on=date(2028, 4, 1))
    assert planned.count() == 192
    assert not planned.filter(ends_on__isnull=False).exists()


def test_the_running_of_the_council_is_a_function_with_ten_parts() -> None:
    assert Function.objects.exclude(uri="").count() == 113
    assert Function.objects.filter(parent_id="running-the-council").count() == 10


def test_the_first_load_is_one_event_with_its_counts() -> None:
    facts = Event.objects.get(name="RegisterLoaded").facts
    assert facts == {"organisations": 477, "domains": 443, "successions": 90, "functions": 124}
    assert not Event.objects.filter(name__in=["OrganisationAdded", "OrganisationChanged"]).exists()


def test_loading_again_writes_nothing_and_asks_little(django_assert_max_num_queries: Any) -> None:
    events = Event.objects.count()
    with django_assert_max_num_queries(10):
        assert load_register(actor=LOADER, at=AT) == 0
    assert Event.objects.count() == events


def test_a_changed_row_is_an_event_naming_its_fields(rewritten: Rewrite) -> None:
    def rename(rows: list[dict[str, str]]) -> None:
        row_of(rows, "LDS").update(name="Leeds City", website="https://leeds.example/")

    assert load_register(actor=LOADER, at=AT, folder=rewritten("councils.csv", rename)) == 1
    leeds = Organisation.objects.get(code="LDS")
    assert (leeds.name, leeds.website) == ("Leeds City", "https://leeds.example/")
    event = Event.objects.get(name="OrganisationChanged")
    assert event.facts == {"organisation_id": leeds.pk, "fields": ["name", "website"]}
    assert event.readers == [NETWORK, leeds.pk]


def test_a_domain_taken_from_a_council_is_an_event(rewritten: Rewrite) -> None:
    def drop(rows: list[dict[str, str]]) -> None:
        rows[:] = [row for row in rows if row["domain"] != "leeds.gov.uk"]

    load_register(actor=LOADER, at=AT, folder=rewritten("domains.csv", drop))
    assert not Domain.objects.filter(name="leeds.gov.uk").exists()
    assert Event.objects.get(name="OrganisationChanged").facts["fields"] == ["domains"]


def test_a_changed_function_is_an_event_naming_it(rewritten: Rewrite) -> None:
    def relabel(rows: list[dict[str, str]]) -> None:
        next(row for row in rows if row["id"] == "hr").update(label="People and pay")

    assert load_register(actor=LOADER, at=AT, folder=rewritten("functions.csv", relabel)) == 1
    assert Function.objects.get(pk="hr").label == "People and pay"
    assert Event.objects.get(name="FunctionsChanged").facts == {"function_ids": ["hr"]}


def test_a_changed_succession_is_an_event_of_the_body_that_ended(rewritten: Rewrite) -> None:
    def later(rows: list[dict[str, str]]) -> None:
        next(row for row in rows if row["predecessor"] == "NTCA").update(on="2030-01-01")

    assert load_register(actor=LOADER, at=AT, folder=rewritten("successions.csv", later)) == 1
    ended = Organisation.objects.get(code="NTCA")
    assert date(2030, 1, 1) in Succession.objects.filter(predecessor=ended).values_list("on", flat=True)
    event = Event.objects.get(name="OrganisationChanged")
    assert event.facts == {"organisation_id": ended.pk, "fields": ["successions"]}


def test_a_changed_former_code_is_an_event_of_its_council(rewritten: Rewrite) -> None:
    councils_: list[str] = []

    def recode(rows: list[dict[str, str]]) -> None:
        councils_.append(rows[0]["council"])
        rows[0].update(code="E99999999")

    assert load_register(actor=LOADER, at=AT, folder=rewritten("former_codes.csv", recode)) == 1
    council = Organisation.objects.get(code=councils_[0])
    assert council.former_codes.filter(code="E99999999").exists()
    event = Event.objects.get(name="OrganisationChanged")
    assert event.facts == {"organisation_id": council.pk, "fields": ["former_codes"]}


def test_a_body_added_later_is_an_event(rewritten: Rewrite) -> None:
    def add(rows: list[dict[str, str]]) -> None:
        west = row_of(rows, "WEST-SURREY")
        rows.append(
            {**west, "code": "NEW-ONE", "slug": "new-one", "name": "New", "official_name": "New Council"}
        )

    assert load_register(actor=LOADER, at=AT, folder=rewritten("councils.csv", add)) == 1
    added = Organisation.objects.get(code="NEW-ONE")
    assert Event.objects.get(name="OrganisationAdded").facts == {"organisation_id": added.pk}


def test_a_body_missing_from_the_table_stays(rewritten: Rewrite) -> None:
    def drop(rows: list[dict[str, str]]) -> None:
        rows[:] = [row for row in rows if row["code"] != "NTCA"]

    folder = rewritten("councils.csv", drop)
    without = (folder / "successions.csv").read_text().splitlines(keepends=True)
    (folder / "successions.csv").write_text("".join(line for line in without if not line.startswith("NTCA,")))
    load_register(actor=LOADER, at=AT, folder=folder)
    ended = Organisation.objects.get(code="NTCA")
    assert Succession.objects.filter(predecessor=ended).exists()


def test_a_demonstration_council_is_left_alone() -> None:
    council = add_demonstration_council(
        actor=LOADER,
        at=AT,
        code="DEMO-1",
        name="Ambleford",
        official_name="Ambleford Council",
        slug="ambleford",
        type="unitary",
        nation="England",
        region="South West",
        domain="ambleford.example",
        latitude=51.0,
        longitude=-3.0,
    )
    assert load_register(actor=LOADER, at=AT) == 0
    assert [domain.name for domain in council.domains.all()] == ["ambleford.example"]


def test_a_demonstration_council_cannot_take_a_domain_that_could_be_somebodys() -> None:
    with pytest.raises(ValueError, match=r"\.example"):
        add_demonstration_council(
            actor=LOADER,
            at=AT,
            code="DEMO-1",
            name="Ambleford",
            official_name="Ambleford Council",
            slug="ambleford",
            type="unitary",
            nation="England",
            region="South West",
            domain="leeds.gov.uk",
            latitude=51.0,
            longitude=-3.0,
        )


def test_refuses_a_person_who_does_not_run_the_desk() -> None:
    with pytest.raises(Forbidden):
        load_register(actor=Actor(person_id=1), at=AT)
