from commonpool.people.models.at_work import (
    ONE_DAY,
    Deputy,
    Employment,
    JobRole,
    OptOut,
    Skill,
    SkillSuggestion,
    every_weekday,
)
from commonpool.people.models.experience import Experience
from commonpool.people.models.pay import AnnualPay
from commonpool.people.models.post import PostFacts
from commonpool.people.models.work import BOOKING, WORK, Participation, PieceOfWork

__all__ = [
    "BOOKING",
    "ONE_DAY",
    "WORK",
    "AnnualPay",
    "Deputy",
    "Employment",
    "Experience",
    "JobRole",
    "OptOut",
    "Participation",
    "PieceOfWork",
    "PostFacts",
    "Skill",
    "SkillSuggestion",
    "every_weekday",
]
