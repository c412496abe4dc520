import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import commonpool.invoices.models.charge
import commonpool.invoices.models.sides


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("bookings", "0001_initial"),
        ("identity", "__first__"),
        ("organisations", "0001_initial"),
        ("timesheets", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Charge",
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
                        default=commonpool.invoices.models.charge.charge_reference, max_length=12, unique=True
                    ),
                ),
                ("source", models.CharField(max_length=20)),
                ("minutes", models.IntegerField()),
                ("hourly_pence", models.PositiveIntegerField()),
                ("net_pence", models.BigIntegerField()),
                ("ceiling_pence", models.PositiveBigIntegerField()),
                ("stated", models.BooleanField(default=False)),
                ("outside_ceiling", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                ("made_by_rule", models.CharField(blank=True, default="", max_length=60)),
                (
                    "booked_week",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges",
                        to="bookings.bookedweek",
                    ),
                ),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges",
                        to="bookings.booking",
                    ),
                ),
                (
                    "correction",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges",
                        to="timesheets.hourscorrection",
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
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "original",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supplements",
                        to="invoices.charge",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["host", "made_at"], name="charge_host"),
                    models.Index(fields=["home", "made_at"], name="charge_home"),
                    models.Index(
                        condition=models.Q(("original__isnull", False), ("source", "correction")),
                        fields=["original"],
                        name="charge_takes_back",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "source__in",
                                [
                                    "agreed_week",
                                    "allowed_hours",
                                    "late_cancellation",
                                    "host_late",
                                    "award",
                                    "correction",
                                ],
                            )
                        ),
                        name="charge_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", "host_late"), _negated=True),
                            ("minutes__range", (1, 60)),
                            _connector="OR",
                        ),
                        name="charge_host_late_an_hour",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", "host_late"), ("stated", True)),
                            models.Q(models.Q(("source", "host_late"), _negated=True), ("stated", False)),
                            _connector="OR",
                        ),
                        name="charge_host_late_stated",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("source__in", ["award", "correction"]), _negated=True),
                        fields=("booked_week", "source"),
                        name="charge_once_for_its_source",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("source", "correction")),
                        fields=("correction", "original"),
                        name="charge_once_for_its_correction",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outside_ceiling", True),
                            ("net_pence__lte", models.F("ceiling_pence")),
                            _connector="OR",
                        ),
                        name="charge_within_ceiling",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("original__isnull", False), ("source", "award")),
                            models.Q(("original__isnull", False), ("source", "correction")),
                            models.Q(
                                ("original__isnull", True),
                                ("outside_ceiling", False),
                                models.Q(("source", "award"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="charge_award_has_its_original",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("correction__isnull", False), ("source", "correction")),
                            models.Q(
                                models.Q(("source", "correction"), _negated=True),
                                ("correction__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="charge_correction_has_its_own",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("minutes__lte", 0),
                                ("net_pence__lt", 0),
                                ("original__isnull", False),
                                ("source", "correction"),
                            ),
                            models.Q(
                                models.Q(
                                    ("original__isnull", False), ("source", "correction"), _negated=True
                                ),
                                ("minutes__gte", 0),
                                ("net_pence__gte", 0),
                            ),
                            _connector="OR",
                        ),
                        name="charge_below_nothing_takes_back",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("home", models.F("host")), _negated=True),
                        name="charge_between_two_councils",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("made_at__isnull", False),
                            models.Q(
                                models.Q(("made_by__isnull", False), ("made_by_rule", "")),
                                models.Q(
                                    ("made_by__isnull", True), models.Q(("made_by_rule", ""), _negated=True)
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="charge_made_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="charge_never_edited",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="37833ac13df729ca5bcc1e45692d3534ba26e807",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_charge_never_edited_2945c",
                            table="invoices_charge",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="charges_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'charges are never emptied';",
                            hash="b2163737384e558ae59a95c2cef8d54f444cff11",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_charges_never_emptied_2eb1f",
                            table="invoices_charge",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="charges_within_week",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    PERFORM FROM bookings_bookedweek WHERE id = NEW.booked_week_id FOR NO KEY UPDATE;\n    IF (SELECT sum(net_pence) FROM invoices_charge WHERE booked_week_id = NEW.booked_week_id AND NOT outside_ceiling)\n       > NEW.ceiling_pence THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'charges_within_week',\n            MESSAGE = 'charges_within_week: the charges of a week come to more than was agreed for it';\n    END IF;\n    IF NEW.net_pence < 0 AND NOT EXISTS (\n        SELECT FROM invoices_charge was WHERE was.id = NEW.original_id AND was.booked_week_id = NEW.booked_week_id\n           AND was.home_id = NEW.home_id AND was.host_id = NEW.host_id AND was.net_pence > 0\n           AND was.outside_ceiling = NEW.outside_ceiling\n           AND was.net_pence + (SELECT sum(less.net_pence) FROM invoices_charge less\n                                 WHERE less.original_id = was.id AND less.source = 'correction') >= 0\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'charge_takes_back_what_was_charged',\n            MESSAGE = 'charge_takes_back_what_was_charged: more would be taken back than the charge says';\n    END IF;\n    RETURN NULL;\n",
                            hash="aefef0cbc74f4d6e2797f7a3cd7a2a385197774d",
                            operation="INSERT",
                            pgid="pgtrigger_charges_within_week_7ddbe",
                            table="invoices_charge",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InvoiceRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField()),
                ("planned", models.PositiveIntegerField()),
                ("begun_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_by_rule", models.CharField(blank=True, default="", max_length=60)),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoice_runs",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["home", "-begun_at"], name="invoice_run_home")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="invoice_run_of_a_month"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("home",),
                        name="invoice_run_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by_rule", "")),
                            models.Q(
                                ("ended_at__isnull", False), models.Q(("ended_by_rule", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="invoice_run_ended_by_rule",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("begun_at__isnull", False), ("begun_by__isnull", False)),
                        name="invoice_run_begun_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("ended_at__gte", models.F("begun_at")),
                            _connector="OR",
                        ),
                        name="invoice_run_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Numbering",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="numbering_never_goes_back",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."last" < (OLD."last") OR NEW."organisation_id" IS DISTINCT FROM (OLD."organisation_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="a80fecc8b38aa89fdee8a65bf3aa0305209cdcac",
                            operation="UPDATE",
                            pgid="pgtrigger_numbering_never_goes_back_340a7",
                            table="invoices_numbering",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="numbering_is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="a67292252084348f25b46cea38e35e52adf2dfa6",
                            operation="DELETE",
                            pgid="pgtrigger_numbering_is_kept_5677a",
                            table="invoices_numbering",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PayAward",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("grade_band", models.CharField(max_length=40)),
                ("first_monday", models.DateField()),
                ("last_monday", models.DateField()),
                ("hourly_difference_pence", models.IntegerField()),
                ("passed_on_at", models.DateTimeField()),
                (
                    "home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "passed_on_by",
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
                        fields=(
                            "home",
                            "grade_band",
                            "first_monday",
                            "last_monday",
                            "hourly_difference_pence",
                        ),
                        name="pay_award_passed_on_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hourly_difference_pence", 0), _negated=True),
                        name="pay_award_changes_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_monday__gte", models.F("first_monday"))),
                        name="pay_award_weeks",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("passed_on_at__isnull", False), ("passed_on_by__isnull", False)),
                        name="pay_award_passed_on_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="pay_award_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="293ebe3227209eea8bfa03264c899bb334f017fe",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_pay_award_stays_564cc",
                            table="invoices_payaward",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="pay_awards_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pay awards are never emptied';",
                            hash="a6558a4c42e1877463811ac9840012af278347d6",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_pay_awards_never_emptied_ab4f5",
                            table="invoices_payaward",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountCodes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("codes", models.JSONField(default=dict)),
                ("set_at", models.DateTimeField()),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "set_by",
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
                        condition=models.Q(("set_at__isnull", False), ("set_by__isnull", False)),
                        name="account_codes_set_at_by",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CarriedCharge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("to_home", models.BooleanField()),
                ("on", models.DateField()),
                ("carried_at", models.DateTimeField()),
                ("carried_by_rule", models.CharField(blank=True, default="", max_length=60)),
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
                (
                    "charge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried",
                        to="invoices.charge",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["now", "to_home"], name="carried_charge_now")],
                "constraints": [
                    models.UniqueConstraint(fields=("charge", "to_home", "was"), name="charge_carried_once"),
                    models.CheckConstraint(
                        condition=models.Q(("was", models.F("now")), _negated=True),
                        name="charge_carried_to_another",
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
                        name="carried_charge_carried_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="carried_charge_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="55f9b019d95369fdfc0ae5459bd460166de63f60",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_carried_charge_stays_18068",
                            table="invoices_carriedcharge",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="carried_charges_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'these are never emptied';",
                            hash="e5e9ed1c5c42314b1c2b9b762db1b78b808996b4",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_carried_charges_never_emptied_635ab",
                            table="invoices_carriedcharge",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(default="invoice", max_length=12)),
                ("status", models.CharField(default="draft", max_length=10)),
                ("month", models.DateField()),
                ("mode", models.CharField(max_length=12)),
                ("vat_treatment", models.CharField(max_length=16)),
                ("vat_percent", models.PositiveSmallIntegerField()),
                ("vat_reason", models.CharField(blank=True, default="", max_length=600)),
                ("asked_as", models.CharField(blank=True, max_length=12, null=True, unique=True)),
                ("number", models.PositiveIntegerField(blank=True, null=True)),
                ("reference", models.CharField(blank=True, max_length=24, null=True, unique=True)),
                ("own_number", models.CharField(blank=True, default="", max_length=40)),
                ("issued_on", models.DateField(blank=True, null=True)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("tax_point_on", models.DateField(blank=True, null=True)),
                ("net_pence", models.PositiveBigIntegerField()),
                ("vat_pence", models.PositiveBigIntegerField()),
                ("gross_pence", models.PositiveBigIntegerField()),
                ("net_1970_act_pence", models.PositiveBigIntegerField(default=0)),
                ("purchase_order", models.CharField(blank=True, default="", max_length=400)),
                ("supplier", models.JSONField(default=dict)),
                ("customer", models.JSONField(default=dict)),
                ("note", models.CharField(blank=True, default="", max_length=600)),
                ("made_at", models.DateTimeField()),
                ("issued_at", models.DateTimeField(blank=True, null=True)),
                ("issued_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("paid_on", models.DateField(blank=True, null=True)),
                ("paid_at", models.DateTimeField(blank=True, null=True)),
                ("paid_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("credited_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_by_rule", models.CharField(blank=True, db_default="", default="", max_length=60)),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_notes",
                        to="invoices.invoice",
                    ),
                ),
                (
                    "credited_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
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
                        db_index=False,
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
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "home_heir",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "host_heir",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paid_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoices",
                        to="invoices.invoicerun",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["host", "issued_on"], name="invoice_host"),
                    models.Index(fields=["home", "month"], name="invoice_home"),
                    models.Index(
                        condition=models.Q(("home_heir__gt", 0)),
                        fields=["home_heir"],
                        name="invoice_home_heir",
                    ),
                    models.Index(
                        condition=models.Q(("host_heir__gt", 0)),
                        fields=["host_heir"],
                        name="invoice_host_heir",
                    ),
                    models.Index(
                        condition=models.Q(("status__in", ["issued", "disputed"])),
                        fields=["issued_on"],
                        name="invoice_open",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["invoice", "credit_note"])), name="invoice_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "draft",
                                    "issued",
                                    "set_off",
                                    "dropped",
                                    "disputed",
                                    "paid",
                                    "credited",
                                    "fell_away",
                                ],
                            )
                        ),
                        name="invoice_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ["platform", "own_system"])), name="invoice_made_by"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("vat_treatment__in", ["standard", "outside_scope", "no_vat"])),
                        name="invoice_vat_treatment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("home", models.F("host")), _negated=True),
                        name="invoice_between_two_councils",
                    ),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="invoice_of_a_month"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("corrects__isnull", True), ("kind", "invoice")),
                            models.Q(
                                ("corrects__isnull", False),
                                ("kind", "credit_note"),
                                models.Q(("note", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="credit_note_corrects",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("vat_percent__gt", 0), ("vat_treatment", "standard")),
                            models.Q(
                                models.Q(("vat_treatment", "standard"), _negated=True), ("vat_percent", 0)
                            ),
                            _connector="OR",
                        ),
                        name="invoice_vat_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "gross_pence",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("net_pence"), "+", models.F("vat_pence")
                                ),
                            ),
                            ("net_pence__gt", 0),
                        ),
                        name="invoice_gross",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "invoice"),
                                (
                                    "vat_pence",
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.Value(2), "*", models.F("net_pence")
                                                ),
                                                "*",
                                                models.F("vat_percent"),
                                            ),
                                            "+",
                                            models.Value(100),
                                        ),
                                        "/",
                                        models.Value(200),
                                    ),
                                ),
                            ),
                            models.Q(
                                ("kind", "credit_note"),
                                (
                                    "vat_pence__gte",
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    django.db.models.expressions.CombinedExpression(
                                                        models.Value(2), "*", models.F("net_pence")
                                                    ),
                                                    "*",
                                                    models.F("vat_percent"),
                                                ),
                                                "+",
                                                models.Value(100),
                                            ),
                                            "/",
                                            models.Value(200),
                                        ),
                                        "-",
                                        models.Value(1),
                                    ),
                                ),
                                (
                                    "vat_pence__lte",
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    django.db.models.expressions.CombinedExpression(
                                                        models.Value(2), "*", models.F("net_pence")
                                                    ),
                                                    "*",
                                                    models.F("vat_percent"),
                                                ),
                                                "+",
                                                models.Value(100),
                                            ),
                                            "/",
                                            models.Value(200),
                                        ),
                                        "+",
                                        models.Value(1),
                                    ),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="invoice_vat_half_up_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("net_1970_act_pence__lte", models.F("net_pence"))),
                        name="invoice_1970_act_within",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("number__isnull", True),
                                ("own_number", ""),
                                ("reference__isnull", True),
                                ("status__in", ["draft", "dropped"]),
                                ("due_on__isnull", True),
                                ("issued_at__isnull", True),
                                ("issued_on__isnull", True),
                                ("tax_point_on__isnull", True),
                                ("asked_as__isnull", False),
                            ),
                            models.Q(
                                models.Q(("status__in", ["draft", "dropped"]), _negated=True),
                                ("issued_at__isnull", False),
                                ("number__gte", 1),
                                ("reference__regex", "^[A-Z0-9]+(-[A-Z0-9]+)*-[0-9]{6,}$"),
                                ("due_on__isnull", False),
                                ("issued_on__isnull", False),
                                ("tax_point_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="invoice_issued_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__isnull", True),
                            (
                                "due_on",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("issued_on"), "+", models.Value(30)
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="invoice_due_in_30_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("issued_at__isnull", True),
                            models.Q(("mode", "platform"), ("own_number", "")),
                            models.Q(("mode", "own_system"), models.Q(("own_number", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="invoice_own_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("paid_at__isnull", False), ("paid_on__isnull", False), ("status", "paid")
                            ),
                            models.Q(
                                models.Q(("status", "paid"), _negated=True),
                                ("paid_at__isnull", True),
                                ("paid_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="invoice_paid_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("credited_at__isnull", False), ("status", "credited")),
                            models.Q(
                                models.Q(("status", "credited"), _negated=True), ("credited_at__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="invoice_credited",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dropped_at__isnull", False), ("status", "dropped")),
                            models.Q(
                                models.Q(("status", "dropped"), _negated=True), ("dropped_at__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="invoice_dropped",
                    ),
                    models.UniqueConstraint(fields=("home", "number"), name="invoice_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("own_number", ""), _negated=True),
                        fields=("home", "own_number"),
                        name="invoice_own_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("made_at__isnull", False), ("made_by__isnull", False)),
                        name="invoice_made_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("issued_at__isnull", False),
                                models.Q(
                                    models.Q(("issued_by__isnull", False), ("issued_by_rule", "")),
                                    models.Q(
                                        ("issued_by__isnull", True),
                                        models.Q(("issued_by_rule", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("issued_at__isnull", True),
                                ("issued_by__isnull", True),
                                ("issued_by_rule", ""),
                            ),
                            _connector="OR",
                        ),
                        name="invoice_issued_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("paid_at__isnull", False),
                                models.Q(
                                    models.Q(("paid_by__isnull", False), ("paid_by_rule", "")),
                                    models.Q(
                                        ("paid_by__isnull", True),
                                        models.Q(("paid_by_rule", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("paid_at__isnull", True), ("paid_by__isnull", True), ("paid_by_rule", "")
                            ),
                            _connector="OR",
                        ),
                        name="invoice_paid_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("credited_at__isnull", False), ("credited_by__isnull", False)),
                            models.Q(("credited_at__isnull", True), ("credited_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="invoice_credited_at_by",
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
                        name="invoice_dropped_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("issued_at__isnull", True),
                            ("issued_at__gte", models.F("made_at")),
                            _connector="OR",
                        ),
                        name="invoice_made_before_issued",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="invoice_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."corrects_id" IS DISTINCT FROM (NEW."corrects_id") OR OLD."home_id" IS DISTINCT FROM (NEW."home_id") OR OLD."host_id" IS DISTINCT FROM (NEW."host_id") OR OLD."month" IS DISTINCT FROM (NEW."month") OR OLD."vat_treatment" IS DISTINCT FROM (NEW."vat_treatment") OR OLD."vat_percent" IS DISTINCT FROM (NEW."vat_percent") OR OLD."vat_reason" IS DISTINCT FROM (NEW."vat_reason") OR OLD."mode" IS DISTINCT FROM (NEW."mode") OR OLD."asked_as" IS DISTINCT FROM (NEW."asked_as") OR OLD."net_pence" IS DISTINCT FROM (NEW."net_pence") OR OLD."vat_pence" IS DISTINCT FROM (NEW."vat_pence") OR OLD."gross_pence" IS DISTINCT FROM (NEW."gross_pence") OR OLD."net_1970_act_pence" IS DISTINCT FROM (NEW."net_1970_act_pence") OR OLD."purchase_order" IS DISTINCT FROM (NEW."purchase_order") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."run_id" IS DISTINCT FROM (NEW."run_id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="4a29c64bebabbb039de3e3617315ff41935722bc",
                            operation="UPDATE",
                            pgid="pgtrigger_invoice_stays_dc1b7",
                            table="invoices_invoice",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="invoice_never_edited",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."issued_at" IS NOT NULL AND (NEW."number" IS DISTINCT FROM (OLD."number") OR NEW."reference" IS DISTINCT FROM (OLD."reference") OR NEW."own_number" IS DISTINCT FROM (OLD."own_number") OR NEW."issued_on" IS DISTINCT FROM (OLD."issued_on") OR NEW."due_on" IS DISTINCT FROM (OLD."due_on") OR NEW."tax_point_on" IS DISTINCT FROM (OLD."tax_point_on") OR NEW."supplier" IS DISTINCT FROM (OLD."supplier") OR NEW."customer" IS DISTINCT FROM (OLD."customer") OR NEW."issued_at" IS DISTINCT FROM (OLD."issued_at") OR NEW."issued_by_id" IS DISTINCT FROM (OLD."issued_by_id") OR NEW."issued_by_rule" IS DISTINCT FROM (OLD."issued_by_rule")))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="8d2e7a6e61baf9d0c4099214b938e8e5c5813a47",
                            operation="UPDATE",
                            pgid="pgtrigger_invoice_never_edited_c4dfe",
                            table="invoices_invoice",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="invoices_are_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="e5e53336f18a68092d31fd4cfd0822f2b6ff54b3",
                            operation="DELETE",
                            pgid="pgtrigger_invoices_are_kept_f880d",
                            table="invoices_invoice",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="invoices_kept_whole",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'invoices are never emptied';",
                            hash="a7592aab003cade7be9eb7f546bd3e65dee49721",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_invoices_kept_whole_9ce94",
                            table="invoices_invoice",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="invoice_has_its_lines",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            func="\n    IF NEW.net_pence IS DISTINCT FROM\n       (SELECT sum(net_pence) FROM invoices_invoiceline WHERE invoice_id = NEW.id) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_sum_of_its_lines',\n            MESSAGE = 'invoice_sum_of_its_lines: the lines do not come to what their invoice says';\n    END IF;\n    RETURN NULL;\n",
                            hash="f61a252aa83b1c87906dcbcba0068c17ee12dae0",
                            operation="INSERT",
                            pgid="pgtrigger_invoice_has_its_lines_254cc",
                            table="invoices_invoice",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="invoice_numbers_follow",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF EXISTS (\n        SELECT FROM added WHERE number > 1 AND (\n            SELECT one.number FROM invoices_invoice one\n             WHERE one.home_id = added.home_id AND one.number = added.number - 1 LIMIT 1\n        ) IS NULL\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_numbers_without_gap',\n            MESSAGE = 'invoice_numbers_without_gap: a number does not follow another';\n    END IF;\n    RETURN NULL;\n",
                            hash="a9ce8d288b1069bd7c0303926e7e5788fa7d0a3d",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_invoice_numbers_follow_841d7",
                            referencing="REFERENCING NEW TABLE AS added ",
                            table="invoices_invoice",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="invoice_number_follows",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF EXISTS (\n        SELECT FROM added WHERE number > 1 AND (\n            SELECT one.number FROM invoices_invoice one\n             WHERE one.home_id = added.home_id AND one.number = added.number - 1 LIMIT 1\n        ) IS NULL\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_numbers_without_gap',\n            MESSAGE = 'invoice_numbers_without_gap: a number does not follow another';\n    END IF;\n    RETURN NULL;\n",
                            hash="353b353ec07ce4bf04f17ccacef09a31b064c2ab",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_invoice_number_follows_88034",
                            referencing="REFERENCING NEW TABLE AS added ",
                            table="invoices_invoice",
                            when="AFTER",
                        ),
                    ),
                ],
            },
            bases=(commonpool.invoices.models.sides.SidesNow, models.Model),
        ),
        migrations.CreateModel(
            name="CarriedInvoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("to_home", models.BooleanField()),
                ("on", models.DateField()),
                ("carried_at", models.DateTimeField()),
                ("carried_by_rule", models.CharField(blank=True, default="", max_length=60)),
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
                (
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried",
                        to="invoices.invoice",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("invoice", "to_home", "was"), name="invoice_carried_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("was", models.F("now")), _negated=True),
                        name="invoice_carried_to_another",
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
                        name="carried_invoice_carried_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="carried_invoice_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5c4245df20eded74ff9323986a26be6023216bec",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_carried_invoice_stays_54ddf",
                            table="invoices_carriedinvoice",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="carried_invoices_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'these are never emptied';",
                            hash="48684ced7247bac65dcb242bc70b02a761107510",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_carried_invoices_never_emptied_a2171",
                            table="invoices_carriedinvoice",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="carried_invoice_moves_the_side",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    UPDATE invoices_invoice\n       SET home_heir_id = CASE WHEN NEW.to_home THEN NEW.now_id ELSE home_heir_id END,\n           host_heir_id = CASE WHEN NEW.to_home THEN host_heir_id ELSE NEW.now_id END\n     WHERE id = NEW.invoice_id\n       AND NEW.was_id = CASE WHEN NEW.to_home THEN coalesce(home_heir_id, home_id)\n                             ELSE coalesce(host_heir_id, host_id) END;\n    IF NOT FOUND THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_carried_from_its_holder',\n            MESSAGE = 'invoice_carried_from_its_holder: that side of the invoice is another council''s';\n    END IF;\n    RETURN NULL;\n",
                            hash="8674f30d8667e4366a83b07f0412f3822f4d48ef",
                            operation="INSERT",
                            pgid="pgtrigger_carried_invoice_moves_the_side_b3ab8",
                            table="invoices_carriedinvoice",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HeldInvoice",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("invoices.invoice",),
        ),
        migrations.CreateModel(
            name="InvoiceLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("description", models.CharField(max_length=300)),
                ("booking_reference", models.CharField(max_length=12)),
                ("minutes", models.PositiveIntegerField()),
                ("hourly_pence", models.PositiveIntegerField()),
                ("net_pence", models.PositiveBigIntegerField()),
                ("worked_from", models.DateField()),
                ("worked_to", models.DateField()),
                ("under_1970_act", models.BooleanField(default=False)),
                ("corrected_hours", models.BooleanField(db_default=False, default=False)),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                ("released_by_rule", models.CharField(blank=True, db_default="", default="", max_length=60)),
                (
                    "charge",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoice_lines",
                        to="invoices.charge",
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credits",
                        to="invoices.invoiceline",
                    ),
                ),
                (
                    "invoice",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="invoices.invoice",
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
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
                        condition=models.Q(("corrects__isnull", False)),
                        fields=["corrects"],
                        name="invoice_line_credits",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("invoice", "position"), name="invoice_line_position"),
                    models.UniqueConstraint(
                        condition=models.Q(("charge__isnull", False), ("released_at__isnull", True)),
                        fields=("charge",),
                        name="charge_on_one_live_invoice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("charge__isnull", False), ("corrects__isnull", True)),
                            models.Q(
                                ("charge__isnull", True),
                                ("corrects__isnull", False),
                                ("released_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="invoice_line_of_charge_or_credit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("corrected_hours", False), ("corrects__isnull", False), _connector="OR"
                        ),
                        name="invoice_line_credits_corrected_hours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("net_pence__gt", 0)), name="invoice_line_of_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("worked_to__gte", models.F("worked_from"))),
                        name="invoice_line_period",
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
                        name="invoice_line_released_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="invoice_line_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."invoice_id" IS DISTINCT FROM (NEW."invoice_id") OR OLD."charge_id" IS DISTINCT FROM (NEW."charge_id") OR OLD."corrects_id" IS DISTINCT FROM (NEW."corrects_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."booking_reference" IS DISTINCT FROM (NEW."booking_reference") OR OLD."minutes" IS DISTINCT FROM (NEW."minutes") OR OLD."hourly_pence" IS DISTINCT FROM (NEW."hourly_pence") OR OLD."net_pence" IS DISTINCT FROM (NEW."net_pence") OR OLD."worked_from" IS DISTINCT FROM (NEW."worked_from") OR OLD."worked_to" IS DISTINCT FROM (NEW."worked_to") OR OLD."under_1970_act" IS DISTINCT FROM (NEW."under_1970_act") OR OLD."corrected_hours" IS DISTINCT FROM (NEW."corrected_hours"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="06a4b41dd928dbb9162b590b4e34550c57dcb1d1",
                            operation="UPDATE",
                            pgid="pgtrigger_invoice_line_stays_02d4f",
                            table="invoices_invoiceline",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="invoice_line_released_once",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."released_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="54d6d3288db28cdc5ea07d187ae7e9f3e2158f5a",
                            operation="UPDATE",
                            pgid="pgtrigger_invoice_line_released_once_8b4fd",
                            table="invoices_invoiceline",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="invoice_lines_are_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="d6cd77187d2547aac74dd6779989d6c1f48fddf7",
                            operation="DELETE",
                            pgid="pgtrigger_invoice_lines_are_kept_59647",
                            table="invoices_invoiceline",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="invoice_lines_kept_whole",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'invoice lines are never emptied';",
                            hash="70fc733b79ebb11c70c079c4c233fdddfecd81c7",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_invoice_lines_kept_whole_471e4",
                            table="invoices_invoiceline",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="invoice_sum_of_its_lines",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF EXISTS (\n        SELECT FROM (SELECT DISTINCT invoice_id AS id FROM added) AS one\n         WHERE (SELECT sum(net_pence) FROM invoices_invoiceline WHERE invoice_id = one.id)\n               IS DISTINCT FROM (SELECT net_pence FROM invoices_invoice WHERE id = one.id)\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_sum_of_its_lines',\n            MESSAGE = 'invoice_sum_of_its_lines: the lines do not come to what their invoice says';\n    END IF;\n    IF EXISTS (\n        SELECT FROM added WHERE charge_id IS NOT NULL\n           AND (SELECT id FROM invoices_charge WHERE id = added.charge_id LIMIT 1) IS NULL\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'invoice_line_of_a_charge',\n            MESSAGE = 'invoice_line_of_a_charge: a line is of a charge that is there';\n    END IF;\n    RETURN NULL;\n",
                            hash="ffecee0c361ce5ca0b434afa0ee4595949a5a534",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_invoice_sum_of_its_lines_5ef95",
                            referencing="REFERENCING NEW TABLE AS added ",
                            table="invoices_invoiceline",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="credits_within_line",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."corrects_id" IS NOT NULL)',
                            func="\n    PERFORM FROM invoices_invoiceline WHERE id = NEW.corrects_id FOR NO KEY UPDATE;\n    IF NOT EXISTS (\n        SELECT FROM invoices_invoiceline was\n          JOIN invoices_invoice note ON note.id = NEW.invoice_id AND note.corrects_id = was.invoice_id\n         WHERE was.id = NEW.corrects_id AND was.charge_id IS NOT NULL\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_of_its_invoice',\n            MESSAGE = 'credit_of_its_invoice: a credit note holds lines of the invoice it corrects';\n    END IF;\n    IF (SELECT sum(net_pence) FROM invoices_invoiceline WHERE corrects_id = NEW.corrects_id)\n       > (SELECT net_pence FROM invoices_invoiceline WHERE id = NEW.corrects_id) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'credits_within_line',\n            MESSAGE = 'credits_within_line: more would be credited than the line says';\n    END IF;\n    RETURN NULL;\n",
                            hash="2d4b7ffe36a5546a56e3d4e22f33a0fd5031f247",
                            operation="INSERT",
                            pgid="pgtrigger_credits_within_line_263fc",
                            table="invoices_invoiceline",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="charge_released_when_credited",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."released_at" IS NOT NULL AND OLD."released_at" IS NULL)',
                            constraint="CONSTRAINT",
                            func="\n    IF NOT EXISTS (SELECT FROM invoices_invoice WHERE id = NEW.invoice_id AND status = 'dropped')\n       AND NEW.net_pence IS DISTINCT FROM\n           (SELECT sum(net_pence) FROM invoices_invoiceline WHERE corrects_id = NEW.id) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'charge_released_when_credited',\n            MESSAGE = 'charge_released_when_credited: the line still stands';\n    END IF;\n    RETURN NULL;\n",
                            hash="b8c39a49a53e69b7f7d6340ea5659fa18d7bb5e2",
                            operation="UPDATE",
                            pgid="pgtrigger_charge_released_when_credited_72b83",
                            table="invoices_invoiceline",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("route", models.CharField(default="bank", max_length=10)),
                ("pence", models.PositiveBigIntegerField()),
                ("paid_on", models.DateField()),
                ("reference", models.CharField(blank=True, default="", max_length=40)),
                ("said_at", models.DateTimeField()),
                ("said_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_by_rule", models.CharField(blank=True, default="", max_length=60)),
                (
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="invoices.invoice",
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
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
                        db_index=False,
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
                        condition=models.Q(("route__in", ["bank", "clearing"])), name="invoice_payment_route"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pence__gt", 0)), name="invoice_payment_of_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("said_at__isnull", False),
                            models.Q(
                                models.Q(("said_by__isnull", False), ("said_by_rule", "")),
                                models.Q(
                                    ("said_by__isnull", True), models.Q(("said_by_rule", ""), _negated=True)
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="invoice_payment_said_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                models.Q(
                                    models.Q(("withdrawn_by__isnull", False), ("withdrawn_by_rule", "")),
                                    models.Q(
                                        ("withdrawn_by__isnull", True),
                                        models.Q(("withdrawn_by_rule", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", True),
                                ("withdrawn_by__isnull", True),
                                ("withdrawn_by_rule", ""),
                            ),
                            _connector="OR",
                        ),
                        name="invoice_payment_withdrawn_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at__isnull", True),
                            ("withdrawn_at__gte", models.F("said_at")),
                            _connector="OR",
                        ),
                        name="invoice_payment_order",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="invoice_payment_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."invoice_id" IS DISTINCT FROM (NEW."invoice_id") OR OLD."route" IS DISTINCT FROM (NEW."route") OR OLD."pence" IS DISTINCT FROM (NEW."pence") OR OLD."paid_on" IS DISTINCT FROM (NEW."paid_on") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."said_at" IS DISTINCT FROM (NEW."said_at") OR OLD."said_by_id" IS DISTINCT FROM (NEW."said_by_id") OR OLD."said_by_rule" IS DISTINCT FROM (NEW."said_by_rule"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="c05b63bfb4493a55ed6d3d81982a1b62c63a6c25",
                            operation="UPDATE",
                            pgid="pgtrigger_invoice_payment_stays_f5319",
                            table="invoices_payment",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="invoice_payment_withdrawn_once",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."withdrawn_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="d94cf1845ba44e7112f7f91b296dd6b88cc69ac0",
                            operation="UPDATE",
                            pgid="pgtrigger_invoice_payment_withdrawn_once_4b415",
                            table="invoices_payment",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="invoice_payments_are_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="b8435041e31a4ea090282f4ec0239ec2bad23fc5",
                            operation="DELETE",
                            pgid="pgtrigger_invoice_payments_are_kept_561e5",
                            table="invoices_payment",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Dispute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=600)),
                ("raised_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("outcome", models.CharField(blank=True, default="", max_length=10)),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disputes",
                        to="invoices.invoiceline",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="dispute_with_a_reason"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=("line",),
                        name="dispute_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["", "upheld", "withdrawn"])),
                        name="dispute_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", ""), ("settled_at__isnull", True)),
                            models.Q(("settled_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="dispute_settled_with_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("raised_at__isnull", False), ("raised_by__isnull", False)),
                        name="dispute_raised_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                            models.Q(("settled_at__isnull", True), ("settled_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="dispute_settled_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("settled_at__isnull", True),
                            ("settled_at__gte", models.F("raised_at")),
                            _connector="OR",
                        ),
                        name="dispute_order",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="dispute_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."line_id" IS DISTINCT FROM (NEW."line_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."raised_at" IS DISTINCT FROM (NEW."raised_at") OR OLD."raised_by_id" IS DISTINCT FROM (NEW."raised_by_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="18abbd4b6f65f9568f921f98e76c33ef4c4f69c5",
                            operation="UPDATE",
                            pgid="pgtrigger_dispute_stays_c3ca6",
                            table="invoices_dispute",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="dispute_settled_once",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."settled_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="d8cf5e02f4e05fc051fe7436a763267d441633e2",
                            operation="UPDATE",
                            pgid="pgtrigger_dispute_settled_once_f3d88",
                            table="invoices_dispute",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="disputes_are_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="150adf0a097335def3311ac22076eecc255af393",
                            operation="DELETE",
                            pgid="pgtrigger_disputes_are_kept_6da43",
                            table="invoices_dispute",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="heldinvoice",
            trigger=pgtrigger.compiler.Trigger(
                name="invoice_sides_as_carried",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."home_heir_id" IS DISTINCT FROM (OLD."home_heir_id") OR NEW."host_heir_id" IS DISTINCT FROM (OLD."host_heir_id"))',
                    func="\n    IF NEW.home_heir_id IS DISTINCT FROM\n       (SELECT now_id FROM invoices_carriedinvoice WHERE invoice_id = NEW.id AND to_home ORDER BY id DESC LIMIT 1)\n       OR NEW.host_heir_id IS DISTINCT FROM\n       (SELECT now_id FROM invoices_carriedinvoice WHERE invoice_id = NEW.id AND NOT to_home ORDER BY id DESC LIMIT 1)\n    THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_sides_as_carried',\n            MESSAGE = 'invoice_sides_as_carried: who has a side of an invoice is said by carrying it over';\n    END IF;\n    RETURN NEW;\n",
                    hash="cc9e1a659fb0cb76ff8b8fc6b33852a0032aa4b9",
                    operation="UPDATE",
                    pgid="pgtrigger_invoice_sides_as_carried_1113c",
                    table="invoices_invoice",
                    when="BEFORE",
                ),
            ),
        ),
    ]
