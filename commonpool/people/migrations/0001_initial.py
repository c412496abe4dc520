import datetime

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import commonpool.people.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "__first__"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="JobRole",
            fields=[
                ("id", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("family", models.CharField(blank=True, default="", max_length=120)),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Employment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("mailbox", models.EmailField(max_length=254)),
                ("job_title", models.CharField(blank=True, default="", max_length=120)),
                ("grade_band", models.CharField(blank=True, default="", max_length=40)),
                ("weekly_minutes", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "working_days",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        default=commonpool.people.models.every_weekday,
                        size=None,
                    ),
                ),
                ("other_jobs", models.CharField(blank=True, default="", max_length=300)),
                ("began_on", models.DateField(blank=True, null=True)),
                ("other_minutes", models.PositiveIntegerField(default=0)),
                ("under_18", models.BooleanField(default=False)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("proved_at", models.DateTimeField()),
                ("stated_at", models.DateTimeField(blank=True, null=True)),
                ("ticked_at", models.DateTimeField(blank=True, null=True)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("payroll_number", models.CharField(blank=True, default="", max_length=30)),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "manager",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="manages",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="employments",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="employments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ticked_by",
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
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True)),
                        fields=("person", "organisation"),
                        name="employment_live_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            (
                                "ends_on__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("starts_on"), "-", models.Value(datetime.timedelta(days=1))
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="employment_lifetime",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ticked_by__isnull", True),
                            models.Q(("ticked_by", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="employment_ticked_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("checked_by__isnull", True),
                            models.Q(("checked_by", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="employment_checked_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("weekly_minutes__isnull", True),
                            ("weekly_minutes__range", (1, 6000)),
                            _connector="OR",
                        ),
                        name="employment_weekly_minutes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("other_minutes", 0),
                            models.Q(
                                ("other_minutes__lte", 6000), models.Q(("other_jobs", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="employment_other_minutes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("proved_at__isnull", False), ("proved_by__isnull", False)),
                        name="employment_proved_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stated_at__isnull", False), ("stated_by__isnull", False)),
                            models.Q(("stated_at__isnull", True), ("stated_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="employment_stated_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ticked_at__isnull", False), ("ticked_by__isnull", False)),
                            models.Q(("ticked_at__isnull", True), ("ticked_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="employment_ticked_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_at__isnull", False), ("checked_by__isnull", False)),
                            models.Q(("checked_at__isnull", True), ("checked_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="employment_checked_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("checked_at__isnull", True),
                            ("checked_at__gte", models.F("ticked_at")),
                            _connector="OR",
                        ),
                        name="employment_checked_after_ticked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Experience",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=600)),
                ("finished_in", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("said_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "employment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="experiences",
                        to="people.employment",
                    ),
                ),
                (
                    "function",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.function",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="experiences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "said_by",
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True),
                            models.Q(("confirmed_by", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="experience_confirmed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("said_at__isnull", False), ("said_by__isnull", False)),
                        name="experience_said_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                            models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="experience_confirmed_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="experience_withdrawn_at_by",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OptOut",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField()),
                ("notice_days", models.PositiveSmallIntegerField(default=7)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("signed_name", models.CharField(max_length=120)),
                ("recorded_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "employment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opt_outs",
                        to="people.employment",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True)),
                        fields=("employment",),
                        name="opt_out_runs_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("notice_days__range", (7, 89))), name="opt_out_notice_days"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("signed_name", ""), _negated=True), name="opt_out_signed"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ends_on__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ends_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="opt_out_ends_by_notice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recorded_at__isnull", False), ("recorded_by__isnull", False)),
                        name="opt_out_recorded_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="opt_out_ended_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("ended_at__gte", models.F("recorded_at")),
                            _connector="OR",
                        ),
                        name="opt_out_recorded_before_ended",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Skill",
            fields=[
                ("id", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("category", models.CharField(blank=True, default="", max_length=120)),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["aliases"], name="skill_aliases")
                ],
            },
        ),
        migrations.CreateModel(
            name="SkillSuggestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=120)),
                ("suggested_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "read_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "suggested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("suggested_at__isnull", False), ("suggested_by__isnull", False)),
                        name="suggestion_suggested_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("read_at__isnull", False), ("read_by__isnull", False)),
                            models.Q(("read_at__isnull", True), ("read_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="suggestion_read_at_by",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deputy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("named_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_by_rule", models.CharField(blank=True, default="", max_length=60)),
                (
                    "approver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputies",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputies",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputising",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("organisation", "approver"),
                        name="deputy_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("approver")), _negated=True),
                        name="deputy_not_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="deputy_dates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("named_at__isnull", False), ("named_by__isnull", False)),
                        name="deputy_named_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", False),
                                models.Q(
                                    models.Q(("ended_by__isnull", False), ("ended_by_rule", "")),
                                    models.Q(
                                        ("ended_by__isnull", True),
                                        models.Q(("ended_by_rule", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("ended_at__isnull", True), ("ended_by__isnull", True), ("ended_by_rule", "")
                            ),
                            _connector="OR",
                        ),
                        name="deputy_ended_at_by",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="employment",
            name="came_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="carried_to",
                to="people.employment",
            ),
        ),
    ]
