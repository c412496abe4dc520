"""What the launcher says when it cannot go on: one plain sentence, and an exit code that is not zero."""

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

EXCEPTION = re.compile(r"[\w.]*(?:Error|Exception|Full|Privilege)\w*: (.+)")
DISK_FULL = "The disk is full: free some space (about 500 MB for a first start) and try again."


class Sorry(Exception):
    """The launcher cannot go on; the message is one plain sentence."""


def say(progress: str) -> None:
    """Progress goes beside the output, so that what a command answers can be read by a program."""
    print(progress, file=sys.stderr, flush=True)


def because(output: str, otherwise: str) -> Sorry:
    """The sentence for what a program wrote before it failed."""
    full = ("No space left on device", "Disk quota exceeded", "DiskFull", "os error 28")
    return Sorry(DISK_FULL if any(sign in output for sign in full) else otherwise)


def last_line(output: str) -> str:
    """What a failed program said last: the exception's own words, where it was one."""
    lines = [line.rstrip() for line in output.splitlines() if line.strip()]
    raised = [match[1] for line in lines if (match := EXCEPTION.match(line))]
    said = raised[-1] if raised else next(reversed(lines), "")
    return said.strip().rstrip(".") or "no reason was given"


def done(command: Sequence[str | Path], otherwise: str, log: Path, **options: object) -> str:
    """The output of a command that ended well; a failure keeps it in the log and becomes a sentence."""
    finished = subprocess.run(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
        **options,  # type: ignore[call-overload]
    )
    if finished.returncode:
        raise because(finished.stdout, _with_reason(otherwise, finished.stdout, log))
    return str(finished.stdout)


def _with_reason(otherwise: str, output: str, log: Path) -> str:
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text(output)
    return f"{otherwise}: {last_line(output)} (all of it: {log})."
