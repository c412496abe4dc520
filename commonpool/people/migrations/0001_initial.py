import datetime

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import commonpool.people.models.at_work
import commonpool.people.models.work


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
                        default=commonpool.people.models.at_work.every_weekday,
                        size=None,
                    ),
                ),
                ("other_jobs", models.CharField(blank=True, default="", max_length=300)),
                ("other_minutes", models.PositiveIntegerField(default=0)),
                ("under_18", models.BooleanField(default=False)),
                ("began_on", models.DateField(blank=True, null=True)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("proved_at", models.DateTimeField()),
                ("stated_at", models.DateTimeField(blank=True, null=True)),
                ("ticked_at", models.DateTimeField(blank=True, null=True)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("payroll_number", models.CharField(blank=True, default="", max_length=30)),
                (
                    "came_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_to",
                        to="people.employment",
                    ),
                ),
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
        migrations.CreateModel(
            name="AnnualPay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("point", models.CharField(blank=True, default="", max_length=20)),
                ("annual_pence", models.PositiveIntegerField()),
                ("above_ceiling", models.BooleanField(default=False)),
                ("starts_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "employment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="annual_pay",
                        to="people.employment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("annual_pence__range", (500000, 50000000))),
                        name="annual_pay_within_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recorded_at__isnull", False), ("recorded_by__isnull", False)),
                        name="annual_pay_recorded_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="annual_pay_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f693a0f1fd46538597eaddb5ab8e768303fa48a3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_annual_pay_stays_49ef7",
                            table="people_annualpay",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="annual_pay_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'annual pay is never emptied';",
                            hash="2030aab8b61f04a91616db00838068f1d07503b5",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_annual_pay_never_emptied_e0318",
                            table="people_annualpay",
                            when="BEFORE",
                        ),
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
                ],
            },
        ),
        migrations.CreateModel(
            name="PostFacts",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("profession", models.CharField(blank=True, default="", max_length=40)),
                (
                    "registered_in",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16), blank=True, default=list, size=None
                    ),
                ),
                ("vetting_level", models.CharField(blank=True, default="", max_length=20)),
                ("vetting_issuer", models.CharField(blank=True, default="", max_length=80)),
                ("vetting_issued_on", models.DateField(blank=True, null=True)),
                ("vetting_seen_by", models.CharField(blank=True, default="", max_length=120)),
                ("vetting_ends_on", models.DateField(blank=True, null=True)),
                ("restricted", models.BooleanField(default=False)),
                ("statutory_post", models.CharField(blank=True, default="", max_length=24)),
                ("second_job", models.CharField(blank=True, default="", max_length=10)),
                ("interests", models.CharField(blank=True, default="", max_length=300)),
                (
                    "interest_councils",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                ("paid_directly", models.BooleanField(default=False)),
                ("stated_at", models.DateTimeField()),
                (
                    "employment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="post_facts",
                        to="people.employment",
                    ),
                ),
                (
                    "member_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "stated_by",
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
                        condition=models.Q(
                            (
                                "vetting_level__in",
                                ["", "basic", "standard", "enhanced", "enhanced_barred", "pvg"],
                            )
                        ),
                        name="post_vetting_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "statutory_post__in",
                                [
                                    "",
                                    "section_151",
                                    "monitoring_officer",
                                    "head_of_paid_service",
                                    "chief_social_work_officer",
                                    "returning_officer",
                                ],
                            )
                        ),
                        name="post_statutory",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("second_job__in", ["", "agreed", "not_asked"])),
                        name="post_second_job",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("vetting_issuer", ""),
                                ("vetting_level", ""),
                                ("vetting_seen_by", ""),
                                ("vetting_ends_on__isnull", True),
                                ("vetting_issued_on__isnull", True),
                            ),
                            models.Q(
                                models.Q(("vetting_level", ""), _negated=True),
                                models.Q(("vetting_issuer", ""), _negated=True),
                                models.Q(("vetting_seen_by", ""), _negated=True),
                                ("vetting_issued_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="post_vetting_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("interest_councils__len", 0), ("interests", ""), ("paid_directly", False)
                            ),
                            models.Q(
                                models.Q(("interests", ""), _negated=True), ("interest_councils__len__gt", 0)
                            ),
                            _connector="OR",
                        ),
                        name="post_interests_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stated_at__isnull", False), ("stated_by__isnull", False)),
                        name="post_stated_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="post_facts_stay",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0dbb53ba3d54ac747b60e79f728e0a45654559bd",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_post_facts_stay_b53e5",
                            table="people_postfacts",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="post_facts_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'post facts are never emptied';",
                            hash="7062fe990fb14d6d9368e0a76dc37e34be365086",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_post_facts_never_emptied_cdd7a",
                            table="people_postfacts",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PieceOfWork",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        default=commonpool.people.models.work.work_reference, max_length=12, unique=True
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("what_was_done", models.CharField(max_length=2000)),
                ("what_was_learned", models.CharField(blank=True, default="", max_length=2000)),
                (
                    "links",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300), blank=True, default=list, size=None
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("status", models.CharField(default="written", max_length=10)),
                ("written_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.CombinedSearchVector(
                                django.contrib.postgres.search.SearchVector(
                                    "title", config="english", weight="A"
                                ),
                                "||",
                                django.contrib.postgres.search.SearchVector(
                                    "what_was_done", config="english", weight="B"
                                ),
                                django.contrib.postgres.search.SearchConfig("english"),
                            ),
                            "||",
                            django.contrib.postgres.search.SearchVector(
                                "what_was_learned", config="english", weight="C"
                            ),
                            django.contrib.postgres.search.SearchConfig("english"),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pieces_of_work",
                        to="organisations.organisation",
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
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("thing_id", models.BigIntegerField()),
                ("title", models.CharField(blank=True, default="", max_length=120)),
                ("role", models.CharField(blank=True, default="", max_length=120)),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(blank=True, null=True)),
                ("minutes", models.PositiveIntegerField(blank=True, null=True)),
                ("status", models.CharField(default="claimed", max_length=10)),
                ("claimed_at", models.DateTimeField()),
                ("claimed_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("confirmed_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("refused_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "claimed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "refused_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
                "indexes": [
                    models.Index(fields=["kind", "thing_id"], name="participation_thing"),
                    models.Index(
                        condition=models.Q(("status", "claimed")),
                        fields=["owner"],
                        name="participation_waiting",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["work", "booking"])), name="participation_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["claimed", "confirmed", "refused", "withdrawn"])),
                        name="participation_status",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("kind", "booking"), ("status__in", ["claimed", "confirmed"]), _connector="OR"
                        ),
                        fields=("person", "kind", "thing_id"),
                        name="participation_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True),
                            models.Q(("confirmed_by", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="participation_confirmed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_at__isnull", True),
                            models.Q(("confirmed_by__isnull", True), ("kind", "booking")),
                            models.Q(
                                models.Q(("kind", "booking"), _negated=True), ("confirmed_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="participation_confirmed_as_its_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmed_at__isnull", False), ("status__in", ["confirmed", "withdrawn"])
                            ),
                            models.Q(
                                ("confirmed_at__isnull", True),
                                models.Q(("status", "confirmed"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="participation_confirmed_at_its_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), ("withdrawn_at__isnull", False)),
                            models.Q(
                                ("withdrawn_at__isnull", True),
                                models.Q(("status", "withdrawn"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="participation_withdrawn_at_its_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("refused_at__isnull", False), ("status__in", ["refused", "withdrawn"])),
                            models.Q(
                                ("refused_at__isnull", True), models.Q(("status", "refused"), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="participation_refused_at_its_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True), ("to_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="participation_dates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("claimed_at__isnull", False),
                            models.Q(
                                models.Q(("claimed_by__isnull", False), ("claimed_by_rule", "")),
                                models.Q(
                                    ("claimed_by__isnull", True),
                                    models.Q(("claimed_by_rule", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="participation_claimed_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmed_at__isnull", False),
                                models.Q(
                                    models.Q(("confirmed_by__isnull", False), ("confirmed_by_rule", "")),
                                    models.Q(
                                        ("confirmed_by__isnull", True),
                                        models.Q(("confirmed_by_rule", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("confirmed_at__isnull", True),
                                ("confirmed_by__isnull", True),
                                ("confirmed_by_rule", ""),
                            ),
                            _connector="OR",
                        ),
                        name="participation_confirmed_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("refused_at__isnull", False), ("refused_by__isnull", False)),
                            models.Q(("refused_at__isnull", True), ("refused_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="participation_refused_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="participation_withdrawn_at_by",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="participation_says_what_was_confirmed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."confirmed_at" IS NOT NULL AND (OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."thing_id" IS DISTINCT FROM (NEW."thing_id") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."function_id" IS DISTINCT FROM (NEW."function_id") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."from_on" IS DISTINCT FROM (NEW."from_on")))',
                    func='RAISE EXCEPTION \'pgtrigger: Cannot update of "person_id", "kind", "thing_id", "owner_id", "title", "function_id", "role", "from_on" rows from % table\', TG_TABLE_NAME;',
                    hash="28556e82e65befd980efc6beb0dd0a579af6ecb6",
                    operation='UPDATE OF "person_id", "kind", "thing_id", "owner_id", "title", "function_id", "role", "from_on"',
                    pgid="pgtrigger_participation_says_what_was_confirmed_4df5d",
                    table="people_participation",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="pieceofwork",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="work_words"),
        ),
        migrations.AddConstraint(
            model_name="pieceofwork",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["written", "withdrawn"])), name="work_status"
            ),
        ),
        migrations.AddConstraint(
            model_name="pieceofwork",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("status", "withdrawn"),
                        models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("what_was_done", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    ("links__len__lte", 5),
                ),
                name="work_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="pieceofwork",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "withdrawn"), ("withdrawn_at__isnull", False)),
                    models.Q(
                        models.Q(("status", "withdrawn"), _negated=True), ("withdrawn_at__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="work_withdrawn_at_its_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="pieceofwork",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="work_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="pieceofwork",
            constraint=models.CheckConstraint(
                condition=models.Q(("written_at__isnull", False), ("written_by__isnull", False)),
                name="work_written_at_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="pieceofwork",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("changed_at__isnull", False), ("changed_by__isnull", False)),
                    models.Q(("changed_at__isnull", True), ("changed_by__isnull", True)),
                    _connector="OR",
                ),
                name="work_changed_at_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="pieceofwork",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                    _connector="OR",
                ),
                name="work_withdrawn_at_by",
            ),
        ),
    ]
