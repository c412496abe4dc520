"""pretix: a ticket whose quota is one, ordered by its REST API as its users' programs do; e-mail alone is off.

Its cache and its queue are in Redis, as its manual asks for. Nobody works on the queue, as ours has no worker here:
either may stand on another machine.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from bench.client import HOST, Request
from bench.peers import environments
from bench.peers.systems import Slot, System, column, make

NAME, DATABASE = "pretix", "bench_pretix"
PAGES_OF, ORDERS = 50, "/api/v1/organizers/bench/events/slots"
FILL = """
import sys
from datetime import timedelta
import django; django.setup()
from django.conf import settings
from django.utils.timezone import now
from django_scopes import scopes_disabled
from pretix.base.models import Event, Item, Organizer, Quota, Team, TeamAPIToken
with scopes_disabled():
    organizer = Organizer.objects.create(name="Bench", slug="bench")
    event = Event.objects.create(
        organizer=organizer, name="Slots", slug="slots", currency="GBP", live=True, testmode=False,
        date_from=now() + timedelta(days=90), plugins=settings.PRETIX_PLUGINS_DEFAULT,
    )
    event.set_defaults()
    team = Team.objects.create(
        organizer=organizer, name="Bench", all_events=True, all_event_permissions=True
    )
    TeamAPIToken.objects.create(team=team, name="Bench", token=sys.argv[2])
    for n in range(int(sys.argv[1])):
        item = Item.objects.create(event=event, name=f"Slot {n}", default_price="76.62")
        Quota.objects.create(event=event, name=f"Slot {n}", size=1).items.add(item)
"""
FREE = """
    SELECT id FROM pretixbase_item item
     WHERE NOT EXISTS (SELECT FROM pretixbase_orderposition held WHERE held.item_id = item.id)
     ORDER BY id LIMIT %s
"""
TWICE = """
    SELECT count(*) FROM (
        SELECT FROM pretixbase_orderposition held JOIN pretixbase_order ordered ON ordered.id = held.order_id
         WHERE NOT held.canceled AND ordered.status IN ('n', 'p')
         GROUP BY held.item_id HAVING count(*) > 1) sold
"""


@contextmanager
def served(slots: int) -> Iterator[System]:
    """It answers inside, with so many slots to sell."""
    token = secrets.token_hex(32)
    environment = environments.made(NAME, {})
    sockets, account = make(DATABASE)
    with environments.redis(environment) as redis:
        environment.variables.update(_variables(sockets, account, redis))
        environment.done("making its tables", str(environment.python), "-m", "pretix", "migrate")
        environment.done("filling it", str(environment.python), "-c", FILL, str(slots), token)
        with environment.served("pretix.wsgi:application") as server:
            yield System(
                NAME,
                DATABASE,
                server,
                slots=lambda wanted: column(FREE, wanted),
                book=lambda slot, asker: Request(
                    f"{ORDERS}/orders/", token, _order(slot, asker), scheme="Token"
                ),
                search=lambda n: Request(
                    f"{ORDERS}/quotas/?with_availability=true&page={1 + n % (slots // PAGES_OF)}",
                    token,
                    scheme="Token",
                ),
                twice=TWICE,
                held=201,
                taken=400,
            )


def _order(slot: Slot, asker: int) -> dict[str, object]:
    """One ticket, to be paid for later."""
    return {
        "email": f"asker-{asker}@bench.example",
        "locale": "en",
        "payment_provider": "manual",
        "send_email": False,
        "positions": [
            {"item": slot, "variation": None, "attendee_name_parts": {"full_name": f"Asker {asker}"}}
        ],
    }


def _variables(sockets: str, account: str, redis: str) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "pretix.settings",
        "DATA_DIR": ".",
        "PRETIX_CONFIG_FILE": "none",
        "PRETIX_PRETIX_URL": f"http://{HOST}",
        "PRETIX_DATABASE_BACKEND": "postgresql",
        "PRETIX_DATABASE_NAME": DATABASE,
        "PRETIX_DATABASE_USER": account,
        "PRETIX_DATABASE_HOST": sockets,
        "PRETIX_REDIS_LOCATION": f"{redis}/1",
        "PRETIX_REDIS_SESSIONS": "true",
        "PRETIX_CELERY_BACKEND": f"{redis}/2",
        "PRETIX_CELERY_BROKER": f"{redis}/3",
    }
