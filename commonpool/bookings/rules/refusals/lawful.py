"""What the law refuses, each in words of its own where it has any."""

from django.utils.translation import gettext_lazy as _

from commonpool.bookings.rules.refusals.ruled import Ruled


class AgainstTheLaw(Ruled):
    """A rule of law forbids it (`against_the_law`)."""

    code = "against_the_law"


class NoPower(AgainstTheLaw):
    """There is no power by which the one body lends to the other (`no_power`)."""

    code = "no_power"
    field = "officer"


class CouncilEnds(AgainstTheLaw):
    """One of the councils ends before the last week, and nobody has said who takes its place (`council_ends`)."""

    code = "council_ends"
    field = "weeks"


class DearerThanCost(AgainstTheLaw):
    """The power allows no more than cost, and the price is above it (`dearer_than_cost`)."""

    code = "dearer_than_cost"
    field = "officer"
    message = _(
        "Across this border the home council may charge no more than the hours cost it, and its price is above that. "
        "Ask it to set a price for this."
    )


class CostNotRecorded(AgainstTheLaw):
    """The power allows no more than cost, and nobody has recorded the cost (`cost_not_recorded`)."""

    code = "cost_not_recorded"
    field = "officer"
    message = _(
        "Across this border the home council may charge no more than the hours cost it, "
        "and it has not yet recorded what they cost. Its finance team can, on its page of prices."
    )


class ReasonNotGiven(AgainstTheLaw):
    """The power asks how the loan helps home's own area, and nobody has said (`wellbeing_reason_missing`)."""

    code = "wellbeing_reason_missing"
    field = "officer"
    message = _(
        "A Scottish council lends across this border only where that helps its own area, "
        "and it has not yet said how. Its administrator can, in its settings."
    )


class TooManyHours(AgainstTheLaw):
    """All the officer's hours would be too many on average (`too_many_hours`)."""

    code = "too_many_hours"
    field = "weeks"


class UnderAge(AgainstTheLaw):
    """The officer is under 18 (`under_age`)."""

    code = "under_age"
    field = "officer"


class MemberOfHost(AgainstTheLaw):
    """The officer is an elected member of the host (`member_of_host`)."""

    code = "member_of_host"
    field = "officer"


class SpendingStopped(AgainstTheLaw):
    """A report under section 114(3) is before the host (`spending_stopped`)."""

    code = "spending_stopped"


class NotRegisteredThere(AgainstTheLaw):
    """Nobody has shown that the officer is on the register of the host's nation (`not_registered_there`)."""

    code = "not_registered_there"
    field = "officer"


class PaidByHost(AgainstTheLaw):
    """The host pays the officer itself (`paid_by_host`)."""

    code = "paid_by_host"
    field = "officer"


class LentAlready(Ruled):
    """Another council lends the same person to the host in these weeks (`lent_already`)."""

    code = rule = "lent_already"
    message = _("Another council lends this officer to yours in one of these weeks already.")
    field = "weeks"


class NotDeemed(AgainstTheLaw):
    """Decisions are asked of an officer who would not be deemed the host's (`not_deemed`)."""

    code = "not_deemed"
    field = "work"


class FunctionNeeded(AgainstTheLaw):
    """The work serves no named function of the host (`function_needed`)."""

    code = "function_needed"
    field = "function"
