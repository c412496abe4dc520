"""How a council gives time back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from commonpool.agreements.models import PayTable

HOUR_FOR_HOUR = 100


@dataclass(frozen=True)
class TimeBackTerms:
    """How a council gives time back, by day: its pay tables, the newest first. None said: hour for hour, no limits."""

    tables: Sequence[PayTable]

    def _on(self, day: date) -> PayTable | None:
        held = (each for each in self.tables if each.effective_from <= day)
        return next(held, self.tables[-1] if self.tables else None)

    def rate_on(self, day: date) -> int:
        """Minutes of time back for a hundred minutes worked on that day."""
        table = self._on(day)
        return table.toil_rate if table else HOUR_FOR_HOUR

    def lapses_on(self, day: date) -> date | None:
        """The last day on which what was earned that day can be taken."""
        table = self._on(day)
        return day + timedelta(days=table.toil_expiry_days) if table and table.toil_expiry_days else None

    def cap_minutes_on(self, day: date) -> int | None:
        """How much may be saved up."""
        table = self._on(day)
        return table.toil_cap_hours * 60 if table and table.toil_cap_hours else None


def time_back_terms(organisation_id: int) -> TimeBackTerms:
    """How a council gives time back. One SQL query."""
    tables = PayTable.objects.filter(organisation_id=organisation_id).order_by("-effective_from", "-pk")
    return TimeBackTerms(list(tables))
