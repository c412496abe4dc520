"""What an officer said of their post, in the words their manager reads."""

from django.utils.translation import gettext as _

from commonpool.kernel.names import name_of
from commonpool.kernel.words import day
from commonpool.organisations.queries import organisations_named
from commonpool.people import queries as people
from commonpool.people.models import PostFacts
from commonpool.people.rules import SECOND_JOBS, STATUTORY_POSTS, VETTING_LEVELS

ASKED = "then=ask"
"""In the address of the page: from asking the manager one came, and there one goes on."""


def post_in_words(said: PostFacts | None) -> list[str]:
    """A line for each thing that holds; one line where nothing does, or nothing was said. One SQL query at most."""
    if said is None:
        return [_("Not answered yet")]
    lines = [*_profession(said), *_post(said), *_vetting(said), *_elsewhere(said)]
    return lines or [_("Nothing to note")]


def _profession(said: PostFacts) -> list[str]:
    profession = people.professions().get(said.profession)
    if profession is None:
        return []
    registers = [name_of(profession.registers.get(nation, nation)) for nation in said.registered_in]
    if not registers:
        return [_("%(name)s, on no register") % {"name": name_of(profession.name)}]
    return [
        _("%(name)s, registered with: %(registers)s")
        % {"name": name_of(profession.name), "registers": ", ".join(registers)}
    ]


def _post(said: PostFacts) -> list[str]:
    lines = [_("Politically restricted post")] if said.restricted else []
    if said.statutory_post:
        lines.append(str(STATUTORY_POSTS[said.statutory_post]))
    if said.second_job:
        words = {"answer": str(SECOND_JOBS[said.second_job])}
        lines.append(_("A second job at this council: %(answer)s") % words)
    return lines


def _vetting(said: PostFacts) -> list[str]:
    if not said.vetting_level or said.vetting_issued_on is None:
        return []
    words = {
        "level": str(VETTING_LEVELS[said.vetting_level]),
        "issuer": said.vetting_issuer,
        "day": day(said.vetting_issued_on),
        "who": said.vetting_seen_by,
    }
    line = _("%(level)s by %(issuer)s, issued on %(day)s, seen by %(who)s") % words
    if said.vetting_ends_on is None:
        return [line]
    return [line, _("It counts until %(day)s") % {"day": day(said.vetting_ends_on)}]


def _elsewhere(said: PostFacts) -> list[str]:
    lines = []
    if said.member_of is not None:
        lines.append(_("Councillor of %(council)s") % {"council": said.member_of.name})
    if said.interests:
        names = ", ".join(council.name for council in organisations_named(said.interest_councils))
        lines.append(
            _("Money interest in %(councils)s: %(words)s") % {"councils": names, "words": said.interests}
        )
    if said.paid_directly:
        lines.append(_("One of these councils pays them directly"))
    return lines
