"""Every model says which of its fields are about a person: what, why, and how long they are kept."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Personal:
    """One personal field: what it is, why we hold it, when it goes."""

    what: str
    why: str
    kept: str


EMPLOYMENT = "While the employment lasts, then six years"
ACCOUNT = "While the account lasts"
RECORD = "Six years after the booking ends"
INVITATION = "Until the council has joined, at most one year"
LOG = "As long as the log it is part of"

NOTHING: dict[str, Personal] = {}
"""For a model none of whose fields is about a person."""
