"""What the people who run this installation say of themselves, and what they have not said."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _


def said() -> list[tuple[str, str]]:
    """Each thing they have said, with what it is about."""
    return [(about, words) for about, words in _everything() if words]


def unsaid() -> list[str]:
    """What they have said nothing about."""
    return [about for about, words in _everything() if not words]


def _everything() -> Iterator[tuple[str, str]]:
    operator = settings.OPERATOR
    yield _("Who runs it"), operator.name
    yield _("Postal address"), operator.address
    yield _("Where to write by e-mail"), operator.email
    yield _("What joining costs"), operator.joining_price
    yield _("In which country the data are kept"), operator.hosting_country
    yield _("Registration with the Information Commissioner’s Office"), operator.ico_number
    yield _("Security certificates"), operator.certificates
