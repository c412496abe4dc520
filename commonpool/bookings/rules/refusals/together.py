"""Why several officers cannot be asked for together."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from commonpool.bookings.rules.refusals.ruled import Ruled
from commonpool.kernel import words
from commonpool.kernel.refusals import Conflict


class TeamWrong(Ruled):
    """Nobody is in the team, too many are, or somebody twice (`team_wrong`)."""

    code = rule = "team_wrong"
    message = _("A team is of one to eighteen officers, each named once.")
    field = "members"


class TeamTaken(Ruled, Conflict):
    """Weeks of some officers are held by somebody else (`team_taken`); `taken`: listing, Monday, minutes free."""

    code = rule = "team_taken"
    message = _("Nobody was asked, because not all of these hours are free any more: {weeks}.")
    field = "members"

    def __init__(self, taken: list[tuple[str, date, int]], names: Mapping[str, str]) -> None:
        self.taken = taken
        named = "; ".join(
            f"{names.get(officer, officer)}, {words.week_of(monday)}" for officer, monday, _free in taken
        )
        super().__init__(weeks=named)


class MemberRefused(Ruled):
    """One of the officers cannot be asked, so nobody is: the code, rule and source are those of why."""

    message = _("{name}: {why}")

    def __init__(self, why: Ruled, officer: str, name: str) -> None:
        self.code, self.rule, self.source, self.status = why.code, why.rule, why.source, why.status
        self.officer = officer
        shared = why.field in ("purpose", "function", "needs", "contact", "ready_by", "purchase_order")
        super().__init__(field=why.field if shared else "members", name=name or officer, why=str(why))
