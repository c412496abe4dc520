"""How officers are paid for what they worked: payroll files, and hours that come back as time."""

from datetime import date, datetime

from commonpool.demonstration.cast import Cast
from commonpool.demonstration.diary import Diary
from commonpool.demonstration.joining import BEGINNING
from commonpool.demonstration.money import CUT_OFF_DAY, PAYROLLS
from commonpool.demonstration.reading import councils, officers
from commonpool.kernel import months
from commonpool.kernel.clock import london_date, london_instant
from commonpool.payroll import operations as payroll
from commonpool.payroll import queries
from commonpool.payroll.models import TimeTaken
from commonpool.payroll.rules import periods

TAKES_TIME = "Aaliyah Hussain"
"""Her hours come back as time: she had an hour of it, and asks for another."""


class Paydays:
    """The payroll files of the first council, each after its cut-off day; those of the second wait for its finance."""

    def __init__(self, diary: Diary, cast: Cast) -> None:
        self.diary, self.cast = diary, cast

    def plan(self) -> None:
        """Enters it all in the diary."""
        for period in self._due():
            at = london_instant(london_date(periods.cut_off(period, CUT_OFF_DAY)), 10)
            self.diary.on(at, self.export, PAYROLLS[0], period)
        self.diary.on(self.diary.instant(-5, 1, 9, 50), self.take_time, TAKES_TIME)
        self.diary.on(self.diary.instant(-5, 2, 9, 50), self.agree_time, TAKES_TIME)
        self.diary.on(self.diary.recently(2), self.take_time, TAKES_TIME)

    def _due(self) -> list[date]:
        """The periods whose cut-off day is over."""
        period, found = months.after(self.diary.monday(BEGINNING).replace(day=1)), []
        while periods.cut_off(period, CUT_OFF_DAY) <= self.diary.now:
            found.append(period)
            period = months.after(period)
        return found

    def export(self, code: str, period: date, at: datetime) -> None:
        actor, place = self.cast.actor(councils()[code].staff[8], at), self.cast.places[code].pk
        if queries.preview(actor, place, period, at).lines:
            payroll.export_payroll(actor=actor, organisation_id=place, period=period, at=at)

    def take_time(self, name: str, at: datetime) -> None:
        payroll.record_time_taken(
            actor=self.cast.actor(name, at),
            employment_id=self.cast.employments[name].pk,
            on=london_date(at),
            minutes=60,
            at=at,
        )

    def agree_time(self, name: str, at: datetime) -> None:
        taken = TimeTaken.objects.get(account__employment=self.cast.employments[name])
        approver = councils()[officers()[name].council].staff[3 + len(name) % 2]
        payroll.agree_time_taken(actor=self.cast.actor(approver, at), taken_id=taken.pk, at=at)
