"""Who takes the place of a council that ends before a booking does, and from which day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from commonpool.kernel.words import day


@dataclass(frozen=True)
class Side:
    """One side of a booking: `gone_on`, its council's last day once that is set; `heirs`, who follows, by name."""

    of_home: bool
    gone_on: date | None
    heirs: tuple[str, ...]


@dataclass(frozen=True)
class Followed:
    """From this day (UK) one of these councils is the home or the host."""

    of_home: bool
    on: date
    names: tuple[str, ...]

    @property
    def words(self) -> str:
        facts = {"day": day(self.on), "council": self.names[0], "councils": ", ".join(self.names)}
        if len(self.names) > 1 and self.of_home:
            return _(
                "From {day} the home council is one of these, where the officer goes: {councils}."
            ).format(**facts)
        if len(self.names) > 1:
            return _(
                "From {day} the host is one of these, as the network’s stewards say: {councils}."
            ).format(**facts)
        if self.of_home:
            return _("From {day} the home council is {council}. Terms and price stay.").format(**facts)
        return _("From {day} the host is {council}. Terms and price stay.").format(**facts)


def followed(home: Side, host: Side, last_day: date) -> Iterator[Followed]:
    """The sides of a booking, whose last day this is, that go to others before it is over."""
    for side in (home, host):
        if side.gone_on and side.gone_on < last_day and side.heirs:
            yield Followed(side.of_home, side.gone_on + timedelta(days=1), side.heirs)
