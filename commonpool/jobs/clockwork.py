"""What happens by itself, and when: each line is one operation that the clock calls, under a rule it states."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tick:
    """An operation and when it runs (cron, UTC). `rule`: the one it acts under, where it states none itself."""

    verb: str
    cron: str
    rule: str = ""


EVERY_QUARTER = "*/15 * * * *"
NIGHTLY = "10 2 * * *"
DAILY = "30 5 * * *"
MORNINGS = "0 8 * * *"

CLOCKWORK = (
    Tick("commonpool.successions.operations.carry_out_due", EVERY_QUARTER),
    Tick("commonpool.agreements.operations.end_due_agreements", EVERY_QUARTER, "agreement_last_day_past"),
    Tick("commonpool.agreements.operations.carry_to_newer_texts", EVERY_QUARTER),
    Tick("commonpool.agreements.operations.tell_of_newer_texts", MORNINGS),
    Tick("commonpool.agreements.operations.forget_invitations", NIGHTLY),
    Tick("commonpool.people.operations.end_roles_of_leavers", EVERY_QUARTER),
    Tick("commonpool.people.operations.end_deputies_over", EVERY_QUARTER),
    Tick("commonpool.availability.operations.leave_ended_employments", EVERY_QUARTER),
    Tick("commonpool.availability.operations.expire_permissions", EVERY_QUARTER),
    Tick("commonpool.availability.operations.remind_of_permissions_asked", MORNINGS),
    Tick("commonpool.availability.operations.tell_of_permissions_ending", MORNINGS),
    Tick("commonpool.bookings.operations.expire_bookings", EVERY_QUARTER),
    Tick("commonpool.bookings.operations.expire_spending_limits", EVERY_QUARTER),
    Tick("commonpool.bookings.operations.withdraw_limits_of_leavers", EVERY_QUARTER),
    Tick("commonpool.bookings.operations.lapse_calls", EVERY_QUARTER),
    Tick("commonpool.bookings.operations.expire_waiting", NIGHTLY),
    Tick("commonpool.bookings.operations.tell_of_needs", MORNINGS),
    Tick("commonpool.needs.operations.expire_needs", EVERY_QUARTER),
    Tick("commonpool.timesheets.operations.open_timesheets", EVERY_QUARTER),
    Tick("commonpool.timesheets.operations.agree_by_silence", EVERY_QUARTER),
    Tick("commonpool.settlement.operations.keep_calendar", EVERY_QUARTER),
    Tick("commonpool.payroll.operations.lapse_time_back", NIGHTLY),
    Tick("commonpool.payroll.operations.tell_hr_of_the_month", MORNINGS),
    Tick("commonpool.notifications.operations.send_waiting_letters", "*/5 * * * *"),
    Tick("commonpool.notifications.operations.send_gathered_letters", EVERY_QUARTER),
    Tick("commonpool.availability.operations.derive_all_weeks", NIGHTLY),
    Tick("commonpool.matching.operations.count_words", NIGHTLY),
    Tick("commonpool.matching.operations.keep_days", NIGHTLY),
    Tick("commonpool.matching.operations.suggest_needs", MORNINGS),
    Tick("commonpool.matching.operations.tell_of_saved_searches", MORNINGS),
    Tick("commonpool.identity.operations.forget_old_answers", NIGHTLY, "kept_24_hours"),
    Tick("commonpool.jobs.heads.publish_heads", DAILY),
)
AT_THE_START = tuple(tick for tick in CLOCKWORK if tick.cron != DAILY)
"""What a worker that starts does first: it may have been away when the clock struck."""
