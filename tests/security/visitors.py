"""A browser for everybody of the world, and a program with a token of theirs."""

from django.test import Client

from commonpool.identity.models import Person
from commonpool.identity.operations import make_token
from commonpool.kernel.clock import now
from commonpool.web.middleware import SEEN_AT
from tests.factories.hours import FRIDAY
from tests.factories.people import actor
from tests.factories.signed_in import signed_in


class Visitors:
    """A browser for everybody, made when first asked for. `None` is somebody who has not signed in."""

    def __init__(self) -> None:
        self._clients: dict[int, Client] = {}
        self.anonymous = Client(raise_request_exception=False)

    def __call__(self, person: Person | None) -> Client:
        if person is None:
            return self.anonymous
        if person.pk not in self._clients:
            self._clients[person.pk] = _here_already(signed_in(person))
        return self._clients[person.pk]


def _here_already(client: Client) -> Client:
    """Whoever comes for the first time is noted in the session: undone, each of their pages would be the first."""
    client.raise_request_exception = False
    session = client.session
    session[SEEN_AT] = now().timestamp()
    session.save()
    return client


def program_of(person: Person, *, may_decide: bool = True) -> dict[str, str]:
    """The headers of a program with a token of theirs, which has been used today: the first use notes that."""
    _token, secret = make_token(actor=actor(person), label="test", may_decide=may_decide, at=FRIDAY)
    headers = {"authorization": f"Bearer {secret}"}
    assert Client(headers=headers).get("/api/v1/me").status_code == 200
    return headers
