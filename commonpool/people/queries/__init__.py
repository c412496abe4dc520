"""Every question about people at work."""

from commonpool.people.queries.actors import Account, actor_for, demonstration_people
from commonpool.people.queries.employments import (
    Proposal,
    colleague,
    council_choices,
    employers_of,
    employment,
    employment_at,
    employment_for,
    live_employments,
    mailbox_at,
    my_employments,
    people_at,
    proposals,
    worked_before,
    works_as,
)
from commonpool.people.queries.experience import (
    experience,
    experience_of,
    skill_choices,
    skill_named,
    skills_like,
    unread_suggestions,
)
from commonpool.people.queries.payroll import (
    facts_sha256,
    officer_to_check,
    officers_checked,
    officers_to_check,
)
from commonpool.people.queries.serving import administered, holders, holders_at, roles_of_leavers, serving

__all__ = [
    "Account",
    "Proposal",
    "actor_for",
    "administered",
    "colleague",
    "council_choices",
    "demonstration_people",
    "employers_of",
    "employment",
    "employment_at",
    "employment_for",
    "experience",
    "experience_of",
    "facts_sha256",
    "holders",
    "holders_at",
    "live_employments",
    "mailbox_at",
    "my_employments",
    "officer_to_check",
    "officers_checked",
    "officers_to_check",
    "people_at",
    "proposals",
    "roles_of_leavers",
    "serving",
    "skill_choices",
    "skill_named",
    "skills_like",
    "unread_suggestions",
    "worked_before",
    "works_as",
]
