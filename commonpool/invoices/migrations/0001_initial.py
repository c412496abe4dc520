import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import commonpool.invoices.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("bookings", "0001_initial"),
        ("identity", "__first__"),
        ("organisations", "0001_initial"),
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
                        default=commonpool.invoices.models.charge_reference, max_length=12, unique=True
                    ),
                ),
                ("source", models.CharField(max_length=20)),
                ("minutes", models.PositiveIntegerField()),
                ("hourly_pence", models.PositiveIntegerField()),
                ("net_pence", models.PositiveBigIntegerField()),
                ("ceiling_pence", models.PositiveBigIntegerField()),
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
            ],
            options={
                "indexes": [
                    models.Index(fields=["host", "made_at"], name="charge_host"),
                    models.Index(fields=["home", "made_at"], name="charge_home"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["agreed_week", "late_cancellation"])),
                        name="charge_source",
                    ),
                    models.UniqueConstraint(
                        fields=("booked_week", "source"), name="charge_once_for_its_source"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("net_pence__lte", models.F("ceiling_pence"))),
                        name="charge_within_ceiling",
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
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="charge",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="charge",
            trigger=pgtrigger.compiler.Trigger(
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
                    "charge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried",
                        to="invoices.charge",
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
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="carriedcharge",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="carriedcharge",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
    ]
