"""Every page says no the same way, and keeps what was typed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from commonpool.access import NETWORK, Actor, Right
from commonpool.access.actor import FreshCodeNeeded, StepUpNeeded
from commonpool.identity.models import Person
from commonpool.kernel.refusals import Conflict, Forbidden, NotFound, Refusal
from commonpool.web.doors import navigation
from commonpool.web.look.fields import HoursField, TextField
from commonpool.web.look.forms import PageForm
from commonpool.web.pages import PUBLIC, SIGNED_IN, page, refused, show

NOBODY = Actor(person_id=None)
OFFICER = Actor(person_id=1, rights={7: frozenset({Right.SEARCH_POOL})})
STEWARD = Actor(person_id=2, rights={NETWORK: frozenset({Right.RUN_DESK})})

pytestmark = pytest.mark.urls("tests.web.sample_urls")


def asked(
    actor: Actor, method: str = "get", data: dict[str, Any] | None = None, to: str = "/people/?q=a"
) -> Any:
    request: Any = (
        getattr(RequestFactory(), method)(to, data or {}) if data else getattr(RequestFactory(), method)(to)
    )
    request.actor = actor
    request.session = {}
    request.user = AnonymousUser() if actor.person_id is None else Person(name="Asha Rao")
    return request


def view(right: Any, raising: Exception | None = None, **options: Any) -> Callable[..., HttpResponse]:
    @page(right=right, **options)
    def shown(request: HttpRequest) -> HttpResponse:
        if raising:
            raise raising
        return HttpResponse("shown")

    return shown


def test_declares_its_right() -> None:
    assert view(Right.SEARCH_POOL).right is Right.SEARCH_POOL  # type: ignore[attr-defined]


@pytest.mark.parametrize("right", [SIGNED_IN, Right.SEARCH_POOL, (Right.SEARCH_POOL, Right.RUN_DESK)])
def test_sends_nobody_to_sign_in_and_back(right: Any) -> None:
    answer = view(right)(asked(NOBODY))
    assert answer.status_code == 302
    assert answer["Location"] == "/sign-in/?next=/people/%3Fq%3Da"


def test_shows_a_public_page_to_nobody() -> None:
    answer = view(PUBLIC)(asked(NOBODY))
    assert answer.status_code == 200
    assert "Cache-Control" not in answer


@pytest.mark.parametrize("right", [Right.RUN_DESK, (Right.RUN_DESK, Right.SEE_MONEY)])
def test_refuses_a_right_held_nowhere(right: Any) -> None:
    with pytest.raises(PermissionDenied):
        view(right)(asked(OFFICER))


@pytest.mark.parametrize("right", [SIGNED_IN, Right.SEARCH_POOL, (Right.RUN_DESK, Right.SEARCH_POOL)])
def test_shows_a_page_to_who_may_see_it_and_lets_nobody_keep_it(right: Any) -> None:
    answer = view(right)(asked(OFFICER))
    assert answer.content == b"shown"
    assert answer["Cache-Control"] == "private, no-store"


def test_asks_for_a_name_before_anything_else() -> None:
    request = asked(OFFICER)
    request.user = Person(email="asha@example.org")
    answer = view(SIGNED_IN)(request)
    assert (answer.status_code, answer["Location"]) == (302, "/account/details/?next=/people/%3Fq%3Da")
    assert view(SIGNED_IN, nameless=True)(request).content == b"shown"


def test_refuses_a_method_nobody_asked_for() -> None:
    assert view(PUBLIC, methods=("GET",))(asked(NOBODY, "post")).status_code == 405
    assert view(PUBLIC)(asked(NOBODY, "delete")).status_code == 405


def test_answers_head_only_where_it_answers_get_and_options_by_itself() -> None:
    def never(request: HttpRequest) -> HttpResponse:
        raise AssertionError("the view ran")

    posts = page(right=PUBLIC, methods=("POST",))(never)
    assert posts(asked(NOBODY, "head")).status_code == 405
    assert posts(asked(NOBODY, "options"))["Allow"] == "POST, OPTIONS"
    assert view(PUBLIC)(asked(NOBODY, "head")).status_code == 200
    assert view(PUBLIC)(asked(NOBODY, "options"))["Allow"] == "GET, POST, HEAD, OPTIONS"


def test_what_is_not_the_actors_is_not_found() -> None:
    with pytest.raises(Http404):
        view(SIGNED_IN, NotFound())(asked(OFFICER))


def test_what_is_forbidden_is_403() -> None:
    with pytest.raises(PermissionDenied):
        view(SIGNED_IN, Forbidden())(asked(OFFICER))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("refusal", "way"),
    [(StepUpNeeded(), b"/security/"), (FreshCodeNeeded(mailbox="asha@example.org"), b"/code-again/")],
)
def test_asks_for_the_proof_that_is_missing(refusal: Refusal, way: bytes) -> None:
    answer = view(SIGNED_IN, refusal)(asked(OFFICER))
    assert answer.status_code == 403
    assert way in answer.content
    assert way == b"/security/" or b"?next=%2Fgo-on%2F%3Fnext%3D%252Fpeople" in answer.content


def test_shows_the_sentence_of_any_other_refusal() -> None:
    answer = view(SIGNED_IN, Conflict("The <week> is taken."))(asked(OFFICER))
    assert answer.status_code == 409
    assert b"The &lt;week&gt; is taken." in answer.content


class Ask(PageForm):
    purpose = TextField(label="What for?")
    hours = HoursField(label="Hours")


@pytest.mark.parametrize(
    ("field", "link"), [("hours", 'href="#id_hours"'), ("elsewhere", "Too many."), (None, "Too many.")]
)
def test_a_refusal_stands_beside_its_field_or_at_the_top(field: str | None, link: str) -> None:
    request = asked(OFFICER, "post", {"purpose": "A <plan>", "hours": "2.5"})
    form = Ask(request.POST)
    assert form.is_valid()
    refused(form, Refusal("Too many.", field=field))
    answer = show(request, "look/fields.html", form=form)
    page_of_it = show(request, "base.html", {"form": form}).content.decode()
    assert answer.status_code == 422
    assert 'value="2.5"' in answer.content.decode()
    assert 'value="A &lt;plan&gt;"' in answer.content.decode()
    assert link in page_of_it
    assert "<title>Error: " in page_of_it


def test_a_page_without_errors_is_200() -> None:
    assert show(asked(OFFICER), "base.html", {"form": Ask()}).status_code == 200


def doors_of(actor: Actor, path: str = "/people/listing/") -> list[tuple[Any, Any]]:
    shown: Any = navigation(asked(actor, to=path))["doors"]
    return [(door["href"], door["active"]) for door in shown]


def test_shows_the_doors_that_have_something_behind_them() -> None:
    assert doors_of(NOBODY) == []
    assert doors_of(OFFICER) == [("/home/", False), ("/people/", True)]
    assert doors_of(STEWARD)[-1] == ("/desk/", False)


def test_shows_the_pages_behind_the_open_door_only() -> None:
    inside: Any = navigation(asked(OFFICER, to="/people/listing/"))["inside"]
    assert [(link["href"], link["active"]) for link in inside] == [
        ("/people/", False),
        ("/people/listing/", True),
    ]
    assert navigation(asked(OFFICER, to="/home/"))["inside"] == []
