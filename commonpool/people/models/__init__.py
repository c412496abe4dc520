from commonpool.people.models.at_work import (
    ONE_DAY,
    Deputy,
    Employment,
    Experience,
    JobRole,
    OptOut,
    Skill,
    SkillSuggestion,
    every_weekday,
)
from commonpool.people.models.pay import AnnualPay
from commonpool.people.models.post import PostFacts

__all__ = [
    "ONE_DAY",
    "AnnualPay",
    "Deputy",
    "Employment",
    "Experience",
    "JobRole",
    "OptOut",
    "PostFacts",
    "Skill",
    "SkillSuggestion",
    "every_weekday",
]
