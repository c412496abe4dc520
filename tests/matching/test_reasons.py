"""Why a result is there, and what a card has place for."""

import pytest

from commonpool.matching.queries import search
from commonpool.matching.queries.done import MARK, UNMARK
from commonpool.matching.rules import Wanted
from commonpool.people.models import Skill
from tests.factories.experience import did
from tests.factories.listings import listed_officer
from tests.factories.people import NOW

pytestmark = pytest.mark.django_db


def first_reasons(looking, words):
    """The kinds of the reasons that a card shows of the first result, and who confirmed."""
    reasons = search(looking, Wanted(words=words), NOW).hits[0].reasons[:4]
    return [each.kind for each in reasons], {each.by for each in reasons} - {""}


def test_who_confirmed_is_told_before_skills_and_functions(home, looking):
    skills = [
        str(pk) for pk in Skill.objects.filter(name__icontains="content").values_list("pk", flat=True)[:3]
    ]
    officer = listed_officer(
        home, headline="Content design", skill_ids=skills, function_ids=["3", "digital", "communications"]
    )
    did(officer, "Wrote the benefits pages", confirmed=True)
    kinds, by = first_reasons(looking, "benefits content design")
    assert (kinds[0], by) == ("confirmed", {officer.approver.name})
    assert "skill" in kinds


def test_who_confirmed_is_told_where_more_answers_in_their_own_words(home, looking):
    officer = listed_officer(home, headline="Taxes")
    for year in range(3):
        did(officer, f"Collected council tax in year {year}")
    did(officer, "Paid the tax of our vehicles", confirmed=True)
    assert first_reasons(looking, "council tax") == (
        ["words", "confirmed", "words", "words"],
        {officer.approver.name},
    )


def test_of_several_words_only_those_are_marked_that_stand_together(home, looking):
    """The vocabulary puts "bin day" beside missed bins: of itself, three days are none."""
    did(listed_officer(home), "In three days, missed bins came back")
    (hit,) = search(looking, Wanted(words="missed bins"), NOW).hits
    assert f"In three days, {MARK}missed{UNMARK} {MARK}bins{UNMARK} came back" in hit.reasons[0].text


def test_who_is_found_by_what_they_did_in_a_function_is_shown_with_it(home, looking):
    listed_officer(home, headline="Council tax")
    did(listed_officer(home, headline="Anything"), "Kept the books straight", "56", confirmed=True)
    did(listed_officer(home, headline="Nothing"), "Wrote many letters", "56")
    hits = search(looking, Wanted(words="CTAX"), NOW).hits[1:]
    assert sorted(reason.kind for hit in hits for reason in hit.reasons) == ["confirmed", "words"]


def test_who_is_found_by_name_is_shown_with_it(home, looking):
    officer = listed_officer(home, headline="Council tax")
    for typed in (officer.person.name, officer.person.name.split()[-1]):
        (hit,) = search(looking, Wanted(words=typed), NOW).hits
        assert [(reason.kind, reason.text) for reason in hit.reasons] == [("name", officer.person.name)]


def test_a_function_takes_in_its_parts(home, looking):
    """99 is planning and building control; 102 a part of it, 56 of something else."""
    offers = listed_officer(home, headline="Banjos", function_ids=["102"])
    did(claims := listed_officer(home, headline="Kazoos"), "Wrote many letters", "102", confirmed=True)
    listed_officer(home, headline="Zithers", function_ids=["56"])
    for words in ("", "banjos kazoos zithers"):
        hits = {
            hit.reference: hit.reasons
            for hit in search(looking, Wanted(words=words, function_id="99"), NOW).hits
        }
        assert hits.keys() == {offers.reference, claims.reference}, words
    assert [reason.kind for reason in hits[offers.reference]] == ["function"]
    assert [reason.kind for reason in hits[claims.reference]] == ["confirmed"]
