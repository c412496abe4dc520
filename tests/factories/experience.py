"""What officers say they have done, and what their managers tick of it."""

from commonpool.people.models import Experience
from commonpool.people.operations import confirm_experience, say_experience
from tests.factories.listings import Listed
from tests.factories.people import NOW, actor


def did(
    officer: Listed,
    words: str,
    function_id: str | None = None,
    *,
    finished_in: int | None = None,
    confirmed: bool = False,
) -> Experience:
    """The officer says they have done it; where it is confirmed, the manager who allowed the listing ticks it."""
    said = say_experience(
        actor=actor(officer.person), words=words, function_id=function_id, finished_in=finished_in, at=NOW
    )
    if confirmed:
        confirm_experience(actor=actor(officer.approver), experience_ids=[said.pk], at=NOW)
    return said
