"""What is said of what an officer needs: ready, ended, an hour lost."""

from pydantic import Field

from commonpool.api.shapes.bookings import Need, Sent, WeekSent
from commonpool.api.shapes.values import ADay, Line, Week


class ReadySent(Sent):
    """`induction`: an account or a visit is ready only where the risks are looked at and the officer is told of them.

    `what_data`, `whose`, `why`, `kept_until`: the processing of documents with personal data.
    """

    needs: list[Need] = Field(min_length=1, max_length=3)
    induction: bool = Field(default=False, strict=True)
    what_data: Line = ""
    whose: Line = ""
    why: Line = ""
    kept_until: ADay | None = None


class RemovedSent(Sent):
    needs: list[Need] = Field(min_length=1, max_length=3)


class WeeksSent(Sent):
    """All the weeks still to be worked, as home would have them."""

    weeks: list[WeekSent] = Field(min_length=1, max_length=53)


class ProposalSent(Sent):
    """Which proposal is answered: the number that the booking showed."""

    proposal: int = Field(ge=1, le=2**31 - 1, strict=True)


class LostSent(Sent):
    """`because_late`: these hours were lost because the host was late, and for no other reason."""

    weeks: list[Week] = Field(min_length=1, max_length=53)
    because_late: bool = Field(default=False, strict=True)
