"""What happens by itself, and when: each line is one operation that the clock calls, under a rule it states."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tick:
    """An operation `(actor, at)`, the standing rule it acts under, and when it runs (cron, UTC)."""

    verb: str
    rule: str
    cron: str


EVERY_QUARTER = "*/15 * * * *"
NIGHTLY = "10 2 * * *"
DAILY = "30 5 * * *"

CLOCKWORK = (
    Tick("commonpool.availability.operations.expire_permissions", "end_of_permission", EVERY_QUARTER),
    Tick("commonpool.bookings.operations.expire_bookings", "lapsed_unanswered", EVERY_QUARTER),
    Tick("commonpool.bookings.operations.expire_spending_limits", "end_of_limit", EVERY_QUARTER),
    Tick("commonpool.bookings.operations.lapse_calls", "lapsed_unanswered", EVERY_QUARTER),
    Tick("commonpool.timesheets.operations.open_timesheets", "week_begun", EVERY_QUARTER),
    Tick("commonpool.timesheets.operations.agree_by_silence", "silence_agrees", EVERY_QUARTER),
    Tick("commonpool.notifications.operations.send_waiting_letters", "letters", "*/5 * * * *"),
    Tick("commonpool.availability.operations.derive_all_weeks", "nightly_weeks", NIGHTLY),
    Tick("commonpool.identity.operations.forget_old_answers", "kept_24_hours", NIGHTLY),
    Tick("commonpool.jobs.heads.publish_heads", "heads_published", DAILY),
)
AT_THE_START = tuple(tick for tick in CLOCKWORK if tick.cron != DAILY)
"""What a worker that starts does first: it may have been away when the clock struck."""
