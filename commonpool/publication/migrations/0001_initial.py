import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "__first__"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="RecordsHold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=600)),
                ("held_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "held_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lifted_by",
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
                        related_name="records_holds",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="records_hold_with_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("held_at__isnull", False), ("held_by__isnull", False)),
                        name="records_hold_held_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at__isnull", False), ("lifted_by__isnull", False)),
                            models.Q(("lifted_at__isnull", True), ("lifted_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="records_hold_lifted_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lifted_at__isnull", True),
                            ("lifted_at__gte", models.F("held_at")),
                            _connector="OR",
                        ),
                        name="records_hold_order",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="records_hold_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."held_at" IS DISTINCT FROM (NEW."held_at") OR OLD."held_by_id" IS DISTINCT FROM (NEW."held_by_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="add8aa1d5dc2d2a12a547fc2e4fbcf6e98fc2169",
                            operation="UPDATE",
                            pgid="pgtrigger_records_hold_stays_47bd0",
                            table="publication_recordshold",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="records_hold_lifted_once",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."lifted_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="9df124ed64130637ee727d8a49282e0121dd8cdf",
                            operation="UPDATE",
                            pgid="pgtrigger_records_hold_lifted_once_cdd80",
                            table="publication_recordshold",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="records_holds_are_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="89b4dfab81fa1d4d843a03f5aa9e39253b3b56f4",
                            operation="DELETE",
                            pgid="pgtrigger_records_holds_are_kept_d3458",
                            table="publication_recordshold",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RetentionChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("record", models.CharField(max_length=20)),
                ("years", models.PositiveSmallIntegerField()),
                ("reason", models.CharField(max_length=600)),
                ("chosen_at", models.DateTimeField()),
                (
                    "chosen_by",
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
                        related_name="retention_choices",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "record__in",
                                [
                                    "invoices",
                                    "ledger",
                                    "clearing",
                                    "timesheets",
                                    "leave",
                                    "working_time",
                                    "agreements",
                                    "answers",
                                    "log",
                                    "vetting",
                                ],
                            )
                        ),
                        name="retention_record",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("years__lte", 100), models.Q(("reason", ""), _negated=True)),
                        name="retention_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("chosen_at__isnull", False), ("chosen_by__isnull", False)),
                        name="retention_chosen_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="retention_choice_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="330f8909e6752d7c89a3f323c0919ea4d61d06cb",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_retention_choice_stays_bf5f4",
                            table="publication_retentionchoice",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="retention_choices_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'choices are never emptied';",
                            hash="962eda0dce90b5d854e20d96a94db5ba0c208580",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_retention_choices_never_emptied_44745",
                            table="publication_retentionchoice",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ComparisonRate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("day_pence", models.PositiveIntegerField()),
                ("day_minutes", models.PositiveSmallIntegerField()),
                ("source", models.CharField(max_length=300)),
                ("published_on", models.DateField()),
                ("starts_on", models.DateField()),
                ("set_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comparison_rates",
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
                        condition=models.Q(("kind__in", ["agency", "consultancy"])),
                        name="comparison_rate_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("day_minutes__range", (60, 720)),
                            ("day_pence__gt", 0),
                            models.Q(("source", ""), _negated=True),
                        ),
                        name="comparison_rate_of_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("set_at__isnull", False), ("set_by__isnull", False)),
                        name="comparison_rate_set_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="comparison_rate_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b06560ad9dc25f9661b684422f1b3c4ced892c1f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_comparison_rate_stays_4a04b",
                            table="publication_comparisonrate",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="comparison_rates_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'these rates are never emptied';",
                            hash="4916d687297c2ef1350690c3377437923a8c43b7",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_comparison_rates_never_emptied_2ab8f",
                            table="publication_comparisonrate",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
    ]
