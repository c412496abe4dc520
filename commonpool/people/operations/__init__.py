"""Every change to people at work, one verb each."""

from commonpool.people.operations.administrators import (
    AdministratorExists,
    LastAdministrator,
    claim_administrator,
    end_role,
)
from commonpool.people.operations.appoint import NotAColleague, appoint, appoint_administrator
from commonpool.people.operations.carrying import carry_deputies, carry_employments, hold_employments
from commonpool.people.operations.check_employment import (
    AlreadyChecked,
    FactsChanged,
    NotTickedYet,
    NotYourOwn,
    PayrollNumberMissing,
    check_employment,
)
from commonpool.people.operations.close_account import EndEmploymentsFirst, close_account, forget_mailboxes
from commonpool.people.operations.deputies import (
    DeputyDatesWrong,
    DeputyIsYou,
    end_deputies_over,
    end_deputy,
    name_deputy,
)
from commonpool.people.operations.end_employment import EndsBeforeStart, end_employment, end_roles_of_leavers
from commonpool.people.operations.experience import (
    ExperienceWithdrawnAlready,
    NothingSaid,
    confirm_experience,
    say_experience,
    withdraw_experience,
)
from commonpool.people.operations.name_manager import (
    ManagerElsewhere,
    ManagerIsYou,
    give_manager,
    name_manager,
)
from commonpool.people.operations.opt_out import (
    NoOptOut,
    NoticeOutOfRange,
    OptedOutAlready,
    OptOutBackdated,
    SignedByAnother,
    end_opt_out,
    give_opt_out,
)
from commonpool.people.operations.participations import (
    ClaimDatesWrong,
    ClaimedAlready,
    ParticipationMoved,
    RoleMissing,
    claim_role,
    confirm_participation,
    count_delivery,
    refuse_participation,
    withdraw_participation,
)
from commonpool.people.operations.post_facts_carried import carry_ties
from commonpool.people.operations.record_annual_pay import record_annual_pay
from commonpool.people.operations.reference import load_skills
from commonpool.people.operations.start_employment import (
    AlreadyEmployed,
    MailboxElsewhere,
    MailboxNotProved,
    start_employment,
)
from commonpool.people.operations.state_employment_facts import (
    BeginsLater,
    EmploymentOver,
    FactMissing,
    OtherHoursImplausible,
    UnknownBand,
    WeeklyHoursImplausible,
    WorkingDaysMissing,
    state_employment_facts,
)
from commonpool.people.operations.state_post_facts import (
    InterestIncomplete,
    PostFactUnknown,
    VettingDatesWrong,
    VettingIncomplete,
    state_post_facts,
)
from commonpool.people.operations.suggest_skill import SkillMissing, read_suggestion, suggest_skill
from commonpool.people.operations.tick_payroll import tick_payroll
from commonpool.people.operations.uncheck_employment import ErrorUnknown, NotCheckedYet, uncheck_employment
from commonpool.people.operations.works import (
    DoneMissing,
    LinksWrong,
    TitleMissing,
    WorkDatesWrong,
    WorkMoved,
    change_work,
    forget_works,
    withdraw_work,
    write_work,
)
from commonpool.people.operations.works_carried import carry_works

__all__ = [
    "AdministratorExists",
    "AlreadyChecked",
    "AlreadyEmployed",
    "BeginsLater",
    "ClaimDatesWrong",
    "ClaimedAlready",
    "DeputyDatesWrong",
    "DeputyIsYou",
    "DoneMissing",
    "EmploymentOver",
    "EndEmploymentsFirst",
    "EndsBeforeStart",
    "ErrorUnknown",
    "ExperienceWithdrawnAlready",
    "FactMissing",
    "FactsChanged",
    "InterestIncomplete",
    "LastAdministrator",
    "LinksWrong",
    "MailboxElsewhere",
    "MailboxNotProved",
    "ManagerElsewhere",
    "ManagerIsYou",
    "NoOptOut",
    "NotAColleague",
    "NotCheckedYet",
    "NotTickedYet",
    "NotYourOwn",
    "NothingSaid",
    "NoticeOutOfRange",
    "OptOutBackdated",
    "OptedOutAlready",
    "OtherHoursImplausible",
    "ParticipationMoved",
    "PayrollNumberMissing",
    "PostFactUnknown",
    "RoleMissing",
    "SignedByAnother",
    "SkillMissing",
    "TitleMissing",
    "UnknownBand",
    "VettingDatesWrong",
    "VettingIncomplete",
    "WeeklyHoursImplausible",
    "WorkDatesWrong",
    "WorkMoved",
    "WorkingDaysMissing",
    "appoint",
    "appoint_administrator",
    "carry_deputies",
    "carry_employments",
    "carry_ties",
    "carry_works",
    "change_work",
    "check_employment",
    "claim_administrator",
    "claim_role",
    "close_account",
    "confirm_experience",
    "confirm_participation",
    "count_delivery",
    "end_deputies_over",
    "end_deputy",
    "end_employment",
    "end_opt_out",
    "end_role",
    "end_roles_of_leavers",
    "forget_mailboxes",
    "forget_works",
    "give_manager",
    "give_opt_out",
    "hold_employments",
    "load_skills",
    "name_deputy",
    "name_manager",
    "read_suggestion",
    "record_annual_pay",
    "refuse_participation",
    "say_experience",
    "start_employment",
    "state_employment_facts",
    "state_post_facts",
    "suggest_skill",
    "tick_payroll",
    "uncheck_employment",
    "withdraw_experience",
    "withdraw_participation",
    "withdraw_work",
    "write_work",
]
