"""How long a job waits before it is tried again."""

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

LONGEST_WAIT = 600  # seconds


def wait_after(attempts: int) -> int:
    """Seconds before the next try: 2, 4, 8 … and never more than ten minutes."""
    return min(2 ** min(attempts + 1, 10), LONGEST_WAIT)


class Patience(BaseRetryStrategy):
    """Tried again until it succeeds: nothing that should follow an event is ever given up."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        return RetryDecision(retry_in={"seconds": wait_after(job.attempts)})
