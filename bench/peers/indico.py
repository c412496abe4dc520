"""Indico: an hour of a room, booked by the address that its own pages use, for one of many users.

Its cache and its queue are in Redis, as its manual asks for. Nobody works on the queue, as ours has no worker here.
"""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import cycle
from urllib.parse import urlencode

from bench.client import HOST, Request
from bench.peers import environments
from bench.peers.systems import Slot, System, column, make
from commonpool.kernel.clock import now

NAME, DATABASE = "indico", "bench_indico"
ROOMS, USERS, HOURS = 100, 32, 8
FILL = """
import sys
from indico.web.flask.app import make_app
with make_app().app_context():
    from indico.core.db import db
    from indico.core.oauth.models.personal_tokens import PersonalToken
    from indico.modules.rb.models.locations import Location
    from indico.modules.rb.models.rooms import Room
    from indico.modules.users.operations import create_user
    place, users = Location(name="Bench"), []
    db.session.add(place)
    for n, secret in enumerate(sys.argv[2:]):
        named = {"first_name": "Asker", "last_name": str(n)}
        users.append(create_user(f"asker-{n}@bench.example", named, from_moderation=False))
        db.session.flush()
        PersonalToken(user=users[-1], name="Bench", scopes=["full:everything"]).access_token = secret
    for n in range(int(sys.argv[1])):
        db.session.add(Room(location=place, owner=users[0], building="1", floor="1", number=str(n)))
    db.session.commit()
"""
CONFIGURATION = """
SQLALCHEMY_DATABASE_URI = 'postgresql:///{database}?host={sockets}&user={account}'
SECRET_KEY = '{secret}'
BASE_URL = 'http://{host}'
CELERY_BROKER, REDIS_CACHE_URL = '{redis}/1', '{redis}/2'
DEFAULT_TIMEZONE, DEFAULT_LOCALE = 'Europe/London', 'en_GB'
ENABLE_ROOMBOOKING = True
CACHE_DIR, TEMP_DIR, LOG_DIR = '{folder}/cache', '{folder}/tmp', '{folder}/log'
STORAGE_BACKENDS, ATTACHMENT_STORAGE = {{'default': 'fs:{folder}/archive'}}, 'default'
SUPPORT_EMAIL = PUBLIC_SUPPORT_EMAIL = NO_REPLY_EMAIL = 'nobody@bench.example'
"""
LOGGING = "lib/*/site-packages/indico/logging.yaml.sample"
FREE = """
    SELECT room.id || ' ' || to_char(hour, 'YYYY-MM-DD"T"HH24:MI') AS slot
      FROM roombooking.rooms room
      JOIN generate_series(0, 30) day ON TRUE
      CROSS JOIN LATERAL generate_series(current_date + 30 + day + time '09:00', current_date + 30 + day + time '16:00',
                                         interval '1 hour') hour
     WHERE NOT EXISTS (
           SELECT FROM roombooking.reservation_occurrences held
             JOIN roombooking.reservations reservation ON reservation.id = held.reservation_id
            WHERE reservation.room_id = room.id AND held.start_dt = hour)
     ORDER BY hour, room.id LIMIT %s
"""
VALID, ACCEPTED = 2, 2
TWICE = f"""
    SELECT count(*) FROM (
        SELECT FROM roombooking.reservation_occurrences held
          JOIN roombooking.reservations reservation ON reservation.id = held.reservation_id
         WHERE held.state = {VALID} AND reservation.state = {ACCEPTED}
         GROUP BY reservation.room_id, held.start_dt HAVING count(*) > 1) sold
"""  # noqa: S608


@contextmanager
def served(_slots: int) -> Iterator[System]:
    """It answers inside, with a hundred rooms and the users who ask."""
    tokens = [f"indp_{secrets.token_hex(21)}" for _user in range(USERS)]
    environment = environments.made(NAME, {})
    sockets, account = make(DATABASE, "pg_trgm", "unaccent")
    with environments.redis(environment) as redis:
        _configure(environment, sockets, account, redis)
        environment.done("making its tables", environment.program("indico"), "db", "prepare")
        environment.done("filling it", str(environment.python), "-c", FILL, str(ROOMS), *tokens)
        askers = cycle(tokens)
        with environment.served("indico.web.flask.app:make_app", "--factory") as server:
            yield System(
                NAME,
                DATABASE,
                server,
                slots=lambda wanted: column(FREE, wanted),
                book=lambda slot, asker: Request(
                    "/rooms/api/booking/create",
                    tokens[asker % USERS],
                    _hour(slot) | {"reason": "Planning appeals"},
                ),
                search=lambda number: Request(_search(number), next(askers)),
                twice=TWICE,
                held=200,
                taken=418,
            )


def _hour(slot: Slot) -> dict[str, object]:
    """An hour of a room, as its address wants it."""
    room, begin = slot.split()
    return {"room_id": int(room), **_times(datetime.fromisoformat(begin))}


def _search(number: int) -> str:
    """Which rooms are free in that hour."""
    day = now().replace(hour=9 + number % HOURS, minute=0, second=0, microsecond=0, tzinfo=None)
    return f"/rooms/api/rooms/search?{urlencode(_times(day + timedelta(days=30)))}"


def _times(begin: datetime) -> dict[str, object]:
    form = "%Y-%m-%dT%H:%M"
    end = begin + timedelta(hours=1)
    return {
        "start_dt": begin.strftime(form),
        "end_dt": end.strftime(form),
        "repeat_frequency": "NEVER",
        "repeat_interval": 0,
    }


def _configure(environment: environments.Environment, sockets: str, account: str, redis: str) -> None:
    folder = environment.folder
    for name in ("cache", "tmp", "log", "archive"):
        (folder / name).mkdir(exist_ok=True)
    (sample,) = (folder / "venv").glob(LOGGING)
    shutil.copy(sample, folder / "logging.yaml")
    told = folder / "indico.conf"
    told.write_text(
        CONFIGURATION.format(
            database=DATABASE,
            sockets=sockets,
            account=account,
            redis=redis,
            folder=folder,
            host=HOST,
            secret=secrets.token_hex(32),
        )
    )
    environment.variables["INDICO_CONFIG"] = str(told)
