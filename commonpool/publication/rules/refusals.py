"""Why something said about publication is refused."""

from django.utils.translation import gettext_lazy as _

from commonpool.kernel.refusals import Refusal


class RateWrong(Refusal):
    """A day's rate is above nought, for a day of one to twelve hours (`comparison_rate_wrong`)."""

    code = "comparison_rate_wrong"
    message = _("Enter a rate above nought, for a day of one to twelve hours.")


class SourceMissing(Refusal):
    """It does not say where the rate was published (`source_missing`)."""

    code = "source_missing"
    message = _("Say where the rate was published, so that a reader can look it up.")


class PublishedLater(Refusal):
    """It was published in the future (`published_later`)."""

    code = "published_later"
    message = _("The day it was published cannot be in the future.")


class RangeWrong(Refusal):
    """The last day is before the first, or more than six years after it (`range_wrong`)."""

    code = "range_wrong"
    message = _("Choose a last day that is not before the first, and at most six years after it.")


class KeptTooShort(Refusal):
    """The law asks for more years, or they are more than a hundred (`kept_too_short`)."""

    code = "kept_too_short"
    message = _("Keep it for at least {least} years, and at most a hundred.")


class WhyMissing(Refusal):
    """It does not say why (`why_missing`)."""

    code = "why_missing"
    message = _("Say why, so that your auditor can follow it.")


class NotHeld(Refusal):
    """The hold was lifted already (`not_held`)."""

    code = "not_held"
    status = 409
    message = _("This hold was lifted already.")
