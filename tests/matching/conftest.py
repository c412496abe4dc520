"""Where officers are looked for: a council that lends, and somebody of another nation's who borrows."""

import pytest

from tests.factories.councils import council
from tests.factories.people import actor, make_officer


@pytest.fixture
def home():
    return council("Wales", depth="lend")


@pytest.fixture
def looking():
    return actor(make_officer(council("England", depth="borrow")).person)
