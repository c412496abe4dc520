import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import commonpool.bookings.models.booking
import commonpool.bookings.models.call
import commonpool.bookings.models.limit


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agreements", "0001_initial"),
        ("availability", "0001_initial"),
        ("identity", "__first__"),
        ("organisations", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Call",
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
                        default=commonpool.bookings.models.call.call_reference, max_length=12, unique=True
                    ),
                ),
                ("status", models.CharField(default="asked", max_length=10)),
                ("message", models.CharField(max_length=1000)),
                ("reply", models.CharField(blank=True, default="", max_length=1000)),
                ("asked_at", models.DateTimeField()),
                ("answer_by", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_by_rule", models.CharField(blank=True, default="", max_length=60)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls_asked",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="availability.listing",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls_received",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["asked", "accepted", "declined", "lapsed"])),
                        name="call_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("home", models.F("host")), _negated=True),
                        name="call_between_two_councils",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("officer", models.F("asked_by")), _negated=True),
                        name="call_not_to_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("asked_at__isnull", False), ("asked_by__isnull", False)),
                        name="call_asked_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", False),
                                models.Q(
                                    models.Q(("answered_by__isnull", False), ("answered_by_rule", "")),
                                    models.Q(
                                        ("answered_by__isnull", True),
                                        models.Q(("answered_by_rule", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                                ("answered_by_rule", ""),
                            ),
                            _connector="OR",
                        ),
                        name="call_answered_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", True),
                            ("answered_at__gte", models.F("asked_at")),
                            _connector="OR",
                        ),
                        name="call_asked_before_answered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PeerHelpMonth",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField()),
                ("minutes", models.PositiveIntegerField(default=0)),
                (
                    "host",
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
                "constraints": [
                    models.UniqueConstraint(fields=("person", "host", "month"), name="peer_help_month_once"),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__lte", 120)), name="peer_help_two_hours_a_month"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SpendingLimit",
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
                        default=commonpool.bookings.models.limit.limit_reference, max_length=12, unique=True
                    ),
                ),
                ("budget_holder_email", models.EmailField(blank=True, default="", max_length=254)),
                ("status", models.CharField(default="asked", max_length=10)),
                ("per_booking_pence", models.PositiveBigIntegerField()),
                ("per_month_pence", models.PositiveBigIntegerField()),
                ("cost_code", models.CharField(blank=True, default="", max_length=40)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("granted_at", models.DateTimeField(blank=True, null=True)),
                ("refused_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_by_rule", models.CharField(blank=True, default="", max_length=60)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spending_limits",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spending_limits",
                        to="organisations.organisation",
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
                                ["asked", "granted", "refused", "withdrawn", "superseded", "expired"],
                            )
                        ),
                        name="limit_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("granted_by__isnull", True),
                            models.Q(("granted_by", models.F("holder")), _negated=True),
                            _connector="OR",
                        ),
                        name="limit_not_to_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("per_booking_pence__lte", models.F("per_month_pence"))),
                        name="limit_booking_within_month",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="limit_dates"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "granted")),
                        fields=("organisation", "holder"),
                        name="limit_one_granted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("asked_at__isnull", False), ("asked_by__isnull", False)),
                        name="limit_asked_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("granted_at__isnull", False), ("granted_by__isnull", False)),
                            models.Q(("granted_at__isnull", True), ("granted_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="limit_granted_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("refused_at__isnull", False), ("refused_by__isnull", False)),
                            models.Q(("refused_at__isnull", True), ("refused_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="limit_refused_at_by",
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
                        name="limit_ended_at_by",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Booking",
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
                        default=commonpool.bookings.models.booking.booking_reference,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("kind", models.CharField(default="paid", max_length=10)),
                ("status", models.CharField(default="requested", max_length=10)),
                ("purchase_order", models.CharField(blank=True, default="", max_length=40)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("requested_at", models.DateTimeField()),
                ("answer_by", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("approved_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("confirmed_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("bound_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("ended_reason", models.CharField(blank=True, default="", max_length=24)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "agreement_text",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="agreements.agreementtext",
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "bound_by",
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
                    "employment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
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
                    "home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings_lent",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings_borrowed",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="availability.listing",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="availability.permission",
                    ),
                ),
                (
                    "power",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="agreements.legalpower",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings_requested",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "spending_limit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="bookings.spendinglimit",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["host", "status"], name="booking_host"),
                    models.Index(fields=["home", "status"], name="booking_home"),
                    models.Index(fields=["officer", "status"], name="booking_officer"),
                    models.Index(
                        condition=models.Q(("status__in", ["requested", "accepted"])),
                        fields=["answer_by"],
                        name="booking_lapsing",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "requested",
                                    "accepted",
                                    "declined",
                                    "bound",
                                    "withdrawn",
                                    "expired",
                                    "cancelled",
                                    "worked",
                                ],
                            )
                        ),
                        name="booking_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["paid", "peer_help"])), name="booking_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("home", models.F("host")), _negated=True),
                        name="booking_between_two_councils",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("officer", models.F("requested_by")), _negated=True),
                        name="booking_not_of_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_by__isnull", True),
                            ("accepted_by", models.F("officer")),
                            _connector="OR",
                        ),
                        name="booking_officer_answers",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            models.Q(("approved_by", models.F("officer")), _negated=True),
                            _connector="OR",
                        ),
                        name="booking_not_approved_by_officer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True),
                            models.Q(("confirmed_by", models.F("requested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="booking_not_confirmed_by_requester",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["bound", "worked"]), _negated=True),
                            models.Q(
                                ("accepted_at__isnull", False),
                                ("approved_at__isnull", False),
                                ("bound_at__isnull", False),
                                models.Q(
                                    ("kind", "peer_help"), ("confirmed_at__isnull", False), _connector="OR"
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="booking_bound_by_all_three",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["bound", "worked"]), _negated=True),
                            ("kind", "peer_help"),
                            models.Q(("agreement_text__isnull", False), ("power__isnull", False)),
                            _connector="OR",
                        ),
                        name="booking_bound_with_power",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_at__isnull", True),
                            ("accepted_at__gte", models.F("requested_at")),
                            _connector="OR",
                        ),
                        name="booking_requested_before_accepted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("bound_at__isnull", True),
                            ("bound_at__gte", models.F("accepted_at")),
                            _connector="OR",
                        ),
                        name="booking_accepted_before_bound",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("requested_at__isnull", False), ("requested_by__isnull", False)),
                        name="booking_requested_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at__isnull", False), ("accepted_by__isnull", False)),
                            models.Q(("accepted_at__isnull", True), ("accepted_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="booking_accepted_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_at__isnull", False),
                                models.Q(
                                    models.Q(("approved_by__isnull", False), ("approved_by_rule", "")),
                                    models.Q(
                                        ("approved_by__isnull", True),
                                        models.Q(("approved_by_rule", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("approved_at__isnull", True),
                                ("approved_by__isnull", True),
                                ("approved_by_rule", ""),
                            ),
                            _connector="OR",
                        ),
                        name="booking_approved_at_by",
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
                        name="booking_confirmed_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("bound_at__isnull", False), ("bound_by__isnull", False)),
                            models.Q(("bound_at__isnull", True), ("bound_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="booking_bound_at_by",
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
                        name="booking_ended_at_by",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BookedWeek",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("monday", models.DateField()),
                ("minutes", models.PositiveIntegerField()),
                ("hourly_pence", models.PositiveIntegerField()),
                ("net_pence", models.PositiveBigIntegerField()),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                ("released_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("released_reason", models.CharField(blank=True, default="", max_length=24)),
                ("worked_at", models.DateTimeField(blank=True, null=True)),
                ("worked_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("worked_minutes", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="booked_weeks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "worked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="weeks",
                        to="bookings.booking",
                    ),
                ),
                (
                    "spending_limit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="booked_weeks",
                        to="bookings.spendinglimit",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("released_at__isnull", True)),
                        fields=["person", "monday"],
                        name="booked_week_live",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("released_at__isnull", True)),
                        fields=("booking", "monday"),
                        name="booked_week_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("monday__iso_week_day", 1)), name="booked_week_on_a_monday"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__range", (30, 6000))), name="booked_week_minutes"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("released_at__isnull", False),
                                models.Q(
                                    models.Q(("released_by__isnull", False), ("released_by_rule", "")),
                                    models.Q(
                                        ("released_by__isnull", True),
                                        models.Q(("released_by_rule", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("released_at__isnull", True),
                                ("released_by__isnull", True),
                                ("released_by_rule", ""),
                            ),
                            _connector="OR",
                        ),
                        name="booked_week_released_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("worked_at__isnull", False),
                                models.Q(
                                    models.Q(("worked_by__isnull", False), ("worked_by_rule", "")),
                                    models.Q(
                                        ("worked_by__isnull", True),
                                        models.Q(("worked_by_rule", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("worked_at__isnull", True),
                                ("worked_by__isnull", True),
                                ("worked_by_rule", ""),
                            ),
                            _connector="OR",
                        ),
                        name="booked_week_worked_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("worked_at__isnull", True), ("released_at__isnull", True), _connector="OR"
                        ),
                        name="booked_week_worked_or_released",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("worked_minutes__isnull", True), ("worked_at__isnull", False), _connector="OR"
                        ),
                        name="booked_week_worked_minutes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SpendingMonth",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField()),
                ("cap_pence", models.PositiveBigIntegerField()),
                ("used_pence", models.PositiveBigIntegerField(default=0)),
                (
                    "limit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="months",
                        to="bookings.spendinglimit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("limit", "month"), name="limit_month_once"),
                    models.CheckConstraint(
                        condition=models.Q(("used_pence__lte", models.F("cap_pence"))),
                        name="limit_month_not_exceeded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="limit_month_on_its_first"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Waiting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("monday", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                ("told_by_rule", models.CharField(blank=True, default="", max_length=60)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="availability.listing",
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
                    "told_by",
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
                        condition=models.Q(("told_at__isnull", True)),
                        fields=("officer", "monday", "asked_by"),
                        name="waiting_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("asked_at__isnull", False), ("asked_by__isnull", False)),
                        name="waiting_asked_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("told_at__isnull", False),
                                models.Q(
                                    models.Q(("told_by__isnull", False), ("told_by_rule", "")),
                                    models.Q(
                                        ("told_by__isnull", True),
                                        models.Q(("told_by_rule", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("told_at__isnull", True), ("told_by__isnull", True), ("told_by_rule", "")
                            ),
                            _connector="OR",
                        ),
                        name="waiting_told_at_by",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BookingTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("weeks", models.JSONField()),
                ("purpose", models.CharField(max_length=600)),
                ("decisions", models.BooleanField(default=False)),
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10), blank=True, default=list, size=None
                    ),
                ),
                ("grade_band", models.CharField(blank=True, default="", max_length=40)),
                ("hourly_pence", models.PositiveIntegerField(default=0)),
                ("net_pence", models.PositiveBigIntegerField(default=0)),
                ("vat_pence", models.PositiveBigIntegerField(default=0)),
                ("sha256", models.CharField(max_length=64)),
                ("offered_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answer_by", models.DateTimeField()),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("approved_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("confirmed_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_by_rule", models.CharField(blank=True, default="", max_length=60)),
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
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="bookings.booking",
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
                    "function",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.function",
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("booking", "version"), name="terms_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(("offered_at__isnull", False), ("offered_by__isnull", False)),
                        name="terms_offered_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True),
                            models.Q(("confirmed_by", models.F("offered_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="terms_not_confirmed_by_who_offered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            ("answered_by__isnull", True),
                            models.Q(("approved_by", models.F("answered_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="terms_not_approved_by_officer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                            models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="terms_answered_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_at__isnull", False),
                                models.Q(
                                    models.Q(("approved_by__isnull", False), ("approved_by_rule", "")),
                                    models.Q(
                                        ("approved_by__isnull", True),
                                        models.Q(("approved_by_rule", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("approved_at__isnull", True),
                                ("approved_by__isnull", True),
                                ("approved_by_rule", ""),
                            ),
                            _connector="OR",
                        ),
                        name="terms_approved_at_by",
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
                        name="terms_confirmed_at_by",
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
                        name="terms_dropped_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", True),
                            ("answered_at__gte", models.F("offered_at")),
                            _connector="OR",
                        ),
                        name="terms_offered_before_answered",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bookingterms",
            trigger=pgtrigger.compiler.Trigger(
                name="terms_never_edited",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='RAISE EXCEPTION \'pgtrigger: Cannot update of "booking_id", "version", "weeks", "purpose", "function_id", "decisions", "needs", "grade_band", "hourly_pence", "net_pence", "vat_pence", "sha256", "offered_at", "offered_by_id" or delete rows from % table\', TG_TABLE_NAME;',
                    hash="92e21a05ef00d06aabcbe01a204ab0f39b0993fe",
                    operation='UPDATE OF "booking_id", "version", "weeks", "purpose", "function_id", "decisions", "needs", "grade_band", "hourly_pence", "net_pence", "vat_pence", "sha256", "offered_at", "offered_by_id" OR DELETE',
                    pgid="pgtrigger_terms_never_edited_a4eec",
                    table="bookings_bookingterms",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bookedweek",
            trigger=pgtrigger.compiler.Trigger(
                name="moves_the_week",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE was integer; becomes integer; whose bigint; which date;",
                    func="\n    was := CASE WHEN TG_OP = 'INSERT' OR OLD.released_at IS NOT NULL THEN 0 ELSE OLD.minutes END;\n    becomes := CASE WHEN TG_OP = 'DELETE' OR NEW.released_at IS NOT NULL THEN 0 ELSE NEW.minutes END;\n    whose := CASE WHEN TG_OP = 'DELETE' THEN OLD.person_id ELSE NEW.person_id END;\n    which := CASE WHEN TG_OP = 'DELETE' THEN OLD.monday ELSE NEW.monday END;\n    IF TG_OP = 'UPDATE' AND (OLD.person_id, OLD.monday) <> (NEW.person_id, NEW.monday) THEN\n        RAISE EXCEPTION 'a booked week keeps its person and its Monday';\n    END IF;\n    IF was <> becomes THEN\n        UPDATE availability_week\n           SET held_minutes = held_minutes + becomes - was,\n               live_bookings = live_bookings + (becomes > 0)::int - (was > 0)::int\n         WHERE person_id = whose AND monday = which;\n        IF NOT FOUND THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'week_held_within_offer',\n                MESSAGE = 'nothing is offered in that week';\n        END IF;\n    END IF;\n    RETURN NULL;\n",
                    hash="247d9ff480e1b65ad14ff0ecc5110ef37aa18e0c",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_moves_the_week_4f618",
                    table="bookings_bookedweek",
                    when="AFTER",
                ),
            ),
        ),
    ]
