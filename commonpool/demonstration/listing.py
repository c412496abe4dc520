"""Officers say what they have done, list themselves, and ask their managers."""

from datetime import datetime, timedelta
from random import Random

from commonpool.availability import operations as availability
from commonpool.availability.models import Listing, Permission
from commonpool.demonstration.cast import Cast
from commonpool.demonstration.diary import Diary
from commonpool.demonstration.posts import facts_of_post
from commonpool.demonstration.reading import Council, Officer, councils, officers
from commonpool.kernel.weeks import monday_of
from commonpool.people import operations as people
from commonpool.people.queries import employment as employment_of
from commonpool.people.queries import facts_sha256

UNKNOWN_MANAGER = ("Mohsin Raza", "DEMO-KELD")
LISTED = -16
"""The week in which most of them came."""
LEAVE_KNOWN = 0.4
BASES = {
    "Gillian Broadbent": "overtime",
    "Megan Trescothick": "overtime",
    "Piers Lockyer": "overtime",
    "Tamika Bright": "overtime",
    "Noor Rahman": "overtime",
    "Gareth Holdsworth": "overtime",
    "Tom Adeyinka": "overtime",
    "Aaliyah Hussain": "time_back",
}
"""How these make up for the hours; for the others it is a matter of chance."""
TIMES = ("Mornings", "Afternoons", "Before lunch", "After 3pm", "")


class Listings:
    """How each officer came into the pool, sixteen each day of one week."""

    def __init__(self, diary: Diary, cast: Cast, chance: Random) -> None:
        self.diary, self.cast, self.chance = diary, cast, chance
        self.listings: dict[str, Listing] = {}
        self.permissions: dict[str, Permission] = {}
        self.said: dict[str, list[int]] = {}

    def plan(self) -> None:
        """Enters it all in the diary; who is still waiting began only lately."""
        for number, officer in enumerate(officers().values()):
            at = self.diary.instant(LISTED, number % 5, 9, number // 5 * 3)
            waiting = officer.state in ("asked", "asked_of_a_manager_nobody_knows")
            asked = self.diary.recently(2) if waiting else at + timedelta(hours=3)
            self.diary.on(at, self.write, officer)
            if officer.state == "draft":
                continue
            self.diary.on(asked, self.ask, officer)
            if officer.state == "refused":
                self.diary.on(at + timedelta(hours=6), self.refuse, officer)
            elif not waiting:
                self.diary.on(at + timedelta(hours=6), self.grant, officer)
                if officer.state != "not_checked":
                    self.diary.on(at + timedelta(hours=7), self.check, officer)
            self._plan_what_became_of_it(officer)
        self.diary.on(self.diary.recently(8), self.meet_unknown_manager)
        self.diary.on(
            self.diary.instant(-6, 2, 10), self.suggest_skill, "Peigi Morrison", "Gaelic place names"
        )

    def _plan_what_became_of_it(self, officer: Officer) -> None:
        later = {
            "permission_paused": (-1, self.pause_permission),
            "listing_paused": (-2, self.pause_listing),
            "withdrawn": (-3, self.withdraw),
            "closed": (-4, self.close),
            "renewed": (-5, self.renew),
        }
        if officer.state in later:
            week, do = later[officer.state]
            self.diary.on(self.diary.instant(week, 1, 15), do, officer)

    def write(self, officer: Officer, at: datetime) -> None:
        council = councils()[officer.council]
        employment = self.cast.employ(officer.name, council, at)
        actor = self.cast.actor(officer.name, at)
        people.state_employment_facts(
            actor=actor,
            employment_id=employment.pk,
            job_title=officer.job,
            grade_band=officer.band,
            weekly_minutes=officer.hours * 60,
            working_days=officer.working_days,
            other_jobs=councils()[officer.also].name if officer.also else "",
            at=at,
        )
        if officer.also:
            self._start_the_other_job(officer, at)
        people.state_post_facts(
            actor=actor, employment_id=employment.pk, at=at, **facts_of_post(officer.name, at.date())
        )
        self.said[officer.name] = [
            people.say_experience(
                actor=actor,
                words=words,
                employment_id=employment.pk,
                function_id=function,
                finished_in=min(self.diary.today.year - years_ago, at.year),
                at=at,
            ).pk
            for years_ago, function, words in officer.done
        ]
        off = self.chance.sample(range(3, 24), 2) if self.chance.random() < LEAVE_KNOWN else []
        self.listings[officer.name] = availability.write_listing(
            actor=actor,
            employment_id=employment.pk,
            headline=officer.headline,
            about=officer.about,
            skill_ids=officer.skill_ids,
            function_ids=officer.functions,
            weekly_minutes=officer.offer,
            blocks=[(self.diary.monday(week), minutes) for week, minutes in officer.blocks],
            starts_on=monday_of(at.date()),
            weeks_off=[self.diary.monday(week) for week in off] or None,
            usual_days=officer.working_days,
            usual_times=self.chance.choice(TIMES),
            on_site=officer.on_site,
            shares_hours=officer.shares,
            at=at,
        )

    def _start_the_other_job(self, officer: Officer, at: datetime) -> None:
        """The same mailbox serves both: the two bodies share a domain."""
        other = self.cast.start_employment(officer.name, councils()[officer.also], at)
        people.state_employment_facts(
            actor=self.cast.actor(officer.name, at),
            employment_id=other.pk,
            job_title=officer.job,
            grade_band=officer.band,
            weekly_minutes=len(officer.also_days) * 444,
            working_days=[int(day) for day in officer.also_days],
            other_jobs=councils()[officer.council].name,
            at=at,
        )

    def ask(self, officer: Officer, at: datetime) -> None:
        chosen = self.chance.choice(("overtime", "overtime", "time_back", "within_hours"))
        self._ask(officer, BASES.get(officer.name, chosen), at)

    def _ask(self, officer: Officer, time_basis: str, at: datetime) -> None:
        council = councils()[officer.council]
        manager = self._manager(officer, council)
        starts = max(self.listings[officer.name].starts_on, at.date())
        self.permissions[officer.name] = availability.ask_permission(
            actor=self.cast.actor(officer.name, at),
            listing_id=self.listings[officer.name].pk,
            approver_email=council.mailbox(manager),
            weekly_minutes=officer.most,
            starts_on=starts,
            ends_on=self.diary.monday(-5) if officer.state == "expired" else starts + timedelta(days=364),
            time_basis=time_basis,
            decisions=officer.band in ("Manager", "Principal officer"),
            at=at,
        )

    def renew(self, officer: Officer, at: datetime) -> None:
        """Asked again and granted again while the first permission runs."""
        self._ask(officer, self.permissions[officer.name].time_basis, at)
        self._grant(officer, [], at)

    def grant(self, officer: Officer, at: datetime) -> None:
        self._grant(officer, self.said[officer.name][: self.chance.randint(0, 2)], at)

    def _grant(self, officer: Officer, confirmed: list[int], at: datetime) -> None:
        council, asked = councils()[officer.council], self.permissions[officer.name]
        availability.grant_permission(
            actor=self.cast.actor(self._manager(officer, council), at),
            permission_id=asked.pk,
            weekly_minutes=asked.weekly_minutes,
            starts_on=asked.starts_on,
            ends_on=asked.ends_on,
            time_basis=asked.time_basis,
            decisions=asked.decisions,
            peer_help=asked.peer_help,
            on_payroll=True,
            confirmed_experience_ids=confirmed,
            case_sha256=asked.case_sha256,
            at=at,
        )

    def check(self, officer: Officer, at: datetime) -> None:
        council = councils()[officer.council]
        employment = self.cast.employments[officer.name]
        people.check_employment(
            actor=self.cast.actor(council.staff[7], at),
            employment_id=employment.pk,
            payroll_number=f"{100_000 + self.chance.randrange(800_000)}",
            facts_sha256=facts_sha256(employment_of(employment.pk)),
            at=at,
        )

    def refuse(self, officer: Officer, at: datetime) -> None:
        manager = self._manager(officer, councils()[officer.council])
        availability.refuse_permission(
            actor=self.cast.actor(manager, at),
            permission_id=self.permissions[officer.name].pk,
            reason="workload",
            at=at,
        )

    def pause_permission(self, officer: Officer, at: datetime) -> None:
        manager = self._manager(officer, councils()[officer.council])
        availability.pause_permission(
            actor=self.cast.actor(manager, at), permission_id=self.permissions[officer.name].pk, at=at
        )

    def withdraw(self, officer: Officer, at: datetime) -> None:
        manager = self._manager(officer, councils()[officer.council])
        availability.withdraw_permission(
            actor=self.cast.actor(manager, at),
            permission_id=self.permissions[officer.name].pk,
            reason="role_change",
            bookings="hand_back",
            at=at,
        )

    def pause_listing(self, officer: Officer, at: datetime) -> None:
        availability.pause_listing(
            actor=self.cast.actor(officer.name, at), listing_id=self.listings[officer.name].pk, at=at
        )

    def close(self, officer: Officer, at: datetime) -> None:
        availability.close_listing(
            actor=self.cast.actor(officer.name, at), listing_id=self.listings[officer.name].pk, at=at
        )

    def meet_unknown_manager(self, at: datetime) -> None:
        name, code = UNKNOWN_MANAGER
        self.cast.employ(name, councils()[code], at)

    def suggest_skill(self, name: str, text: str, at: datetime) -> None:
        people.suggest_skill(actor=self.cast.actor(name, at), text=text, at=at)

    def _manager(self, officer: Officer, council: Council) -> str:
        if officer.state == "asked_of_a_manager_nobody_knows":
            return UNKNOWN_MANAGER[0]
        return council.staff[3 + len(officer.name) % 2]
