"""A refusal that names its rule and its source: a quote shows both."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonpool.kernel.refusals import Refusal

AGREEMENT = _("The agreement between councils")
POOL = _("How the pool works")


class Ruled(Refusal):
    """A refusal that names the rule it follows and where that rule comes from."""

    rule = ""
    source: Any = POOL
