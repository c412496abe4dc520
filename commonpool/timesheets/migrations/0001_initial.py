import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("bookings", "0001_initial"),
        ("identity", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Timesheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("status", models.CharField(default="prefilled", max_length=10)),
                ("opened_at", models.DateTimeField()),
                ("opened_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                ("agreed_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("queried_at", models.DateTimeField(blank=True, null=True)),
                ("question", models.CharField(blank=True, default="", max_length=600)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("locked_at", models.DateTimeField(blank=True, null=True)),
                ("locked_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("minutes", models.PositiveIntegerField(default=0)),
                ("answer_by", models.DateTimeField(blank=True, null=True)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "booked_week",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="timesheet",
                        to="bookings.bookedweek",
                    ),
                ),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="timesheets",
                        to="bookings.booking",
                    ),
                ),
                (
                    "dropped_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "queried_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
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
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "submitted")),
                        fields=["answer_by"],
                        name="timesheet_unanswered",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["prefilled", "queried", "submitted", "agreed", "dropped", "locked"],
                            )
                        ),
                        name="timesheet_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_by__isnull", True),
                            models.Q(("agreed_by", models.F("submitted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="timesheet_not_agreed_by_submitter",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("agreed", "locked")), _negated=True),
                            models.Q(("agreed_at__isnull", False), ("submitted_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="timesheet_agreed_after_submitted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opened_at__isnull", False),
                            models.Q(
                                models.Q(("opened_by__isnull", False), ("opened_by_rule", "")),
                                models.Q(
                                    ("opened_by__isnull", True),
                                    models.Q(("opened_by_rule", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="timesheet_opened_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            models.Q(("submitted_at__isnull", True), ("submitted_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="timesheet_submitted_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agreed_at__isnull", False),
                                models.Q(
                                    models.Q(("agreed_by__isnull", False), ("agreed_by_rule", "")),
                                    models.Q(
                                        ("agreed_by__isnull", True),
                                        models.Q(("agreed_by_rule", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("agreed_at__isnull", True),
                                ("agreed_by__isnull", True),
                                ("agreed_by_rule", ""),
                            ),
                            _connector="OR",
                        ),
                        name="timesheet_agreed_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("queried_at__isnull", False), ("queried_by__isnull", False)),
                            models.Q(("queried_at__isnull", True), ("queried_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="timesheet_queried_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("dropped_at__isnull", False),
                                models.Q(
                                    models.Q(("dropped_by__isnull", False), ("dropped_by_rule", "")),
                                    models.Q(
                                        ("dropped_by__isnull", True),
                                        models.Q(("dropped_by_rule", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("dropped_at__isnull", True),
                                ("dropped_by__isnull", True),
                                ("dropped_by_rule", ""),
                            ),
                            _connector="OR",
                        ),
                        name="timesheet_dropped_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("locked_at__isnull", False),
                                models.Q(
                                    models.Q(("locked_by__isnull", False), ("locked_by_rule", "")),
                                    models.Q(
                                        ("locked_by__isnull", True),
                                        models.Q(("locked_by_rule", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("locked_at__isnull", True),
                                ("locked_by__isnull", True),
                                ("locked_by_rule", ""),
                            ),
                            _connector="OR",
                        ),
                        name="timesheet_locked_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("locked_at__isnull", False), ("status", "locked")),
                            models.Q(
                                models.Q(("status", "locked"), _negated=True), ("locked_at__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="timesheet_locked_as_it_says",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_at__isnull", True),
                            ("agreed_at__gte", models.F("submitted_at")),
                            _connector="OR",
                        ),
                        name="timesheet_order",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="agreed_hours_stay",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE was jsonb; becomes jsonb;",
                            func="\n    IF OLD.agreed_at IS NULL THEN\n        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;\n    END IF;\n    IF TG_OP = 'UPDATE' AND OLD.status = 'agreed' AND NEW.status = 'locked' THEN\n        was := to_jsonb(OLD) - '{status,locked_at,locked_by_id,locked_by_rule}'::text[];\n        becomes := to_jsonb(NEW) - '{status,locked_at,locked_by_id,locked_by_rule}'::text[];\n        IF was = becomes THEN\n            RETURN NEW;\n        END IF;\n    END IF;\n    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) = to_jsonb(NEW) THEN\n        RETURN NEW;\n    END IF;\n    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'timesheet_agreed_stays',\n        MESSAGE = 'timesheet_agreed_stays: hours that are agreed are never changed';\n",
                            hash="0d6d7a8ff921ed85c4e58fbe3baaaad8f4dd9f35",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_agreed_hours_stay_0f33d",
                            table="timesheets_timesheet",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MissingYes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("status", models.CharField(default="waiting", max_length=10)),
                ("minutes", models.PositiveIntegerField()),
                ("asked_at", models.DateTimeField()),
                ("asked_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "timesheet",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="missing_yes",
                        to="timesheets.timesheet",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["waiting", "refused", "given"])),
                        name="missing_yes_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 1)), name="missing_yes_minutes"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_by__isnull", True),
                            models.Q(("answered_by", models.F("officer")), _negated=True),
                            _connector="OR",
                        ),
                        name="missing_yes_not_for_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("status", "waiting")),
                            models.Q(
                                models.Q(("status", "waiting"), _negated=True), ("answered_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="missing_yes_answered_as_it_says",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asked_at__isnull", False),
                            models.Q(
                                models.Q(("asked_by__isnull", False), ("asked_by_rule", "")),
                                models.Q(
                                    ("asked_by__isnull", True), models.Q(("asked_by_rule", ""), _negated=True)
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="missing_yes_asked_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                            models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="missing_yes_answered_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", True),
                            ("answered_at__gte", models.F("asked_at")),
                            _connector="OR",
                        ),
                        name="missing_yes_order",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="a_yes_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF TG_OP = 'DELETE' OR OLD.status = 'given' AND to_jsonb(OLD) <> to_jsonb(NEW)\n       OR (OLD.timesheet_id, OLD.officer_id, OLD.minutes, OLD.asked_at)\n          IS DISTINCT FROM (NEW.timesheet_id, NEW.officer_id, NEW.minutes, NEW.asked_at) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'missing_yes_stays',\n            MESSAGE = 'missing_yes_stays: what was asked, and a yes that was given, are never changed';\n    END IF;\n    RETURN NEW;\n",
                            hash="f6e40902c8cc8152664a212572294d0b47762cb2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_a_yes_stays_c8909",
                            table="timesheets_missingyes",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HoursCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("status", models.CharField(default="proposed", max_length=10)),
                ("minutes", models.PositiveIntegerField()),
                ("adds", models.BooleanField(default=False)),
                ("reason", models.CharField(max_length=600)),
                ("waiting_minutes", models.PositiveIntegerField(default=0)),
                ("home_allows", models.BooleanField(blank=True, null=True)),
                ("proposed_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("home_answered_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "home_answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "timesheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="timesheets.timesheet",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["proposed", "agreed", "waiting", "refused", "withdrawn"])
                        ),
                        name="correction_status",
                    ),
                    models.UniqueConstraint(fields=("timesheet", "number"), name="correction_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ("proposed", "waiting"))),
                        fields=("timesheet",),
                        name="correction_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="correction_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_by__isnull", True),
                            models.Q(
                                models.Q(("answered_by", models.F("officer")), _negated=True),
                                models.Q(("answered_by", models.F("proposed_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="correction_not_answered_by_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("home_answered_by__isnull", True),
                            models.Q(
                                models.Q(("home_answered_by", models.F("officer")), _negated=True),
                                models.Q(("home_answered_by", models.F("proposed_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="correction_not_allowed_for_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", True), ("status__in", ["proposed", "withdrawn"])
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("status__in", ["waiting", "agreed", "refused"]),
                            ),
                            _connector="OR",
                        ),
                        name="correction_answered_as_it_says",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("home_allows__isnull", True),
                                ("home_answered_at__isnull", True),
                                models.Q(
                                    models.Q(("status", "agreed"), _negated=True),
                                    ("waiting_minutes", 0),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("home_allows__isnull", False),
                                ("home_answered_at__isnull", False),
                                ("status", "agreed"),
                            ),
                            _connector="OR",
                        ),
                        name="correction_allowed_as_it_says",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), ("withdrawn_at__isnull", False)),
                            models.Q(
                                models.Q(("status", "withdrawn"), _negated=True),
                                ("withdrawn_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="correction_withdrawn_as_it_says",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("proposed_at__isnull", False), ("proposed_by__isnull", False)),
                        name="correction_proposed_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                            models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="correction_answered_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("home_answered_at__isnull", False), ("home_answered_by__isnull", False)
                            ),
                            models.Q(("home_answered_at__isnull", True), ("home_answered_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="correction_home_answered_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="correction_withdrawn_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", True),
                            ("answered_at__gte", models.F("proposed_at")),
                            _connector="OR",
                        ),
                        name="correction_order",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="correction_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF TG_OP = 'INSERT' THEN\n        IF NOT EXISTS (SELECT FROM timesheets_timesheet WHERE id = NEW.timesheet_id AND agreed_at IS NOT NULL) THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'correction_of_agreed_hours',\n                MESSAGE = 'correction_of_agreed_hours: only hours that are agreed are corrected';\n        END IF;\n        RETURN NEW;\n    END IF;\n    IF TG_OP = 'DELETE' OR OLD.status NOT IN ('proposed', 'waiting') AND to_jsonb(OLD) <> to_jsonb(NEW)\n       OR (OLD.timesheet_id, OLD.officer_id, OLD.number, OLD.minutes, OLD.reason, OLD.proposed_at, OLD.proposed_by_id)\n          IS DISTINCT FROM\n          (NEW.timesheet_id, NEW.officer_id, NEW.number, NEW.minutes, NEW.reason, NEW.proposed_at, NEW.proposed_by_id)\n    THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'correction_stays',\n            MESSAGE = 'correction_stays: what was proposed, and a correction that was answered, are never changed';\n    END IF;\n    RETURN NEW;\n",
                            hash="73f2712ab94d9d406e4ccffb11d4a6091e3a179d",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_correction_stays_43b64",
                            table="timesheets_hourscorrection",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkedDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField()),
                ("minutes", models.PositiveIntegerField()),
                ("starts", models.TimeField(blank=True, null=True)),
                ("ends", models.TimeField(blank=True, null=True)),
                (
                    "timesheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="days",
                        to="timesheets.timesheet",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("timesheet", "date"), name="worked_day_once"),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__range", (1, 1440))), name="worked_day_minutes"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="agreed_days_stay",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE sheet bigint;",
                            func="\n    sheet := CASE WHEN TG_OP = 'INSERT' THEN NEW.timesheet_id ELSE OLD.timesheet_id END;\n    IF EXISTS (SELECT FROM timesheets_timesheet WHERE id = sheet AND agreed_at IS NOT NULL)\n       OR TG_OP = 'UPDATE' AND NEW.timesheet_id <> OLD.timesheet_id THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'worked_day_agreed_stays',\n            MESSAGE = 'worked_day_agreed_stays: hours that are agreed are never changed';\n    END IF;\n    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;\n",
                            hash="4c11efce2bd6cad5dbaaf1d39eb4579205395094",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_agreed_days_stay_13d5e",
                            table="timesheets_workedday",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkedPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField()),
                ("day_type", models.CharField(max_length=16)),
                ("band", models.CharField(max_length=11)),
                ("minutes", models.PositiveIntegerField()),
                ("why", models.CharField(blank=True, default="", max_length=20)),
                ("allowed", models.BooleanField(db_default=False, default=False)),
                (
                    "correction",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="timesheets.hourscorrection",
                    ),
                ),
                (
                    "timesheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="timesheets.timesheet",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("day_type__in", ["weekday", "saturday", "sunday", "public_holiday"])
                        ),
                        name="worked_part_day_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("band__in", ["00:00-06:00", "06:00-22:00", "22:00-24:00"])),
                        name="worked_part_band",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "why__in",
                                ["", "another_week", "another_day", "above_booked", "outside_permission"],
                            )
                        ),
                        name="worked_part_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__range", (1, 1500))), name="worked_part_minutes"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("allowed", False),
                            models.Q(("correction__isnull", False), models.Q(("why", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="worked_part_allowed",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="worked_part_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e38d76433531483297e4ffa6908a2588499ad721",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_worked_part_stays_b2723",
                            table="timesheets_workedpart",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="worked_parts_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'agreed hours are never emptied';",
                            hash="530de46a877e4ad2480d8e9bd3a323f28555a702",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_worked_parts_never_emptied_076b7",
                            table="timesheets_workedpart",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CorrectedDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField()),
                ("minutes", models.PositiveIntegerField()),
                ("starts", models.TimeField(blank=True, null=True)),
                ("ends", models.TimeField(blank=True, null=True)),
                (
                    "correction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="days",
                        to="timesheets.hourscorrection",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("correction", "date"), name="corrected_day_once"),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__range", (1, 1440))), name="corrected_day_minutes"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="corrected_day_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3cbde41411b5ec2186f94a92d047f62d69adac09",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_corrected_day_stays_085d2",
                            table="timesheets_correctedday",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="corrected_days_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'corrected days are never emptied';",
                            hash="fa5478767c759f241cfd2a0ef4e43fb2ff8312fa",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_corrected_days_never_emptied_e5909",
                            table="timesheets_correctedday",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="correction_sum_of_its_days",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            func="\n    IF (SELECT sum(minutes) FROM timesheets_correctedday WHERE correction_id = NEW.correction_id)\n       <> (SELECT minutes FROM timesheets_hourscorrection WHERE id = NEW.correction_id) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'correction_sum_of_its_days',\n            MESSAGE = 'correction_sum_of_its_days: the days do not come to what the correction says';\n    END IF;\n    RETURN NULL;\n",
                            hash="1378fe3240483307292b6833a0990632c53a2616",
                            operation="INSERT",
                            pgid="pgtrigger_correction_sum_of_its_days_ff2a1",
                            table="timesheets_correctedday",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
    ]
