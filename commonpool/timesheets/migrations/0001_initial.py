import django.db.models.deletion
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
                            ("status__in", ["prefilled", "queried", "submitted", "agreed", "dropped"])
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
                            models.Q(("status", "agreed"), _negated=True),
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
                            ("agreed_at__isnull", True),
                            ("agreed_at__gte", models.F("submitted_at")),
                            _connector="OR",
                        ),
                        name="timesheet_order",
                    ),
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
            },
        ),
    ]
