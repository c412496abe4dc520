"""The least that Django does for a booking over HTTP: one view, one model each, no middleware. Only to be measured.

Granian serves `bench.bare:application` as it serves the product.
"""

import json
import os
from typing import Any

import django
from django.conf import settings as kept
from django.db import connection, models, transaction
from django.http import HttpRequest, JsonResponse
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.bare_settings")
django.setup()

TABLES = """
    CREATE TABLE bench_slot (id bigserial PRIMARY KEY, officer bigint NOT NULL, monday date NOT NULL,
                             minutes integer NOT NULL, held integer NOT NULL DEFAULT 0 CHECK (held <= minutes),
                             UNIQUE (officer, monday));
    CREATE TABLE bench_booked (id bigserial PRIMARY KEY, slot_id bigint NOT NULL REFERENCES bench_slot (id),
                               host bigint NOT NULL, minutes integer NOT NULL);
    INSERT INTO bench_slot (officer, monday, minutes)
    SELECT officer, date '2026-12-07' + 7 * week, 240
      FROM generate_series(1, 10000) officer, generate_series(0, 3) week;
"""
GONE = "DROP TABLE IF EXISTS bench_booked, bench_slot"


class Slot(models.Model):
    officer = models.BigIntegerField()
    monday = models.DateField()
    minutes = models.IntegerField()
    held = models.IntegerField(default=0)

    class Meta:
        app_label, db_table, managed = "bench", "bench_slot", False


class Booked(models.Model):
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT)
    host = models.BigIntegerField()
    minutes = models.IntegerField()

    class Meta:
        app_label, db_table, managed = "bench", "bench_booked", False


def book(request: HttpRequest) -> JsonResponse:
    """The week is held, or 409 says that it is taken."""
    if request.method == "GET":
        return JsonResponse({})
    asked: dict[str, Any] = json.loads(request.body)
    with transaction.atomic():
        slot = Slot.objects.select_for_update().get(officer=asked["officer"], monday=asked["monday"])
        if slot.held + asked["minutes"] > slot.minutes:
            return JsonResponse({"code": "taken"}, status=409)
        slot.held += asked["minutes"]
        slot.save(update_fields=["held"])
        booked = Booked.objects.create(slot=slot, host=asked["host"], minutes=asked["minutes"])
    return JsonResponse({"booking": booked.pk}, status=201)


urlpatterns = [path("", book)]


def write_tables() -> None:
    """Ten thousand officers' next four weeks."""
    with connection.cursor() as cursor:
        cursor.execute(GONE)
        cursor.execute(TABLES)
        cursor.execute("ANALYZE bench_slot")


def forget_tables() -> None:
    """They are gone again."""
    with connection.cursor() as cursor:
        cursor.execute(GONE)


if kept.ROOT_URLCONF == "bench.bare":
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
