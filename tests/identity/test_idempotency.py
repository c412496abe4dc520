"""The same request twice: done once, answered twice."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from commonpool.identity.models import IdempotencyKey, Person
from commonpool.identity.operations import (
    Answer,
    KeyReused,
    KeyStillRunning,
    answer_once,
    forget_old_answers,
    register_person,
)
from commonpool.kernel.refusals import Refusal
from tests.factories import NOW, actor, make_person

ASKED: dict[str, Any] = {"key": "k1", "route": "POST bookings", "body": '{"officer": "L-1"}', "at": NOW}


class Counting:
    """Something that must happen once."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> tuple[int, str]:
        self.times += 1
        return 201, f"B-{self.times}"


@pytest.mark.django_db
def test_the_second_time_gives_the_first_answer() -> None:
    caller, do = actor(make_person()), Counting()
    first = answer_once(actor=caller, do=do, **ASKED)
    second = answer_once(actor=caller, do=do, **ASKED)
    assert first == Answer(201, "B-1")
    assert second == Answer(201, "B-1", repeated=True)
    assert do.times == 1


@pytest.mark.django_db
def test_another_callers_same_key_is_another_key() -> None:
    do = Counting()
    answer_once(actor=actor(make_person()), do=do, **ASKED)
    answer_once(actor=actor(make_person()), do=do, **ASKED)
    assert do.times == 2


@pytest.mark.django_db
@pytest.mark.parametrize("other", [{"body": "{}"}, {"route": "POST calls"}])
def test_refuses_the_key_with_another_request(other: dict[str, str]) -> None:
    caller, do = actor(make_person()), Counting()
    answer_once(actor=caller, do=do, **ASKED)
    with pytest.raises(KeyReused) as refusal:
        answer_once(actor=caller, do=do, **{**ASKED, **other})
    assert refusal.value.status == 422
    assert do.times == 1


@pytest.mark.django_db
def test_a_refusal_is_not_kept_and_leaves_nothing_behind() -> None:
    caller, do = actor(make_person()), Counting()

    def refuse() -> tuple[int, str]:
        register_person(actor=caller, email="half-done@example.org", at=NOW)
        raise Refusal

    with pytest.raises(Refusal):
        answer_once(actor=caller, do=refuse, **ASKED)
    assert not Person.objects.filter(email="half-done@example.org").exists()
    assert not IdempotencyKey.objects.exists()
    assert answer_once(actor=caller, do=do, **ASKED).status == 201


@pytest.mark.django_db(transaction=True)
def test_refuses_while_the_first_is_running() -> None:
    caller = actor(make_person())
    running, finish = threading.Event(), threading.Event()

    def slowly() -> tuple[int, str]:
        running.set()
        finish.wait(10)
        return 201, ""

    def first() -> None:
        try:
            answer_once(actor=caller, do=slowly, **ASKED)
        finally:
            connection.close()

    thread = threading.Thread(target=first)
    thread.start()
    try:
        assert running.wait(10)
        with pytest.raises(KeyStillRunning) as refusal:
            answer_once(actor=caller, do=Counting(), **ASKED)
        assert refusal.value.status == 409
    finally:
        finish.set()
        thread.join(10)
    assert answer_once(actor=caller, do=Counting(), **ASKED).repeated


@pytest.mark.django_db
def test_answers_are_forgotten_after_a_day() -> None:
    caller = actor(make_person())
    answer_once(actor=caller, do=Counting(), **ASKED)
    assert forget_old_answers(actor=caller, at=NOW + timedelta(days=1)) == 0
    assert forget_old_answers(actor=caller, at=NOW + timedelta(days=2)) == 1
