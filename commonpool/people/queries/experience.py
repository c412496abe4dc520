"""What people say they have done, and the lists they choose from."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from commonpool.access import NETWORK, Actor, Right
from commonpool.kernel.refusals import NotFound, Refusal
from commonpool.kernel.rows import Compiled
from commonpool.people.models import Experience, JobRole, Skill, SkillSuggestion
from commonpool.people.rules import NOT_SO


class UnknownSkill(Refusal):
    """No skill has this id or name (`unknown_skill`)."""

    code = "unknown_skill"
    message = _("Choose a skill from the list.")
    field = "skill"


STANDS = Q(withdrawn_at__isnull=True) & ~Q(refused_reason=NOT_SO)
"""What others read of what somebody says they have done."""


def experience_of(person_id: int) -> QuerySet[Experience]:
    """What a person says they have done, as others read it: confirmed first, then latest."""
    return _told(Experience.objects.filter(STANDS, person_id=person_id))


def my_experience(actor: Actor) -> QuerySet[Experience]:
    """The same of the actor, with what was not confirmed as it was not so."""
    return _told(Experience.objects.filter(person_id=actor.by, withdrawn_at__isnull=True))


def _told(rows: QuerySet[Experience]) -> QuerySet[Experience]:
    told = rows.select_related("function", "confirmed_by", "refused_by", "employment__organisation")
    return told.order_by("confirmed_at", "-said_at", "id")


def words_said(person_id: int) -> list[tuple[int, str]]:
    """The same by its row, as words alone: pairs of id and words, first said first."""
    said = Experience.objects.filter(STANDS, person_id=person_id)
    return list(said.order_by("id").values_list("pk", "words"))


def experience(actor: Actor, experience_id: int) -> Experience:
    """One thing the actor says they have done. Refuses `not_found`, also for somebody else's."""
    found = Experience.objects.filter(pk=experience_id, person_id=actor.by).first()
    if found is None:
        raise NotFound
    return found


def skill_choices() -> QuerySet[Skill]:
    """Every skill on the list, by category and name."""
    return Skill.objects.order_by("category", "name")


def skill_names() -> list[tuple[str, str]]:
    """The id and the name of every skill on the list, by category and name. One SQL query."""
    return _NAMES()


_NAMES = Compiled(lambda: skill_choices().values_list("pk", "name"))


def job_titles() -> list[str]:
    """What jobs in councils are called, in the reader's language. One SQL query."""
    return sorted(map(str, JobRole.objects.all()), key=str.casefold)


def skills_like(text: str) -> QuerySet[Skill]:
    """The skills with this in their name or among their other names; all for an empty text."""
    return skill_choices().filter(Q(name__icontains=text) | Q(aliases__icontains=text))


def unread_suggestions(actor: Actor) -> QuerySet[SkillSuggestion]:
    """The skills suggested for the list and not read yet, longest waiting first. Requires `run_desk`."""
    actor.require(Right.RUN_DESK, NETWORK)
    return SkillSuggestion.objects.filter(read_at__isnull=True).order_by("suggested_at", "id")


def skill_named(text: str) -> Skill:
    """The skill with this id, name or other name. Refuses `unknown_skill` (422)."""
    wanted = text.strip()
    named = Skill.objects.filter(Q(pk=wanted) | Q(name__iexact=wanted) | Q(aliases__contains=[wanted]))
    found = None if "\0" in wanted else named.order_by("name").first()
    if found is None:
        raise UnknownSkill
    return found
