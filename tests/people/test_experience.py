"""In their words, until somebody who knows ticks it."""

from datetime import timedelta

import pytest

from commonpool.access import Role
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.people import queries
from commonpool.people.models import SkillSuggestion
from commonpool.people.operations import (
    ExperienceAnswered,
    ExperienceWithdrawnAlready,
    FinishedYearWrong,
    NothingSaid,
    NotYourOwn,
    SaidAgain,
    SkillMissing,
    WhyNotConfirmed,
    confirm_experience,
    refuse_experience,
    say_experience,
    suggest_skill,
    withdraw_experience,
)
from tests.factories import NOW, actor, make_employment, make_organisation, make_person, make_role
from tests.factories.letters import post, whole, words, written

pytestmark = pytest.mark.django_db

WORDS = "Moved 40,000 council tax accounts to a new system"


def test_is_known_at_once_in_their_words() -> None:
    job = make_employment(make_organisation())
    said = say_experience(
        actor=actor(job.person), words=f" {WORDS} ", employment_id=job.pk, finished_in=2025, at=NOW
    )
    (found,) = queries.experience_of(job.person_id)
    assert (found, found.words, found.confirmed_at) == (said, WORDS, None)


def test_a_managers_tick_confirms_it_once() -> None:
    council = make_organisation()
    job = make_employment(council)
    said = say_experience(actor=actor(job.person), words=WORDS, at=NOW)
    manager, second = make_role(council, Role.APPROVER), make_role(council, Role.APPROVER)
    confirm_experience(actor=actor(manager), experience_ids=[said.pk], at=NOW)
    later = NOW + timedelta(days=1)
    confirm_experience(actor=actor(second, at=later), experience_ids=[said.pk], at=later)
    said.refresh_from_db()
    assert (said.confirmed_at, said.confirmed_by) == (NOW, manager)


def test_confirmed_comes_before_unconfirmed() -> None:
    council = make_organisation()
    job = make_employment(council)
    first = say_experience(actor=actor(job.person), words="Ran a festival", at=NOW)
    say_experience(actor=actor(job.person), words="Ran a library", at=NOW + timedelta(minutes=1))
    confirm_experience(actor=actor(make_role(council, Role.APPROVER)), experience_ids=[first.pk], at=NOW)
    assert [each.words for each in queries.experience_of(job.person_id)] == [
        "Ran a festival",
        "Ran a library",
    ]


def test_refuses_empty_words() -> None:
    job = make_employment(make_organisation())
    with pytest.raises(NothingSaid):
        say_experience(actor=actor(job.person), words=" ", at=NOW)
    with pytest.raises(SkillMissing):
        suggest_skill(actor=actor(job.person), text=" ", at=NOW)


def test_what_is_taken_back_is_found_and_confirmed_no_more() -> None:
    council = make_organisation()
    job = make_employment(council)
    said = say_experience(actor=actor(job.person), words=WORDS, at=NOW)
    withdraw_experience(actor=actor(job.person), experience_id=said.pk, at=NOW)
    assert not queries.experience_of(job.person_id)
    with pytest.raises(ExperienceWithdrawnAlready):
        confirm_experience(actor=actor(make_role(council, Role.APPROVER)), experience_ids=[said.pk], at=NOW)


def test_not_confirmed_it_stays_in_their_words_unless_it_was_not_so() -> None:
    council = make_organisation()
    job, manager = make_employment(council), make_role(council, Role.APPROVER)
    mine = actor(job.person)
    for reason, stays in (("not_known", True), ("not_so", False)):
        said = say_experience(actor=mine, words=f"Ran it: {reason}", at=NOW)
        for _twice in range(2):
            refuse_experience(actor=actor(manager), experience_id=said.pk, reason=reason, at=NOW)
        assert (said in queries.experience_of(job.person_id)) is stays
        assert said in queries.my_experience(mine)
        with pytest.raises(SaidAgain):
            say_experience(actor=mine, words=f"ran it: {reason}", at=NOW)
        text = whole(written("experience_refused", post())[-1])
        assert text.startswith(f"{manager} did not confirm")
        assert ("It stays on your page" in text) is stays
        assert ("Nobody else reads it any more" in text) is not stays
        assert said.words not in text
    confirm_experience(actor=actor(manager), experience_ids=[said.pk], at=NOW)
    assert said in queries.experience_of(job.person_id)
    assert not queries.experience_of(job.person_id).filter(refused_reason="not_so")
    (letter,) = written("experience_confirmed", post())
    assert letter.person == job.person
    assert words(letter).subject == f"{manager} has confirmed what you have done"
    with pytest.raises(ExperienceAnswered):
        refuse_experience(actor=actor(manager), experience_id=said.pk, reason="not_so", at=NOW)


def test_refuses_a_year_to_come_or_long_past() -> None:
    job = make_employment(make_organisation())
    for year in (NOW.year + 1, 1959):
        with pytest.raises(FinishedYearWrong) as no:
            say_experience(actor=actor(job.person), words=WORDS, finished_in=year, at=NOW)
        assert str(no.value) == f"Enter a year from 1960 to {NOW.year}, like {NOW.year}."
    say_experience(actor=actor(job.person), words=WORDS, finished_in=NOW.year, at=NOW)


def test_nobody_confirms_their_own() -> None:
    council = make_organisation()
    manager = make_role(council, Role.APPROVER)
    said = say_experience(actor=actor(manager), words=WORDS, at=NOW)
    with pytest.raises(NotYourOwn):
        confirm_experience(actor=actor(manager), experience_ids=[said.pk], at=NOW)
    with pytest.raises(NotYourOwn):
        refuse_experience(actor=actor(manager), experience_id=said.pk, reason="not_so", at=NOW)


def test_refuses_others() -> None:
    council = make_organisation()
    job = make_employment(council)
    said = say_experience(actor=actor(job.person), words=WORDS, at=NOW)
    colleague = make_role(council, Role.HR)
    elsewhere = make_role(make_organisation(), Role.APPROVER)
    for other in (colleague, elsewhere):
        with pytest.raises(NotFound):
            confirm_experience(actor=actor(other), experience_ids=[said.pk], at=NOW)
        with pytest.raises(NotFound):
            refuse_experience(actor=actor(other), experience_id=said.pk, reason="not_so", at=NOW)
        with pytest.raises(WhyNotConfirmed):
            refuse_experience(actor=actor(other), experience_id=said.pk, reason="ill", at=NOW)
        with pytest.raises(NotFound):
            withdraw_experience(actor=actor(other), experience_id=said.pk, at=NOW)
        with pytest.raises(NotFound):
            say_experience(actor=actor(other), words=WORDS, employment_id=job.pk, at=NOW)


def test_a_missing_skill_is_suggested() -> None:
    job = make_employment(make_organisation())
    suggest_skill(actor=actor(job.person), text=" Falconry ", at=NOW)
    assert SkillSuggestion.objects.get().text == "Falconry"


def test_refuses_somebody_who_works_nowhere() -> None:
    nobody = actor(make_person())
    with pytest.raises(Forbidden):
        say_experience(actor=nobody, words=WORDS, at=NOW)
    with pytest.raises(Forbidden):
        suggest_skill(actor=nobody, text="Falconry", at=NOW)
