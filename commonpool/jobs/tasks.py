"""The jobs: what follows an event, the sending of a letter, what the clock calls, and the rescue of what stalled."""

import logging
from typing import Any

from django.db import transaction
from django.utils.module_loading import import_string
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued, UniqueViolation
from procrastinate.jobs import Status

from commonpool.access import Actor
from commonpool.activity import queries as activity
from commonpool.jobs.clockwork import AT_THE_START, CLOCKWORK, Tick
from commonpool.jobs.patience import Patience
from commonpool.kernel.clock import now
from commonpool.notifications import operations as notifications

log = logging.getLogger(__name__)

STALLED_AFTER = 30  # seconds without a worker's heartbeat


@app.task(name="react", queue="reactions", retry=Patience())
def react(event_id: int, reaction: str) -> None:
    """One reaction to one event has happened. Run twice, it changes nothing the second time."""
    import_string(reaction)(activity.event(event_id))


@app.task(name="react_to_all", queue="reactions", retry=Patience())
def react_to_all(event_ids: list[int], reaction: str) -> None:
    """The same for many events of one change: those it fails for are tried again, and change the others nothing."""
    follow, failures = import_string(reaction), []
    for event_id in event_ids:
        try:
            follow(activity.event(event_id))
        except Exception as failure:
            failures.append(failure)
    if failures:
        raise ExceptionGroup("failed for some, done for the others", failures)


@app.task(name="send_letter", queue="letters", retry=Patience())
def send_letter(letter_id: int) -> None:
    """The letter is handed over, if nobody has done so."""
    notifications.send_letter(letter_id=letter_id, at=now())


@app.task(name="keep_time", queue="clock")
def keep_time(timestamp: int, verb: str, rule: str) -> None:
    """What the clock calls has been done, as it stands at this instant."""
    named = {"actor": Actor.rule(rule)} if rule else {}
    import_string(verb)(at=now(), **named)


@app.periodic(cron="* * * * *", periodic_id="rescue")
@app.task(name="rescue_stalled", queue="clock", pass_context=True)
async def rescue_stalled(context: JobContext, timestamp: int = 0) -> None:
    """Jobs of a worker that died wait again to be done."""
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        log.warning("job %s was left undone by a worker that died; it waits again", job.id)
        try:
            await jobs.retry_job(job)
        except UniqueViolation:  # the same is waiting already: one of them is enough
            await jobs.finish_job(job, Status.FAILED, delete_job=True)


def _words(tick: Tick) -> dict[str, Any]:
    return {
        "task_kwargs": {"verb": tick.verb, "rule": tick.rule},
        "queueing_lock": tick.verb,
        "lock": tick.verb,
    }


def catch_up() -> None:
    """All that the clock would have called while no worker ran waits to be done; what waits already is left."""
    for tick in AT_THE_START:
        try:
            with transaction.atomic():
                keep_time.configure(**_words(tick)).defer(timestamp=0)
        except AlreadyEnqueued:
            log.info("%s is waiting already", tick.verb)


for each in CLOCKWORK:
    app.periodic(cron=each.cron, periodic_id=each.verb, **_words(each))(keep_time)
