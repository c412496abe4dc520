"""Pieces of work of councils, and who says that they took part in them."""

from datetime import date

from commonpool.identity.models import Person
from commonpool.organisations.models import Organisation
from commonpool.people.models import Participation, PieceOfWork
from commonpool.people.operations import claim_role, confirm_participation, write_work
from commonpool.people.queries import claim_sha256
from tests.factories.people import NOW, actor, make_employment

BEGAN = date(2025, 3, 3)


def make_work(
    organisation: Organisation,
    title: str = "Moved council tax to a new system",
    *,
    by: Person | None = None,
    what_was_done: str = "Rehearsed the move three times, then moved 40,000 accounts in a weekend.",
    function_id: str | None = None,
    **said: object,
) -> PieceOfWork:
    """Somebody who works there (a new colleague, unless given) has written it down."""
    return write_work(
        actor=actor(by or make_employment(organisation).person),
        organisation_id=organisation.pk,
        title=title,
        what_was_done=what_was_done,
        function_id=function_id,
        starts_on=BEGAN,
        at=NOW,
        **said,
    )


def took_part(
    person: Person, work: PieceOfWork, role: str = "Led the testing", *, confirmed_by: Person | None = None
) -> Participation:
    """The person says so; where somebody is named, they confirm it for the council."""
    claim = claim_role(actor=actor(person), reference=work.reference, role=role, from_on=BEGAN, at=NOW)
    if confirmed_by is not None:
        confirmed(claim, confirmed_by)
    return claim


def confirmed(claim: Participation, by: Person) -> None:
    """They confirm it for the council, as it stands."""
    claim.refresh_from_db()
    shown = claim_sha256(claim)
    confirm_participation(actor=actor(by), participation_id=claim.pk, claim_sha256=shown, at=NOW)
    claim.refresh_from_db()
