import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.operations
import django.contrib.postgres.search
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("availability", "0001_initial"),
        ("identity", "__first__"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="EmptySearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=200)),
                ("function_id", models.CharField(blank=True, default="", max_length=40)),
                ("skill_id", models.CharField(blank=True, default="", max_length=120)),
                ("searched_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "searched_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-searched_at"], name="empty_search_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("searched_at__isnull", False), ("searched_by__isnull", False)),
                        name="empty_search_searched_at_by",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficerIndex",
            fields=[
                (
                    "listing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="search_row",
                        serialize=False,
                        to="availability.listing",
                    ),
                ),
                ("nation", models.CharField(max_length=16)),
                ("region", models.CharField(blank=True, default="", max_length=40)),
                ("remote", models.BooleanField(default=True)),
                ("on_site", models.BooleanField(default=False)),
                (
                    "skill_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), default=list, size=None
                    ),
                ),
                (
                    "function_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("name", models.TextField(default="")),
                ("name_text", models.TextField(default="")),
                ("words", django.contrib.postgres.search.SearchVectorField(null=True)),
                ("confirmed", models.PositiveSmallIntegerField(default=0)),
                (
                    "confirmed_function_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("latest_in", models.PositiveSmallIntegerField(null=True)),
                (
                    "home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["words"], name="officer_index_words"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["skill_ids"], name="officer_index_skills"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["function_ids"], name="officer_index_functions"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["name_text"], name="officer_index_names", opclasses=["gin_trgm_ops"]
                    ),
                    models.Index(fields=["name"], name="officer_index_name"),
                    models.Index(fields=["nation", "region"], name="officer_index_place"),
                ],
            },
        ),
        django.contrib.postgres.operations.TrigramExtension(),
        migrations.CreateModel(
            name="IndexedWord",
            fields=[
                ("word", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("stem", models.CharField(max_length=60)),
                ("listings", models.PositiveIntegerField(default=1)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["stem"], name="indexed_word_stem"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["word"], name="indexed_word_spelling", opclasses=["gin_trgm_ops"]
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ShownWeek",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("availability.week",),
        ),
        migrations.AddField(
            model_name="officerindex",
            name="booked_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="officerindex",
            name="shown_from",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="officerindex",
            name="shown_until",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="officerindex",
            name="free_from",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="officerindex",
            name="free_minutes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.SmallIntegerField(), default=list, size=None
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="shownweek",
            trigger=pgtrigger.compiler.Trigger(
                name="week_is_shown_new",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    PERFORM FROM matching_officerindex WHERE person_id IN (SELECT person_id FROM told)\n      ORDER BY listing_id FOR NO KEY UPDATE;\n    WITH moved AS (SELECT DISTINCT person_id FROM told), shown AS (\n    SELECT moved.person_id, kept.newest - 364 AS free_from, booked.newest AS booked_on,\n           ARRAY(SELECT CASE WHEN week.open AND (week.shared OR week.live_bookings = 0)\n                             THEN (week.offered_minutes - week.held_minutes) / 30 * 30 ELSE 0 END\n                   FROM generate_series(52, 0, -1) AS before\n                   LEFT JOIN availability_week week\n                     ON week.person_id = moved.person_id AND week.monday = kept.newest - 7 * before\n                  ORDER BY before DESC)::smallint[] AS free_minutes\n      FROM moved\n     CROSS JOIN LATERAL (SELECT max(monday) AS newest FROM availability_week\n                          WHERE person_id = moved.person_id) kept\n     CROSS JOIN LATERAL (SELECT max(monday) AS newest FROM availability_week\n                          WHERE person_id = moved.person_id AND live_bookings > 0) booked\n     WHERE kept.newest IS NOT NULL\n)\n    UPDATE matching_officerindex found\n       SET free_from = shown.free_from, free_minutes = shown.free_minutes, booked_on = shown.booked_on,\n           (shown_from, shown_until) = (\n    SELECT employment.starts_on AS shown_from,\n           CASE WHEN it.status = 'listed' AND person.is_active AND permitted.until IS NOT NULL\n                THEN least(permitted.until, it.ends_on, employment.ends_on) END AS shown_until\n      FROM availability_listing it\n      JOIN people_employment employment ON employment.id = it.employment_id\n      JOIN identity_person person ON person.id = it.person_id\n     CROSS JOIN LATERAL (SELECT max(ends_on) AS until FROM availability_permission\n                          WHERE listing_id = it.id AND status = 'granted') permitted\n     WHERE it.id = found.listing_id\n)\n      FROM shown\n     WHERE found.person_id = shown.person_id;\n    RETURN NULL;\n",
                    hash="eabebf39c63392986850b78abfdc370632fecdb9",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_week_is_shown_new_6b9c4",
                    referencing="REFERENCING NEW TABLE AS told ",
                    table="availability_week",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="shownweek",
            trigger=pgtrigger.compiler.Trigger(
                name="week_is_shown_moved",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    PERFORM FROM matching_officerindex WHERE person_id IN (SELECT person_id FROM told)\n      ORDER BY listing_id FOR NO KEY UPDATE;\n    WITH moved AS (SELECT DISTINCT person_id FROM told), shown AS (\n    SELECT moved.person_id, kept.newest - 364 AS free_from, booked.newest AS booked_on,\n           ARRAY(SELECT CASE WHEN week.open AND (week.shared OR week.live_bookings = 0)\n                             THEN (week.offered_minutes - week.held_minutes) / 30 * 30 ELSE 0 END\n                   FROM generate_series(52, 0, -1) AS before\n                   LEFT JOIN availability_week week\n                     ON week.person_id = moved.person_id AND week.monday = kept.newest - 7 * before\n                  ORDER BY before DESC)::smallint[] AS free_minutes\n      FROM moved\n     CROSS JOIN LATERAL (SELECT max(monday) AS newest FROM availability_week\n                          WHERE person_id = moved.person_id) kept\n     CROSS JOIN LATERAL (SELECT max(monday) AS newest FROM availability_week\n                          WHERE person_id = moved.person_id AND live_bookings > 0) booked\n     WHERE kept.newest IS NOT NULL\n)\n    UPDATE matching_officerindex found\n       SET free_from = shown.free_from, free_minutes = shown.free_minutes, booked_on = shown.booked_on,\n           (shown_from, shown_until) = (\n    SELECT employment.starts_on AS shown_from,\n           CASE WHEN it.status = 'listed' AND person.is_active AND permitted.until IS NOT NULL\n                THEN least(permitted.until, it.ends_on, employment.ends_on) END AS shown_until\n      FROM availability_listing it\n      JOIN people_employment employment ON employment.id = it.employment_id\n      JOIN identity_person person ON person.id = it.person_id\n     CROSS JOIN LATERAL (SELECT max(ends_on) AS until FROM availability_permission\n                          WHERE listing_id = it.id AND status = 'granted') permitted\n     WHERE it.id = found.listing_id\n)\n      FROM shown\n     WHERE found.person_id = shown.person_id;\n    RETURN NULL;\n",
                    hash="a90f7d8f6f0db9be750e0e92abef93fc6d063691",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_week_is_shown_moved_933d2",
                    referencing="REFERENCING NEW TABLE AS told ",
                    table="availability_week",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="NeedsLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("told_on", models.DateField(blank=True, null=True)),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stopped_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stopped_at__isnull", False), ("stopped_by__isnull", False)),
                            models.Q(("stopped_at__isnull", True), ("stopped_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="needs_letter_stopped_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("told_on__isnull", True), ("told_on__iso_week_day", 1), _connector="OR"
                        ),
                        name="needs_letter_of_a_week",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("words", models.CharField(blank=True, default="", max_length=200)),
                ("function_id", models.CharField(blank=True, default="", max_length=40)),
                ("skill_id", models.CharField(blank=True, default="", max_length=120)),
                ("nation", models.CharField(blank=True, default="", max_length=16)),
                ("region", models.CharField(blank=True, default="", max_length=40)),
                ("minutes", models.PositiveIntegerField(default=0)),
                ("each_week", models.BooleanField(default=False)),
                ("total_minutes", models.PositiveIntegerField(default=0)),
                ("remote", models.BooleanField(default=False)),
                ("on_site", models.BooleanField(default=False)),
                (
                    "known_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("told_on", models.DateField()),
                ("saved_at", models.DateTimeField()),
                ("paused_at", models.DateTimeField(blank=True, null=True)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "paused_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="saved_searches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("saved_at__isnull", False), ("saved_by__isnull", False)),
                        name="saved_search_saved_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("paused_at__isnull", False), ("paused_by__isnull", False)),
                            models.Q(("paused_at__isnull", True), ("paused_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="saved_search_paused_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="saved_search_removed_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__range", (1, 20))), name="saved_search_of_twenty"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=("saved_by", "number"),
                        name="saved_search_place_once",
                    ),
                ],
            },
        ),
    ]
