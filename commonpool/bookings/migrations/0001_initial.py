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
            name="RunningTotal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField()),
                ("net_pence", models.BigIntegerField()),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.function",
                    ),
                ),
                (
                    "pair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="totals",
                        to="agreements.pair",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("pair", "family", "month"), name="total_month_once"),
                    models.CheckConstraint(
                        condition=models.Q(("net_pence__gte", 0)), name="total_not_below_nothing"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="total_month_on_its_first"
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
                    "family",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.function",
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
                    "pair",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="agreements.pair",
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
                    models.Index(fields=["pair", "requested_at"], name="booking_lately"),
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
                        condition=models.Q(
                            ("kind", "peer_help"),
                            models.Q(("family__isnull", False), ("pair__isnull", False)),
                            _connector="OR",
                        ),
                        name="booking_counted",
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
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="keeps_the_total",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE was boolean; becomes boolean;",
                            func="\n    was := OLD.pair_id IS NOT NULL AND OLD.status IN ('bound', 'worked');\n    becomes := NEW.pair_id IS NOT NULL AND NEW.status IN ('bound', 'worked');\n    IF was = becomes AND OLD.pair_id IS NOT DISTINCT FROM NEW.pair_id\n                     AND OLD.family_id IS NOT DISTINCT FROM NEW.family_id THEN\n        RETURN NULL;\n    END IF;\n    IF was THEN\n        \n        UPDATE bookings_runningtotal total SET net_pence = total.net_pence - moved.pence\n          FROM (SELECT date_trunc('month', monday)::date AS month, sum(net_pence) AS pence FROM bookings_bookedweek WHERE booking_id = NEW.id AND released_at IS NULL GROUP BY 1) AS moved\n         WHERE total.pair_id = OLD.pair_id AND total.family_id = OLD.family_id AND total.month = moved.month;\n\n    END IF;\n    IF becomes THEN\n        \n        INSERT INTO bookings_runningtotal (pair_id, family_id, month, net_pence)\n        SELECT NEW.pair_id, NEW.family_id, month, pence FROM (SELECT date_trunc('month', monday)::date AS month, sum(net_pence) AS pence FROM bookings_bookedweek WHERE booking_id = NEW.id AND released_at IS NULL GROUP BY 1) AS moved WHERE pence > 0 ORDER BY month\n        ON CONFLICT (pair_id, family_id, month)\n        DO UPDATE SET net_pence = bookings_runningtotal.net_pence + excluded.net_pence;\n\n    END IF;\n    RETURN NULL;\n",
                            hash="0a9662f614de2c04883f62a5bdeab97956ee0811",
                            operation="UPDATE",
                            pgid="pgtrigger_keeps_the_total_b2358",
                            table="bookings_booking",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="pair_of_its_two_councils",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF NEW.pair_id IS NOT NULL AND NEW.home_id <> NEW.host_id AND NOT EXISTS (\n        SELECT FROM agreements_pair\n         WHERE id = NEW.pair_id AND home_id = NEW.home_id AND host_id = NEW.host_id\n    ) THEN\n        RAISE EXCEPTION 'the pair of booking % is not that of its home and host', NEW.reference\n              USING ERRCODE = 'check_violation', CONSTRAINT = 'booking_pair_of_both';\n    END IF;\n    RETURN NEW;\n",
                            hash="84d23d49721c568a51a3252086be6bdf7109f8d0",
                            operation='INSERT OR UPDATE OF "pair_id", "home_id", "host_id"',
                            pgid="pgtrigger_pair_of_its_two_councils_f5e0b",
                            table="bookings_booking",
                            when="BEFORE",
                        ),
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
                ("ready_on", models.DateField(blank=True, null=True)),
                ("grade_band", models.CharField(blank=True, default="", max_length=40)),
                ("hourly_pence", models.PositiveIntegerField(default=0)),
                ("net_pence", models.PositiveBigIntegerField(default=0)),
                ("vat_pence", models.PositiveBigIntegerField(default=0)),
                ("vat", models.JSONField(default=list)),
                ("checks", models.JSONField(default=list)),
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
                    "contact",
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
                            models.Q(("contact__isnull", True), ("needs", []), ("ready_on__isnull", True)),
                            models.Q(
                                models.Q(("needs", []), _negated=True),
                                ("contact__isnull", False),
                                ("ready_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="terms_needs_have_contact",
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
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="terms_never_edited",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='RAISE EXCEPTION \'pgtrigger: Cannot update of "booking_id", "version", "weeks", "purpose", "function_id", "decisions", "needs", "contact_id", "ready_on", "grade_band", "hourly_pence", "net_pence", "vat_pence", "vat", "checks", "sha256", "offered_at", "offered_by_id" or delete rows from % table\', TG_TABLE_NAME;',
                            hash="5d475fe91ec32c457b4a3355aa9f45fb2622619d",
                            operation='UPDATE OF "booking_id", "version", "weeks", "purpose", "function_id", "decisions", "needs", "contact_id", "ready_on", "grade_band", "hourly_pence", "net_pence", "vat_pence", "vat", "checks", "sha256", "offered_at", "offered_by_id" OR DELETE',
                            pgid="pgtrigger_terms_never_edited_a4eec",
                            table="bookings_bookingterms",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CallOff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("terms", models.PositiveSmallIntegerField()),
                ("facts", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="call_offs",
                        to="bookings.booking",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("booking", "version"), name="call_off_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(("made_at__isnull", False), ("made_by__isnull", False)),
                        name="call_off_made_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="call_off_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d6f2af5d2580f356046b66899475c01d90f7a232",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_call_off_stays_eaf5d",
                            table="bookings_calloff",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="call_offs_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'call-offs are never emptied';",
                            hash="31a6282ede1b1b6b47d0c782c9de6d291828d528",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_call_offs_never_emptied_47712",
                            table="bookings_calloff",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CarriedBooking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("of_home", models.BooleanField()),
                ("on", models.DateField()),
                ("carried_at", models.DateTimeField()),
                ("carried_by_rule", models.CharField(blank=True, default="", max_length=60)),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried",
                        to="bookings.booking",
                    ),
                ),
                (
                    "carried_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "now",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "was",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("booking", "of_home", "was"), name="booking_carried_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("was", models.F("now")), _negated=True),
                        name="booking_carried_to_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("carried_at__isnull", False),
                            models.Q(
                                models.Q(("carried_by__isnull", False), ("carried_by_rule", "")),
                                models.Q(
                                    ("carried_by__isnull", True),
                                    models.Q(("carried_by_rule", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="carried_booking_carried_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="carried_booking_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fce516d0613bfabf52bd7183811ad2f13bbc6c3d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_carried_booking_stays_8da94",
                            table="bookings_carriedbooking",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="carried_bookings_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'these are never emptied';",
                            hash="612734a902256d3e18452cf6a039b58f28524d2d",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_carried_bookings_never_emptied_3612f",
                            table="bookings_carriedbooking",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=8)),
                ("ground", models.CharField(blank=True, default="", max_length=24)),
                ("reason", models.CharField(max_length=600)),
                ("kept", models.CharField(max_length=200)),
                ("paper_on", models.DateField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("given_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "booking",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="bookings.booking",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "home",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="availability.listing",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.section114report",
                    ),
                ),
                (
                    "revoked_by",
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
                "indexes": [models.Index(fields=["host", "rule"], name="evidence_of_host")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "rule__in",
                                ["PWR-04", "PWR-07", "PWR-13", "PWR-15", "PWR-17", "EMP-32", "DBS-01"],
                            )
                        ),
                        name="evidence_rule",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ground__in", ["", "stop_worsening", "improve", "prevent_recurrence"])
                        ),
                        name="evidence_ground",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("booking__isnull", True), ("home__isnull", True), ("listing__isnull", False)
                            ),
                            models.Q(
                                ("booking__isnull", True), ("home__isnull", False), ("listing__isnull", True)
                            ),
                            models.Q(
                                ("booking__isnull", False), ("home__isnull", True), ("listing__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="evidence_one_scope",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("report__isnull", False), ("rule", "PWR-15")),
                            models.Q(models.Q(("rule", "PWR-15"), _negated=True), ("report__isnull", True)),
                            _connector="OR",
                        ),
                        name="evidence_of_a_report",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True), models.Q(("kept", ""), _negated=True)
                        ),
                        name="evidence_said",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="evidence_dates"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("given_at__isnull", False), ("given_by__isnull", False)),
                        name="evidence_given_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                            models.Q(("revoked_at__isnull", True), ("revoked_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="evidence_revoked_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("revoked_at__isnull", True),
                            ("revoked_at__gte", models.F("given_at")),
                            _connector="OR",
                        ),
                        name="evidence_given_before_revoked",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="evidence_never_edited",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='RAISE EXCEPTION \'pgtrigger: Cannot update of "rule", "host_id", "listing_id", "home_id", "booking_id", "report_id", "ground", "reason", "kept", "paper_on", "starts_on", "ends_on", "given_at", "given_by_id" or delete rows from % table\', TG_TABLE_NAME;',
                            hash="9f9842baef71c6bb63b0bf550f6a7d1784d6fe00",
                            operation='UPDATE OF "rule", "host_id", "listing_id", "home_id", "booking_id", "report_id", "ground", "reason", "kept", "paper_on", "starts_on", "ends_on", "given_at", "given_by_id" OR DELETE',
                            pgid="pgtrigger_evidence_never_edited_e6dcc",
                            table="bookings_evidence",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="evidence_after_its_report",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF NEW.report_id IS NOT NULL AND NOT EXISTS (\n        SELECT FROM agreements_section114report\n        WHERE id = NEW.report_id AND organisation_id = NEW.host_id AND made_on <= NEW.paper_on\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_after_its_report',\n            MESSAGE = 'an authority is of the host and not older than its report';\n    END IF;\n    RETURN NEW;\n",
                            hash="5551143e4c36fe7e036dad00e0f68ed932efba71",
                            operation="INSERT",
                            pgid="pgtrigger_evidence_after_its_report_cd240",
                            table="bookings_evidence",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NeedTold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("terms", models.PositiveSmallIntegerField()),
                ("told", models.CharField(max_length=8)),
                ("told_at", models.DateTimeField()),
                ("told_by_rule", models.CharField(blank=True, default="", max_length=60)),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs_told",
                        to="bookings.booking",
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
                    models.CheckConstraint(
                        condition=models.Q(("told__in", ["soon", "late", "removal"])), name="need_told"
                    ),
                    models.UniqueConstraint(fields=("booking", "terms", "told"), name="need_told_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("told_at__isnull", False),
                            models.Q(
                                models.Q(("told_by__isnull", False), ("told_by_rule", "")),
                                models.Q(
                                    ("told_by__isnull", True), models.Q(("told_by_rule", ""), _negated=True)
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="need_told_told_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="need_told_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2dfb39704e1904b7dc0e73cd3af2dcb55b248ab6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_need_told_stays_c1171",
                            table="bookings_needtold",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="needs_told_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'what was told is never emptied';",
                            hash="c1d703f741b83abfad1af28ec16bb344090b9cda",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_needs_told_never_emptied_c205a",
                            table="bookings_needtold",
                            when="BEFORE",
                        ),
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
                ("when", models.CharField(default="weekday", max_length=16)),
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
                        condition=models.Q(("when__in", ["weekday", "evening_saturday", "sunday_holiday"])),
                        name="booked_week_when",
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
                "triggers": [
                    pgtrigger.compiler.Trigger(
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
                    pgtrigger.compiler.Trigger(
                        name="keeps_the_total",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE was bigint; becomes bigint; which date; pair bigint; family varchar;",
                            func="\n    was := CASE WHEN TG_OP = 'INSERT' OR OLD.released_at IS NOT NULL THEN 0 ELSE OLD.net_pence END;\n    becomes := CASE WHEN TG_OP = 'DELETE' OR NEW.released_at IS NOT NULL THEN 0 ELSE NEW.net_pence END;\n    IF was = becomes THEN\n        RETURN NULL;\n    END IF;\n    which := CASE WHEN TG_OP = 'DELETE' THEN OLD.monday ELSE NEW.monday END;\n    SELECT pair_id, family_id INTO pair, family FROM bookings_booking\n     WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.booking_id ELSE NEW.booking_id END AND status IN ('bound', 'worked');\n    IF pair IS NOT NULL AND becomes > was THEN\n        \n        INSERT INTO bookings_runningtotal (pair_id, family_id, month, net_pence)\n        SELECT pair, family, month, pence FROM (SELECT date_trunc('month', which)::date AS month, (becomes - was)::bigint AS pence) AS moved WHERE pence > 0 ORDER BY month\n        ON CONFLICT (pair_id, family_id, month)\n        DO UPDATE SET net_pence = bookings_runningtotal.net_pence + excluded.net_pence;\n\n    ELSIF pair IS NOT NULL THEN\n        \n        UPDATE bookings_runningtotal total SET net_pence = total.net_pence - moved.pence\n          FROM (SELECT date_trunc('month', which)::date AS month, (was - becomes)::bigint AS pence) AS moved\n         WHERE total.pair_id = pair AND total.family_id = family AND total.month = moved.month;\n\n    END IF;\n    RETURN NULL;\n",
                            hash="41f48ba63c18eef13d6cbf35bbcaf434932f3d00",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_keeps_the_total_82dce",
                            table="bookings_bookedweek",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WeeksProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("weeks", models.JSONField()),
                ("proposed_at", models.DateTimeField()),
                ("taken_up_at", models.DateTimeField(blank=True, null=True)),
                ("declined_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="bookings.booking",
                    ),
                ),
                (
                    "declined_by",
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
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taken_up_by",
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
                        condition=models.Q(
                            ("declined_at__isnull", True),
                            ("dropped_at__isnull", True),
                            ("taken_up_at__isnull", True),
                        ),
                        fields=("booking", "version"),
                        name="weeks_proposal_one_waits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("declined_at__isnull", True),
                                ("dropped_at__isnull", True),
                                ("taken_up_at__isnull", True),
                            ),
                            models.Q(
                                ("declined_at__isnull", True),
                                ("dropped_at__isnull", True),
                                ("taken_up_at__isnull", False),
                            ),
                            models.Q(
                                ("declined_at__isnull", False),
                                ("dropped_at__isnull", True),
                                ("taken_up_at__isnull", True),
                            ),
                            models.Q(
                                ("declined_at__isnull", True),
                                ("dropped_at__isnull", False),
                                ("taken_up_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="weeks_proposal_one_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("taken_up_by__isnull", True),
                                models.Q(("taken_up_by", models.F("proposed_by")), _negated=True),
                                _connector="OR",
                            ),
                            models.Q(
                                ("declined_by__isnull", True),
                                models.Q(("declined_by", models.F("proposed_by")), _negated=True),
                                _connector="OR",
                            ),
                        ),
                        name="weeks_proposal_not_answered_by_proposer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("proposed_at__isnull", False), ("proposed_by__isnull", False)),
                        name="weeks_proposal_proposed_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_up_at__isnull", False), ("taken_up_by__isnull", False)),
                            models.Q(("taken_up_at__isnull", True), ("taken_up_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="weeks_proposal_taken_up_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("declined_at__isnull", False), ("declined_by__isnull", False)),
                            models.Q(("declined_at__isnull", True), ("declined_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="weeks_proposal_declined_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dropped_at__isnull", False), ("dropped_by__isnull", False)),
                            models.Q(("dropped_at__isnull", True), ("dropped_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="weeks_proposal_dropped_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="weeks_proposal_never_edited",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='RAISE EXCEPTION \'pgtrigger: Cannot update of "booking_id", "version", "weeks", "proposed_at", "proposed_by_id" or delete rows from % table\', TG_TABLE_NAME;',
                            hash="5754291ea74e58c44455bda4c8a1aad4869c9e3e",
                            operation='UPDATE OF "booking_id", "version", "weeks", "proposed_at", "proposed_by_id" OR DELETE',
                            pgid="pgtrigger_weeks_proposal_never_edited_19d0f",
                            table="bookings_weeksproposal",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="weeks_proposal_outcome_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."taken_up_at" IS NOT NULL OR OLD."declined_at" IS NOT NULL OR OLD."dropped_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="bf6571ee2ebf6d124a7e6c24bcb10844c6c3cb72",
                            operation="UPDATE",
                            pgid="pgtrigger_weeks_proposal_outcome_stays_f058c",
                            table="bookings_weeksproposal",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BookingNeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("need", models.CharField(max_length=10)),
                ("induction", models.BooleanField(default=False)),
                ("data", models.CharField(blank=True, default="", max_length=300)),
                ("whose", models.CharField(blank=True, default="", max_length=300)),
                ("why", models.CharField(blank=True, default="", max_length=300)),
                ("kept_until", models.DateField(blank=True, null=True)),
                ("ready_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ready",
                        to="bookings.booking",
                    ),
                ),
                (
                    "ready_by",
                    models.ForeignKey(
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("need__in", ["documents", "account", "visit"])),
                        name="booking_need",
                    ),
                    models.UniqueConstraint(fields=("booking", "need"), name="booking_need_once"),
                    models.CheckConstraint(
                        condition=models.Q(("ready_at__isnull", False), ("ready_by__isnull", False)),
                        name="booking_need_ready_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="booking_need_removed_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("removed_at__isnull", True),
                            ("removed_at__gte", models.F("ready_at")),
                            _connector="OR",
                        ),
                        name="booking_need_ready_before_removed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kept_until__isnull", False),
                                ("need", "documents"),
                                models.Q(("data", ""), _negated=True),
                                models.Q(("whose", ""), _negated=True),
                                models.Q(("why", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("need", "documents"), _negated=True),
                                ("data", ""),
                                ("induction", True),
                                ("kept_until__isnull", True),
                                ("whose", ""),
                                ("why", ""),
                            ),
                            _connector="OR",
                        ),
                        name="booking_need_said_whole",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="booking_need_never_edited",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='RAISE EXCEPTION \'pgtrigger: Cannot update of "booking_id", "need", "induction", "ready_at", "ready_by_id", "kept_until", "data", "whose", "why" or delete rows from % table\', TG_TABLE_NAME;',
                            hash="d13c4758ee363cb0c328784eb6432d69c0653e8e",
                            operation='UPDATE OF "booking_id", "need", "induction", "ready_at", "ready_by_id", "kept_until", "data", "whose", "why" OR DELETE',
                            pgid="pgtrigger_booking_need_never_edited_7e9c4",
                            table="bookings_bookingneed",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="booking_need_removed_once",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."removed_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="35a142528911ad436b080f8d51cf323e84b25f39",
                            operation="UPDATE",
                            pgid="pgtrigger_booking_need_removed_once_ad8a2",
                            table="bookings_bookingneed",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Thanks",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                ("said_at", models.DateTimeField()),
                ("shown_at", models.DateTimeField(blank=True, null=True)),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="thanks",
                        to="bookings.booking",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="thanks",
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
                    "shown_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taken_back_by",
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
                        condition=models.Q(("taken_back_at__isnull", True)),
                        fields=("booking",),
                        name="thanks_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="thanks_say_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("said_by", models.F("officer")), _negated=True),
                        name="thanks_of_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("shown_by__isnull", True), ("shown_by", models.F("officer")), _connector="OR"
                        ),
                        name="thanks_shown_by_officer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("said_at__isnull", False), ("said_by__isnull", False)),
                        name="thanks_said_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("shown_at__isnull", False), ("shown_by__isnull", False)),
                            models.Q(("shown_at__isnull", True), ("shown_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="thanks_shown_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_back_at__isnull", False), ("taken_back_by__isnull", False)),
                            models.Q(("taken_back_at__isnull", True), ("taken_back_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="thanks_taken_back_at_by",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="thanks",
            trigger=pgtrigger.compiler.Trigger(
                name="thanks_never_edited",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='RAISE EXCEPTION \'pgtrigger: Cannot update of "booking_id", "officer_id", "words", "said_at", "said_by_id" or delete rows from % table\', TG_TABLE_NAME;',
                    hash="c37a8e1478887c2283f452b6f9b36f5accdc6d32",
                    operation='UPDATE OF "booking_id", "officer_id", "words", "said_at", "said_by_id" OR DELETE',
                    pgid="pgtrigger_thanks_never_edited_1f937",
                    table="bookings_thanks",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="booking",
            name="together",
            field=models.CharField(blank=True, default="", max_length=12),
        ),
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(
                condition=models.Q(("together", ""), _negated=True),
                fields=["together"],
                name="booking_together",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="booking",
            trigger=pgtrigger.compiler.Trigger(
                name="booking_together_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."together" IS DISTINCT FROM (NEW."together"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="b88311d7968082a4c36ec6dde61ffb57af8264d9",
                    operation="UPDATE",
                    pgid="pgtrigger_booking_together_stays_27d4c",
                    table="bookings_booking",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.UniqueConstraint(
                condition=models.Q(("together", ""), _negated=True),
                fields=("together", "officer"),
                name="booking_together_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "paid"), ("together", ""), _connector="OR"),
                name="booking_together_for_pay",
            ),
        ),
    ]
