"""Why a booking, a call or a spending limit cannot be answered, changed or ended in this way."""

from django.utils.translation import gettext_lazy as _

from commonpool.bookings.rules.refusals.ruled import Ruled
from commonpool.kernel.refusals import Conflict, Refusal


class TermsChanged(Conflict):
    """The terms answered are not the terms that stand (`terms_changed`)."""

    code = "terms_changed"
    message = _("The terms have changed since this page was shown. Read them again before you answer.")
    field = "terms"


class BookingMoved(Conflict):
    """The booking has moved on since (`booking_moved`)."""

    code = "booking_moved"
    message = _("This booking has moved on since. Look at where it stands now.")


class BookingLapsed(Conflict):
    """Nobody answered in time (`booking_lapsed`)."""

    code = "booking_lapsed"
    message = _("The time to answer has passed, so the request has expired.")


class LimitExceeded(Ruled):
    """A spending limit does not reach (`limit_exceeded`)."""

    code = rule = "limit_exceeded"
    message = _("This is more than the spending limit allows.")


class NotForYourself(Ruled):
    """Nobody approves for themselves (`not_for_yourself`)."""

    code = rule = "not_for_yourself"
    status = 403
    message = _("Nobody can approve or confirm for themselves. Ask a colleague with the same role.")


class ReasonUnknown(Refusal):
    """The reason is not on the list (`reason_unknown`)."""

    code = "reason_unknown"
    message = _("Choose a reason from the list.")
    field = "reason"


class MoreThanBooked(Refusal):
    """Proposed weeks hold more minutes than are booked (`more_than_booked`)."""

    code = "more_than_booked"
    message = _("Propose no more hours in all than are booked: only the weeks can be others.")
    field = "weeks"


class ProposalMoved(Conflict):
    """The weeks proposed are answered, or no longer the ones proposed (`proposal_moved`)."""

    code = "proposal_moved"
    message = _("These weeks have been answered, or others are proposed now. Look at the booking.")


class HostNotLate(Conflict):
    """Everything is ready, or its day is not over (`host_not_late`)."""

    code = "host_not_late"
    message = _("The other council is not late: what is needed is ready, or the day for it is not over yet.")
    field = "reason"


class NothingLost(Conflict):
    """No hour of this week was lost because the host was late, or it is charged already (`nothing_lost`)."""

    code = "nothing_lost"
    message = _("No hour of this week can be charged for being late, or it is charged already.")
    field = "weeks"


class LossNotStated(Refusal):
    """It is not said that the hours were lost because the host was late (`loss_not_stated`)."""

    code = "loss_not_stated"
    message = _(
        "Say that these hours were lost because it was not ready. Hours lost otherwise are not charged."
    )
    field = "because_late"


class NothingToSay(Conflict):
    """None of these needs waits to be said ready, or gone (`nothing_to_say`)."""

    code = "nothing_to_say"
    message = _("This has been said already, or it is too early to say it.")
    field = "needs"


class RisksUnsaid(Refusal):
    """It is not said that the officer is told of risks and shown round (`risks_unsaid`)."""

    code = "risks_unsaid"
    message = _("Say that the risks are looked at and the officer will be told of them before they start.")
    field = "induction"


class ScheduleWrong(Refusal):
    """What data the documents hold is not said, or is to be kept until a day that is past (`schedule_wrong`)."""

    code = "schedule_wrong"
    message = _("Say what data, whose, why, and until when they are kept: a few words each, no names.")
    field = "what_data"


class KeptTooLong(Refusal):
    """Documents are to be kept after the last day of the booking (`kept_too_long`)."""

    code = "kept_too_long"
    message = _(
        "Documents are deleted or given back on the last day of the booking. Choose that day or an earlier one."
    )
    field = "kept_until"


class NothingToCancel(Conflict):
    """No week of those named can still be cancelled: agreed, or begun and the host's wish (`nothing_to_cancel`)."""

    code = "nothing_to_cancel"
    message = _(
        "None of these weeks can be cancelled any more. Of a week that has begun the officer says the hours worked, "
        "and only those are charged."
    )
    field = "weeks"


class NothingVaried(Ruled):
    """The variation would leave everything as it is (`nothing_varied`)."""

    code = rule = "nothing_varied"
    message = _("These are the hours already booked.")
    field = "weeks"


class VariationPending(Conflict):
    """Another variation waits for its answer (`variation_pending`)."""

    code = "variation_pending"
    message = _("Another change of this booking is waiting for its answer.")


class CallsClosed(Refusal):
    """The officer takes no calls (`calls_closed`)."""

    code = "calls_closed"
    message = _("This officer takes no calls now.")
    field = "officer"


class TooManyCalls(Conflict):
    """A week's calls are used up (`too_many_calls`)."""

    code = "too_many_calls"
    message = _("This week’s calls are used up, yours or theirs. Ask again next week.")
    field = "officer"


class WordsWrong(Refusal):
    """The text is empty or too long (`words_wrong`)."""

    code = "words_wrong"
    message = _("Write something, in at most 1,000 characters.")
    field = "message"


class CallMoved(Conflict):
    """The call has been answered or has lapsed (`call_moved`)."""

    code = "call_moved"
    message = _("This call has been answered already, or nobody answered in time.")


class HolderGone(Conflict):
    """Who would have the limit is no booking manager there (`holder_gone`)."""

    code = "holder_gone"
    message = _("They are not a booking manager of your council, so they cannot have a spending limit.")


class LimitMoved(Conflict):
    """The spending limit has been answered or is over (`limit_moved`)."""

    code = "limit_moved"
    message = _("This spending limit has been answered already, or is over.")


class LimitWrong(Refusal):
    """The amounts or dates of a spending limit do not fit (`limit_wrong`)."""

    code = "limit_wrong"
    message = _("Give an amount for each booking, at least as much for each month, and dates in order.")
    field = "per_booking_pence"


class BudgetHolderUnknown(Refusal):
    """They are no budget holder of the council, or who asks (`budget_holder_unknown`)."""

    code = "budget_holder_unknown"
    message = _("Choose another budget holder of your council.")
    field = "budget_holder_id"


class AlreadyWaiting(Conflict):
    """They stand in line already (`already_waiting`)."""

    code = "already_waiting"
    message = _("You are waiting for this week already.")


class WeekIsFree(Conflict):
    """The week can be asked for now (`week_is_free`)."""

    code = "week_is_free"
    message = _("This week is free now. Ask for it.")
    field = "weeks"
