"""What search reads: one row per listing, projected in the same transaction as what it shows."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q

from commonpool.availability.models import Listing, Week
from commonpool.identity.models import Person
from commonpool.kernel.constraints import paired
from commonpool.kernel.personal import EMPLOYMENT, LOG, Personal
from commonpool.organisations.models import Organisation

# Of the people in `moved`: the Monday of the first of the newest 53 weeks kept of them, the minutes that can be booked
# in each from there on, in whole half hours, and the newest Monday in whose week hours of theirs are booked.
SHOWN_WEEKS = """
    SELECT moved.person_id, kept.newest - 364 AS free_from, booked.newest AS booked_on,
           ARRAY(SELECT CASE WHEN week.open AND (week.shared OR week.live_bookings = 0)
                             THEN (week.offered_minutes - week.held_minutes) / 30 * 30 ELSE 0 END
                   FROM generate_series(52, 0, -1) AS before
                   LEFT JOIN availability_week week
                     ON week.person_id = moved.person_id AND week.monday = kept.newest - 7 * before
                  ORDER BY before DESC)::smallint[] AS free_minutes
      FROM moved
     CROSS JOIN LATERAL (SELECT max(monday) AS newest FROM availability_week
                          WHERE person_id = moved.person_id) kept
     CROSS JOIN LATERAL (SELECT max(monday) AS newest FROM availability_week
                          WHERE person_id = moved.person_id AND live_bookings > 0) booked
     WHERE kept.newest IS NOT NULL
"""
# Of a listing: the first and the last day on which it may be shown, as far as it and whose it is decide; no last day
# where it may not.
SHOWN_DAYS = """
    SELECT employment.starts_on AS shown_from,
           CASE WHEN it.status = 'listed' AND person.is_active AND permitted.until IS NOT NULL
                THEN least(permitted.until, it.ends_on, employment.ends_on) END AS shown_until
      FROM availability_listing it
      JOIN people_employment employment ON employment.id = it.employment_id
      JOIN identity_person person ON person.id = it.person_id
     CROSS JOIN LATERAL (SELECT max(ends_on) AS until FROM availability_permission
                          WHERE listing_id = it.id AND status = 'granted') permitted
     WHERE it.id = {listing}
"""
SHOWS_WEEKS = f"""
    PERFORM FROM matching_officerindex WHERE person_id IN (SELECT person_id FROM told)
      ORDER BY listing_id FOR NO KEY UPDATE;
    WITH moved AS (SELECT DISTINCT person_id FROM told), shown AS ({SHOWN_WEEKS})
    UPDATE matching_officerindex found
       SET free_from = shown.free_from, free_minutes = shown.free_minutes, booked_on = shown.booked_on,
           (shown_from, shown_until) = ({SHOWN_DAYS.format(listing="found.listing_id")})
      FROM shown
     WHERE found.person_id = shown.person_id;
    RETURN NULL;
"""  # noqa: S608


NAME_WORDS = "to_tsvector('simple'::regconfig, {})"
"""The words of a name, as they are indexed: what asks for them has to be written so."""


class OfficerIndex(models.Model):
    """A listing as search sees it. A projection: never the truth about a week or a permission.

    `confirmed`: how many things that were done somebody confirmed. `latest_in`: the year of the newest thing said.
    `free_minutes`: what can be booked in each week from `free_from` on. `booked_on`: the newest week with live
    bookings. `band`: the grade band of who is checked, which their council may have priced; empty while they are not.
    `shown_from` and `shown_until`: the days on which it may be shown, if its council lets it; what moves them moves
    weeks too, nearly always (see `operations.keep_days`).
    """

    listing = models.OneToOneField(
        Listing, on_delete=models.PROTECT, primary_key=True, related_name="search_row"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    home = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    nation = models.CharField(max_length=16)
    region = models.CharField(max_length=40, blank=True, default="")
    remote = models.BooleanField(default=True)
    on_site = models.BooleanField(default=False)
    skill_ids = ArrayField(models.CharField(max_length=120), default=list)
    function_ids = ArrayField(models.CharField(max_length=40), default=list)
    name = models.TextField(default="")
    words = SearchVectorField(null=True)
    confirmed = models.PositiveSmallIntegerField(default=0)
    confirmed_function_ids = ArrayField(models.CharField(max_length=40), default=list)
    latest_in = models.PositiveSmallIntegerField(null=True)
    free_from = models.DateField(null=True)
    free_minutes = ArrayField(models.SmallIntegerField(), default=list)
    booked_on = models.DateField(null=True)
    band = models.CharField(max_length=40, blank=True, default="")
    shown_from = models.DateField(null=True)
    shown_until = models.DateField(null=True)

    PERSONAL: ClassVar = {
        "person": Personal("Who can be found", "To be found", EMPLOYMENT),
        "skill_ids": Personal("Their skills", "To be found by them", EMPLOYMENT),
        "function_ids": Personal("What they can help with", "To be found by it", EMPLOYMENT),
        "confirmed_function_ids": Personal("What they can help with", "To be found by it", EMPLOYMENT),
        "name": Personal("Their name", "To be found by it", EMPLOYMENT),
        "words": Personal("Their words, indexed", "To be found by them", EMPLOYMENT),
        "free_minutes": Personal("When they are free", "To be found for those weeks", EMPLOYMENT),
        "band": Personal("Grade band", "To be found by it", EMPLOYMENT),
        "shown_from": Personal("From when they can be found", "To be found while they may be", EMPLOYMENT),
        "shown_until": Personal("Until when they can be found", "To be found while they may be", EMPLOYMENT),
        "booked_on": Personal("When they were booked last", "So that others have a turn", EMPLOYMENT),
    }

    class Meta:
        indexes = [
            GinIndex(
                F("words"), Func(F("region"), template="(ARRAY[%(expressions)s])"), name="officer_index_words"
            ),
            GinIndex(fields=["skill_ids"], name="officer_index_skills"),
            GinIndex(fields=["function_ids"], name="officer_index_functions"),
            GinIndex(
                Func(F("name"), template=NAME_WORDS.format("%(expressions)s")), name="officer_index_names"
            ),
            models.Index(fields=["name"], name="officer_index_name"),
            models.Index(fields=["nation", "region"], name="officer_index_place"),
        ]


class ShownWeek(Week):
    """A week whose search rows follow it, whoever moves it: bookings move weeks by a trigger, and the night in bulk."""

    class Meta:
        proxy = True
        triggers = [
            pgtrigger.Trigger(
                name=f"week_is_shown_{name}",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=operation,
                referencing=pgtrigger.Referencing(new="told"),
                func=SHOWS_WEEKS,
            )
            for name, operation in (("new", pgtrigger.Insert), ("moved", pgtrigger.Update))
        ]


class IndexedWord(models.Model):
    """A word that listings use, for the spelling of what is typed and for how rare a thing is.

    `stem`: what it is indexed by. `listings`: how many have that stem, counted at night; 1 for a word of today.
    """

    word = models.CharField(max_length=60, primary_key=True)
    stem = models.CharField(max_length=60)
    listings = models.PositiveIntegerField(default=1)

    PERSONAL: ClassVar = {
        "word": Personal("A word of a listing, not whose", "To be found in spite of a slip", EMPLOYMENT),
        "stem": Personal("The same, without its ending", "To be found in spite of a slip", EMPLOYMENT),
    }

    class Meta:
        indexes = [
            models.Index(fields=["stem"], name="indexed_word_stem"),
            GinIndex(fields=["word"], name="indexed_word_spelling", opclasses=["gin_trgm_ops"]),
        ]


class IndexedName(models.Model):
    """A word of somebody's name, for the spelling of names that are typed. One that nobody has goes at night."""

    word = models.CharField(max_length=60, primary_key=True)

    PERSONAL: ClassVar = {
        "word": Personal("A word of a name, not whose", "To be found in spite of a slip", EMPLOYMENT)
    }

    class Meta:
        indexes = [GinIndex(fields=["word"], name="indexed_name_spelling", opclasses=["gin_trgm_ops"])]


class EmptySearch(models.Model):
    """A search that nobody answers whole: what the network lacks. Told by council, not by person.

    `things`: how many things its words ask for; `said`: how many of them whoever came nearest says.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=200)
    function_id = models.CharField(max_length=40, blank=True, default="")
    skill_id = models.CharField(max_length=120, blank=True, default="")
    things = models.PositiveSmallIntegerField(default=0)
    said = models.PositiveSmallIntegerField(default=0)
    searched_at = models.DateTimeField()
    searched_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {
        "words": Personal("What was looked for", "To see what the network lacks", "One year"),
        "searched_by": Personal("Who looked", "To tell them when somebody comes", "One year"),
    }

    class Meta:
        constraints = [
            paired("searched", "empty_search", required=True),
            models.CheckConstraint(
                condition=Q(said__lt=F("things")) | Q(said=0, things=0), name="empty_search_not_answered"
            ),
        ]
        indexes = [models.Index(fields=["-searched_at"], name="empty_search_newest")]


MOST_SAVED = 20
"""Searches that one person keeps at a time."""


class SavedSearch(models.Model):
    """A search that is looked at again each week for who is new, unless it is paused.

    `number`: its place among the person's twenty. `known_ids`: the listings it has found before. `told_on`: the
    Monday of the week in which it was last looked at.
    """

    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200, blank=True, default="")
    function_id = models.CharField(max_length=40, blank=True, default="")
    skill_id = models.CharField(max_length=120, blank=True, default="")
    nation = models.CharField(max_length=16, blank=True, default="")
    region = models.CharField(max_length=40, blank=True, default="")
    minutes = models.PositiveIntegerField(default=0)
    each_week = models.BooleanField(default=False)
    total_minutes = models.PositiveIntegerField(default=0)
    remote = models.BooleanField(default=False)
    on_site = models.BooleanField(default=False)
    most_pence = models.PositiveIntegerField(default=0)
    unlike_us = models.BooleanField(default=False)
    home_id = models.PositiveBigIntegerField(default=0)
    known_ids = ArrayField(models.BigIntegerField(), default=list)
    told_on = models.DateField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="saved_searches")
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = {
        "words": Personal("What is looked for", "To look again for them", "Until they remove it"),
        "saved_by": Personal("Who looks", "To tell them who is new", "Until they remove it"),
        "paused_by": Personal("Who paused it", "Not to write to them", "Until they remove it"),
        "removed_by": Personal("Who removed it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            paired("saved", "saved_search", required=True),
            paired("paused", "saved_search"),
            paired("removed", "saved_search"),
            models.CheckConstraint(condition=Q(number__range=(1, MOST_SAVED)), name="saved_search_of_twenty"),
            models.UniqueConstraint(
                fields=["saved_by", "number"],
                condition=Q(removed_at__isnull=True),
                name="saved_search_place_once",
            ),
        ]


class NeedsLetter(models.Model):
    """When an officer was last told of needs that fit them, and whether they wish to be. At most once a week."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    told_on = models.DateField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    UNPAIRED: ClassVar = {"told_at": "the product tells them by itself"}
    PERSONAL: ClassVar = {
        "person": Personal("Who is told", "To tell them once a week", EMPLOYMENT),
        "stopped_by": Personal("Who stopped it", "Not to write to them", EMPLOYMENT),
    }

    class Meta:
        constraints = [
            paired("stopped", "needs_letter"),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True) | Q(told_on__iso_week_day=1), name="needs_letter_of_a_week"
            ),
        ]
