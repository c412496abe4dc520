"""How tests reach a state: by calling the operations, so that an impossible state cannot be built.

One module a stage: `register`, `people`, `councils` (joining), and so on upwards. A factory

- is called `make_<thing>` (or by the thing's own word, such as `council(...)`), takes keywords with plain
  defaults, and answers the thing itself;
- acts as the people who would act: `actor(person)` gives anybody's actor as it stands at `NOW`, with the
  second factor met; `actor(person, second_factor=False)` takes it away;
- may be `@recorded`: what it made is put back row by row where a later test begins with the same call;
- never reads the clock: everything happens at `NOW`, Monday 2 November 2026 at 10:00 in London, unless `at=`
  says otherwise. Monday of the first bookable week in most tests: 7 December 2026.

    officer = make_officer(home, name="Asha Rao")            # a person with stated, ticked and checked facts
    manager = make_role(home, Role.APPROVER)                 # a new colleague holding that role
    booker = make_role(host, Role.BOOKING_MANAGER)
    request_booking(actor=actor(booker), ..., at=NOW)
    signed_in(booker).get("/")                               # the test client, second factor met
"""

from tests.factories.councils import council
from tests.factories.people import (
    NOW,
    TODAY,
    actor,
    administrator_of,
    make_employment,
    make_officer,
    make_person,
    make_role,
    make_steward,
)
from tests.factories.register import make_organisation
from tests.factories.signed_in import signed_in

__all__ = [
    "NOW",
    "TODAY",
    "actor",
    "administrator_of",
    "council",
    "make_employment",
    "make_officer",
    "make_organisation",
    "make_person",
    "make_role",
    "make_steward",
    "signed_in",
]
