"""Questions about the register: codes old and new, lifetimes, successions, domains, functions."""

from datetime import date

import pytest

from commonpool.organisations.models import Organisation
from commonpool.organisations.queries import (
    council_by_code,
    council_by_slug,
    councils,
    councils_at_domain,
    function_named,
    functions,
    successors_of,
)
from commonpool.organisations.queries.functions import AmbiguousFunction, UnknownFunction
from commonpool.organisations.queries.register import CouncilSplit, UnknownCouncil
from commonpool.organisations.rules import domain_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

TODAY = date(2026, 11, 23)
LAST_DAY, FIRST_DAY = date(2027, 3, 31), date(2027, 4, 1)


def names(bodies: list[Organisation]) -> list[str]:
    return [body.name for body in bodies]


@pytest.mark.parametrize("code", ["BNS", "E08000038", "E08000016", "bns", " e08000016 "])
def test_finds_a_recoded_council_by_old_and_new_codes(code: str) -> None:
    assert council_by_code(code).name == "Barnsley"


@pytest.mark.parametrize("code", ["", "NOBODY", "E99999999", "\0", "ＢＮＳ", "B" * 100_000])
def test_refuses_a_code_nobody_has(code: str) -> None:
    with pytest.raises(UnknownCouncil):
        council_by_code(code)


def test_finds_the_body_that_stands_for_one_that_ended() -> None:
    assert council_by_code("E07000166").name == "Richmondshire"
    assert council_by_code("E07000166", standing_on=TODAY).name == "North Yorkshire"
    assert council_by_code("E07000166", standing_on=date(2023, 3, 31)).name == "Richmondshire"


def test_follows_a_chain_of_successions() -> None:
    taunton_deane = council_by_code("TAU")
    assert names(successors_of(taunton_deane, date(2018, 6, 1))) == ["Taunton Deane"]
    assert names(successors_of(taunton_deane, date(2020, 6, 1))) == ["Somerset West and Taunton"]
    assert names(successors_of(taunton_deane, TODAY)) == ["Somerset"]


def test_refuses_to_choose_between_the_heirs_of_a_split() -> None:
    surrey = council_by_code("SRY", standing_on=LAST_DAY)
    assert surrey.name == "Surrey"
    with pytest.raises(CouncilSplit) as refused:
        council_by_code("SRY", standing_on=FIRST_DAY)
    assert "East Surrey, West Surrey" in str(refused.value)


def test_surreys_twelve_end_the_day_before_two_begin() -> None:
    ending = Organisation.objects.filter(ends_on=LAST_DAY)
    assert ending.count() == 12
    assert {each.status_on(LAST_DAY) for each in ending} == {"current"}
    assert {each.status_on(FIRST_DAY) for each in ending} == {"abolished"}
    east = council_by_code("EAST-SURREY")
    assert [east.status_on(LAST_DAY), east.status_on(FIRST_DAY)] == ["future", "current"]


@pytest.mark.parametrize("day", [date(2014, 1, 1), TODAY, LAST_DAY, FIRST_DAY])
@pytest.mark.parametrize("status", ["current", "future", "abolished"])
def test_the_status_filter_and_the_status_of_a_body_agree(status: str, day: date) -> None:
    filtered = {body.pk for body in councils(day=day, status=status)}
    assert filtered == {body.pk for body in Organisation.objects.all() if body.status_on(day) == status}


def test_filters_by_place_type_and_words() -> None:
    assert councils(day=TODAY, nation="Wales", status="current").count() == 22
    assert names(list(councils(day=TODAY, region="London", type="city_corporation"))) == ["City of London"]
    assert names(list(councils(day=TODAY, q="richmondsh"))) == ["Richmondshire"]
    assert names(list(councils(day=TODAY, q="e08000016"))) == ["Barnsley"]
    assert not councils(day=TODAY, status="no such status").exists()
    assert not councils(day=TODAY, among=[]).exists()


def test_finds_a_council_by_its_address() -> None:
    assert council_by_slug("dorset").type == "unitary"
    assert council_by_slug("dorset-county-to-2019").type == "county"
    with pytest.raises(UnknownCouncil):
        council_by_slug("nowhere")


@pytest.mark.parametrize(
    "email", ["ada@leeds.gov.uk", "ADA@LEEDS.GOV.UK", " ada+pool@leeds.gov.uk ", "a.b-c_d@leeds.gov.uk"]
)
def test_knows_a_council_by_its_exact_domain(email: str) -> None:
    assert names(councils_at_domain(email, TODAY)) == ["Leeds"]


@pytest.mark.parametrize(
    "email",
    [
        "ada@mail.leeds.gov.uk",
        "ada@xleeds.gov.uk",
        "ada@leeds.gov.uk.example.com",
        "ada@leeds.gov.uk.",
        "ada@gov.uk",
        "ada@leеds.gov.uk",
        "ada@ｌｅｅｄｓ.gov.uk",
        "ada@leeds。gov.uk",
        "ada@xn--leds-tdd.gov.uk",
        "ada@evil.com@leeds.gov.uk",
        "ada@leeds.gov.uk\0",
        "ada@leeds.gov.uk\n.evil.com",
        "a da@leeds.gov.uk",
        "@leeds.gov.uk",
        "leeds.gov.uk",
        "ada@",
        "",
        "a" * 100_000 + "@leeds.gov.uk",
    ],
)
def test_knows_nobody_by_a_domain_that_only_looks_alike(email: str) -> None:
    assert councils_at_domain(email, TODAY) == []


def test_a_shared_domain_answers_with_every_council_at_it() -> None:
    assert names(councils_at_domain("ada@adur-worthing.gov.uk", TODAY)) == ["Adur", "Worthing"]


def test_the_domain_of_a_council_that_ended_answers_with_those_that_took_over() -> None:
    assert names(councils_at_domain("ada@cravendc.gov.uk", TODAY)) == ["North Yorkshire"]


def test_a_domain_is_read_without_the_mailbox() -> None:
    assert domain_of("Ada+x@Leeds.GOV.uk") == "leeds.gov.uk"
    assert domain_of("ada@-leeds.gov.uk") is None


def test_names_a_function_by_id_or_label() -> None:
    assert function_named("3").label == "Benefits"
    assert function_named("benefits").pk == "3"
    assert function_named(" Running the council ").pk == "running-the-council"


def test_refuses_a_label_that_two_functions_have() -> None:
    with pytest.raises(AmbiguousFunction) as refused:
        function_named("Utilities")
    assert "41 (Environmental protection)" in str(refused.value)
    assert refused.value.status == 422
    assert function_named("92").label == "Utilities"


@pytest.mark.parametrize("text", ["", "  ", "\0", "no such function", "x" * 100_000])
def test_refuses_a_function_nobody_knows(text: str) -> None:
    with pytest.raises(UnknownFunction):
        function_named(text)


def test_lists_parents_before_their_parts() -> None:
    listed = functions()
    places = {function.pk: place for place, function in enumerate(listed)}
    assert all(places[each.parent_id] < places[each.pk] for each in listed if each.parent_id)
