"""What happens to people at work: employments, what they say they have done, who confirms it."""

from dataclasses import dataclass
from datetime import date

from commonpool.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class EmploymentStarted(Fact):
    """A person proved a mailbox of a council and said they work there."""

    employment_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class EmploymentFactsStated(Fact):
    """The officer stated their job, band, hours and days. An earlier check of HR's no longer stands."""

    employment_id: int
    person_id: int
    check_reset: bool


@dataclass(frozen=True, kw_only=True)
class OptOutGiven(Fact):
    """The officer signed that the 48-hour limit does not hold for them, from this day."""

    opt_out_id: int
    person_id: int
    starts_on: date


@dataclass(frozen=True, kw_only=True)
class OptOutEnded(Fact):
    """The officer gave notice: the 48-hour limit holds for them again after this day."""

    opt_out_id: int
    person_id: int
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class ManagerNamed(Fact):
    """The officer said who their line manager is."""

    employment_id: int
    person_id: int
    manager_id: int


@dataclass(frozen=True, kw_only=True)
class PayrollTicked(Fact):
    """A manager said: on our payroll, not agency, contractor or company."""

    employment_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class EmploymentChecked(Fact):
    """HR confirmed the payroll facts: paid hours may be lent."""

    employment_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class EmploymentUnchecked(Fact):
    """HR found an error in what it had confirmed: nothing new is lent for pay. `reason`: of the fixed list."""

    employment_id: int
    person_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class EmploymentEnded(Fact):
    """The person works there no more after this day."""

    employment_id: int
    person_id: int
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class DeputyNamed(Fact):
    """A colleague decides in an approver's place, from a day to a day or until further notice."""

    deputy_row_id: int
    approver_id: int
    deputy_id: int
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, kw_only=True)
class DeputyEnded(Fact):
    """They decide in the approver's place no more."""

    deputy_row_id: int
    approver_id: int
    deputy_id: int


@dataclass(frozen=True, kw_only=True)
class ExperienceSaid(Fact):
    """A person said something they have done."""

    experience_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class ExperienceConfirmed(Fact):
    """Somebody who knows ticked what a person says they have done."""

    experience_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class ExperienceRefused(Fact):
    """Somebody who manages the person did not confirm what they say they have done; why, in one of a few words."""

    experience_id: int
    person_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ExperienceWithdrawn(Fact):
    """A person withdrew what they said they had done."""

    experience_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class SkillSuggested(Fact):
    """Somebody has a skill that is not on the list yet."""

    suggestion_id: int


@dataclass(frozen=True, kw_only=True)
class SkillSuggestionRead(Fact):
    """A steward has read a suggestion; what becomes of it is seen on the list."""

    suggestion_id: int


@dataclass(frozen=True, kw_only=True)
class SkillListChanged(Fact):
    """So many skills and kinds of job are new on the lists, or say something else."""

    skills: int
    job_roles: int


@dataclass(frozen=True, kw_only=True)
class EmploymentCarriedOver(Fact):
    """A council took over from another, and an officer with it: the employment goes on there."""

    employment_id: int
    was_employment_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class DeputyCarriedOver(Fact):
    """Somebody's deputy decides in their place at the council that took over (`deputy_row_id` there)."""

    deputy_row_id: int
    was_row_id: int
    approver_id: int
    deputy_id: int


@dataclass(frozen=True, kw_only=True)
class TiesCarriedOver(Fact):
    """A council ended in which an officer has an interest or a seat: it counts at the councils that took over."""

    employment_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class PostFactsStated(Fact):
    """An officer said what the rules have to know of their post: profession, statutory post, interests."""

    employment_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class AnnualPayRecorded(Fact):
    """HR recorded what an officer is paid, from a day; how much stands in the record alone."""

    employment_id: int
    person_id: int
    starts_on: date


@dataclass(frozen=True, kw_only=True)
class WorkWritten(Fact):
    """Somebody wrote down a piece of work of their council."""

    work_id: int


@dataclass(frozen=True, kw_only=True)
class WorkChanged(Fact):
    """What is said of a piece of work is other than before."""

    work_id: int


@dataclass(frozen=True, kw_only=True)
class WorkWithdrawn(Fact):
    """A piece of work is read no more; what was confirmed of it stands."""

    work_id: int


@dataclass(frozen=True, kw_only=True)
class WorkCarriedOver(Fact):
    """A council took over from another: a piece of work, and claims on it that wait, are the new one's."""

    work_id: int
    was_id: int


@dataclass(frozen=True, kw_only=True)
class ParticipationClaimed(Fact):
    """A person said what they did in a piece of work; its council may confirm it."""

    participation_id: int
    person_id: int
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class ParticipationConfirmed(Fact):
    """The owner of a thing, or a delivered booking, confirmed that a person took part in it."""

    participation_id: int
    person_id: int
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class ParticipationRefused(Fact):
    """The owner of a thing did not confirm that a person took part in it; why, in one of a few words."""

    participation_id: int
    person_id: int
    owner_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ParticipationWithdrawn(Fact):
    """Nobody else reads any more that a person took part in a thing."""

    participation_id: int
    person_id: int
    owner_id: int
