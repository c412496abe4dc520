"""The seven papers: who needs each, and what it asks of them. Their words are in templates/colleagues."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonpool.kernel.refusals import NotFound


@dataclass(frozen=True)
class Paper:
    """One paper. `slug` names its address, its file and its template."""

    slug: str
    title: Promise
    asks: Promise

    @property
    def template(self) -> str:
        return f"colleagues/{self.slug}.html"


PAPERS = (
    Paper(
        "decision",
        _("Decision report"),
        _("For whoever decides, and your monitoring officer: it asks them to say yes or no to taking part."),
    ),
    Paper(
        "data-protection",
        _("Data protection impact assessment"),
        _(
            "For your data protection officer: it asks them to judge the risks and sign, or to say what is missing."
        ),
    ),
    Paper(
        "equality",
        _("Equality screening"),
        _("For your equality lead: it asks whether a full assessment is needed."),
    ),
    Paper(
        "security",
        _("Security answers"),
        _(
            "For information security: it asks them to accept what remains, by the 14 cloud security principles."
        ),
    ),
    Paper(
        "procurement",
        _("Procurement note"),
        _("For procurement: it asks them to record why borrowing from a council needs no competition."),
    ),
    Paper(
        "union",
        _("Union briefing"),
        _("For recognised trade unions: it says what changes for officers, and asks what they want to see."),
    ),
    Paper(
        "it",
        _("IT note"),
        _("For your IT service desk: it asks them to let one web address and one sender of e-mail through."),
    ),
)


def paper_named(slug: str) -> Paper:
    """The paper with this name. Refuses `not_found`."""
    found = next((each for each in PAPERS if each.slug == slug), None)
    if found is None:
        raise NotFound
    return found
