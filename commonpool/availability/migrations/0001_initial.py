import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import commonpool.availability.models.listing
import commonpool.people.models.at_work


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "__first__"),
        ("organisations", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Listing",
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
                        default=commonpool.availability.models.listing.officer_reference,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("status", models.CharField(default="draft", max_length=8)),
                ("headline", models.CharField(max_length=120)),
                ("about", models.CharField(blank=True, default="", max_length=2000)),
                ("weekly_minutes", models.PositiveIntegerField(default=0)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "usual_days",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        default=commonpool.people.models.at_work.every_weekday,
                        size=None,
                    ),
                ),
                ("usual_times", models.CharField(blank=True, default="", max_length=120)),
                ("remote", models.BooleanField(default=True)),
                ("on_site", models.BooleanField(default=False)),
                ("open_to_calls", models.BooleanField(default=True)),
                ("shares_hours", models.BooleanField(default=False)),
                ("written_at", models.DateTimeField()),
                ("listed_at", models.DateTimeField(blank=True, null=True)),
                ("listed_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_by_rule", models.CharField(blank=True, default="", max_length=60)),
                (
                    "closed_by",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listings",
                        to="people.employment",
                    ),
                ),
                (
                    "listed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listings",
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
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "listed", "paused", "closed"])),
                        name="listing_status",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ("draft", "listed", "paused"))),
                        fields=("person",),
                        name="listing_one_live",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="listing_dates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weekly_minutes__lte", 6000)), name="listing_weekly_minutes"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("written_at__isnull", False), ("written_by__isnull", False)),
                        name="listing_written_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("listed_at__isnull", False),
                                models.Q(
                                    models.Q(("listed_by__isnull", False), ("listed_by_rule", "")),
                                    models.Q(
                                        ("listed_by__isnull", True),
                                        models.Q(("listed_by_rule", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("listed_at__isnull", True),
                                ("listed_by__isnull", True),
                                ("listed_by_rule", ""),
                            ),
                            _connector="OR",
                        ),
                        name="listing_listed_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False),
                                models.Q(
                                    models.Q(("closed_by__isnull", False), ("closed_by_rule", "")),
                                    models.Q(
                                        ("closed_by__isnull", True),
                                        models.Q(("closed_by_rule", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("closed_at__isnull", True),
                                ("closed_by__isnull", True),
                                ("closed_by_rule", ""),
                            ),
                            _connector="OR",
                        ),
                        name="listing_closed_at_by",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Week",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("monday", models.DateField()),
                ("offered_minutes", models.PositiveIntegerField(default=0)),
                ("held_minutes", models.PositiveIntegerField(default=0)),
                ("live_bookings", models.PositiveIntegerField(default=0)),
                ("shared", models.BooleanField(default=False)),
                ("open", models.BooleanField(default=False)),
                ("why_closed", models.CharField(blank=True, default="not_offered", max_length=16)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="weeks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "monday"), name="week_once"),
                    models.CheckConstraint(
                        condition=models.Q(("monday__iso_week_day", 1)), name="week_on_a_monday"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("why_closed__in", ["", "not_offered", "leave", "bank_holiday", "not_permitted"])
                        ),
                        name="week_why_closed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("open", True), ("why_closed", "")),
                            models.Q(("open", False), models.Q(("why_closed", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="week_closed_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("held_minutes__lte", models.F("offered_minutes"))),
                        name="week_held_within_offer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("shared", True), ("live_bookings__lte", 1), _connector="OR"),
                        name="week_one_booking",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WeekOff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("monday", models.DateField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="weeks_off",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "monday"), name="week_off_once"),
                    models.CheckConstraint(
                        condition=models.Q(("monday__iso_week_day", 1)), name="week_off_on_a_monday"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApproverCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("refused_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approver_checks",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approver_checks",
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("checked_at__isnull", True), ("refused_at__isnull", True)),
                        fields=("organisation", "person"),
                        name="approver_check_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("checked_by__isnull", True),
                            models.Q(("checked_by", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="approver_not_by_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("checked_by__isnull", True),
                            models.Q(("checked_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="approver_not_by_who_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("asked_at__isnull", False), ("asked_by__isnull", False)),
                        name="approver_asked_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_at__isnull", False), ("checked_by__isnull", False)),
                            models.Q(("checked_at__isnull", True), ("checked_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="approver_checked_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("refused_at__isnull", False), ("refused_by__isnull", False)),
                            models.Q(("refused_at__isnull", True), ("refused_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="approver_refused_at_by",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ListingFunction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "function",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listing_rows",
                        to="organisations.function",
                    ),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="function_rows",
                        to="availability.listing",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("listing", "function"), name="listing_function_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ListingSkill",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="skill_rows",
                        to="availability.listing",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listing_rows",
                        to="people.skill",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("listing", "skill"), name="listing_skill_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Permission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("approver_email", models.EmailField(max_length=254)),
                ("status", models.CharField(default="asked", max_length=10)),
                ("weekly_minutes", models.PositiveIntegerField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("time_basis", models.CharField(default="overtime", max_length=12)),
                ("decisions", models.BooleanField(default=False)),
                ("peer_help", models.BooleanField(default=True)),
                ("case_sha256", models.CharField(max_length=64)),
                ("asked_at", models.DateTimeField()),
                ("passed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "passed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("granted_at", models.DateTimeField(blank=True, null=True)),
                ("refused_at", models.DateTimeField(blank=True, null=True)),
                ("refused_reason", models.CharField(blank=True, default="", max_length=24)),
                ("paused_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("ended_bookings", models.CharField(blank=True, default="", max_length=10)),
                ("ended_reason", models.CharField(blank=True, default="", max_length=24)),
                (
                    "approver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="permissions_asked_of",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
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
                        related_name="permissions",
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
                    "granted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="permissions",
                        to="availability.listing",
                    ),
                ),
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
                    "refused_by",
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
                            (
                                "status__in",
                                [
                                    "asked",
                                    "granted",
                                    "refused",
                                    "paused",
                                    "superseded",
                                    "withdrawn",
                                    "expired",
                                ],
                            )
                        ),
                        name="permission_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("time_basis__in", ["overtime", "time_back", "within_hours"])),
                        name="permission_time_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "refused_reason__in",
                                [
                                    "",
                                    "workload",
                                    "not_now",
                                    "hours_too_many",
                                    "working_time",
                                    "not_my_officer",
                                    "approver_unknown",
                                ],
                            )
                        ),
                        name="permission_refused_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "ended_reason__in",
                                [
                                    "",
                                    "workload",
                                    "role_change",
                                    "working_time",
                                    "asked_back",
                                    "listing_closed",
                                    "employment_ended",
                                    "replaced",
                                ],
                            )
                        ),
                        name="permission_ended_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_bookings__in", ["", "finish", "hand_back"])),
                        name="permission_ended_bookings",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approver_email", django.db.models.functions.text.Lower("approver_email"))
                        ),
                        name="permission_email_in_lower_case",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "asked")),
                        fields=("listing",),
                        name="permission_one_asked",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ("granted", "paused"))),
                        fields=("listing",),
                        name="permission_one_live",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="permission_dates"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weekly_minutes__range", (0, 6000))),
                        name="permission_weekly_minutes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("granted_by__isnull", True),
                            models.Q(("granted_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="permission_not_to_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("passed_by__isnull", True),
                            models.Q(("passed_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="permission_not_passed_by_who_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("approver", models.F("asked_by")), _negated=True),
                        name="permission_not_asked_of_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("passed_at__isnull", False), ("passed_by__isnull", False)),
                            models.Q(("passed_at__isnull", True), ("passed_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="permission_passed_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("asked_at__isnull", False), ("asked_by__isnull", False)),
                        name="permission_asked_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("granted_at__isnull", False), ("granted_by__isnull", False)),
                            models.Q(("granted_at__isnull", True), ("granted_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="permission_granted_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("refused_at__isnull", False), ("refused_by__isnull", False)),
                            models.Q(("refused_at__isnull", True), ("refused_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="permission_refused_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("paused_at__isnull", False), ("paused_by__isnull", False)),
                            models.Q(("paused_at__isnull", True), ("paused_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="permission_paused_at_by",
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
                        name="permission_ended_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("granted_at__isnull", True),
                            ("granted_at__gte", models.F("asked_at")),
                            _connector="OR",
                        ),
                        name="permission_asked_before_granted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Block",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("monday", models.DateField()),
                ("minutes", models.PositiveIntegerField()),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="blocks",
                        to="availability.listing",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("listing", "monday"), name="block_once_a_week"),
                    models.CheckConstraint(
                        condition=models.Q(("monday__iso_week_day", 1)), name="block_on_a_monday"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__range", (30, 6000))), name="block_minutes"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=8)),
                ("days", models.PositiveSmallIntegerField()),
                ("reminded_at", models.DateTimeField()),
                ("reminded_by_rule", models.CharField(blank=True, default="", max_length=60)),
                (
                    "approver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="availability.permission",
                    ),
                ),
                (
                    "reminded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "told",
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
                        fields=("permission", "approver", "kind", "days"), name="reminder_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("days__in", (2, 5, 8)), ("kind", "asked")),
                            models.Q(("days__in", (28, 7)), ("kind", "ending")),
                            _connector="OR",
                        ),
                        name="reminder_step",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reminded_at__isnull", False),
                            models.Q(
                                models.Q(("reminded_by__isnull", False), ("reminded_by_rule", "")),
                                models.Q(
                                    ("reminded_by__isnull", True),
                                    models.Q(("reminded_by_rule", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="reminder_reminded_at_by",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="listing",
            name="functions",
            field=models.ManyToManyField(
                related_name="listings", through="availability.ListingFunction", to="organisations.function"
            ),
        ),
        migrations.AddField(
            model_name="listing",
            name="skills",
            field=models.ManyToManyField(
                related_name="listings", through="availability.ListingSkill", to="people.skill"
            ),
        ),
        migrations.CreateModel(
            name="NightReached",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("person_number", models.BigIntegerField()),
            ],
        ),
        migrations.RunSQL(  # room beside each week: moved within its page, it moves in no index
            "ALTER TABLE availability_week SET (fillfactor = 95)", migrations.RunSQL.noop
        ),
    ]
