"""A refusal that names its rule and its source: a quote shows both."""

from typing import Any, Self

from django.utils.translation import gettext_lazy as _

from commonpool.agreements.rules import Rule
from commonpool.kernel.refusals import Refusal
from commonpool.kernel.words import translated

AGREEMENT = _("The agreement between councils")
POOL = _("How the pool works")


class Ruled(Refusal):
    """A refusal that names the rule it follows and where that rule comes from."""

    rule = ""
    source: Any = POOL

    @classmethod
    def by(cls, rule: Rule) -> Self:
        """This refusal with a rule of law and its source; in the rule's words where it has none of its own."""
        refused = cls(None if "message" in vars(cls) else translated(rule.message))
        refused.rule, refused.source = rule.rule, rule.source
        return refused
