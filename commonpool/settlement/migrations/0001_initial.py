import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import commonpool.settlement.models.payment


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "__first__"),
        ("invoices", "0001_initial"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClearedInvoice",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("invoices.invoice",),
        ),
        migrations.CreateModel(
            name="PaymentBesides",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("invoices.payment",),
        ),
        migrations.CreateModel(
            name="Cycle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(unique=True)),
                ("status", models.CharField(default="open", max_length=10)),
                ("close_on", models.DateField()),
                ("object_by", models.DateField()),
                ("call_on", models.DateField()),
                ("pay_by", models.DateField()),
                ("value_on", models.DateField()),
                ("opened_at", models.DateTimeField()),
                ("opened_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("advised_at", models.DateTimeField(blank=True, null=True)),
                ("advised_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("called_at", models.DateTimeField(blank=True, null=True)),
                ("called_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("settled_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("unwound_at", models.DateTimeField(blank=True, null=True)),
                ("unwound_reason", models.CharField(blank=True, default="", max_length=600)),
                (
                    "advised_by",
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
                    "called_by",
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
                    "closed_by",
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
                    "defaulted",
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
                    "opened_by",
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
                    "settled_by",
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
                    "unwound_by",
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
                        condition=models.Q(
                            ("status__in", ["open", "closed", "advised", "called", "settled", "unwound"])
                        ),
                        name="cycle_status",
                    ),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="cycle_of_a_month"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("advised_at__isnull", True),
                                ("called_at__isnull", True),
                                ("closed_at__isnull", True),
                                ("opened_at__isnull", False),
                                ("settled_at__isnull", True),
                                ("status", "open"),
                                ("unwound_at__isnull", True),
                            ),
                            models.Q(
                                ("advised_at__isnull", True),
                                ("called_at__isnull", True),
                                ("closed_at__isnull", False),
                                ("opened_at__isnull", False),
                                ("settled_at__isnull", True),
                                ("status", "closed"),
                                ("unwound_at__isnull", True),
                            ),
                            models.Q(
                                ("advised_at__isnull", False),
                                ("called_at__isnull", True),
                                ("closed_at__isnull", False),
                                ("opened_at__isnull", False),
                                ("settled_at__isnull", True),
                                ("status", "advised"),
                                ("unwound_at__isnull", True),
                            ),
                            models.Q(
                                ("advised_at__isnull", False),
                                ("called_at__isnull", False),
                                ("closed_at__isnull", False),
                                ("opened_at__isnull", False),
                                ("settled_at__isnull", True),
                                ("status", "called"),
                                ("unwound_at__isnull", True),
                            ),
                            models.Q(
                                ("advised_at__isnull", False),
                                ("called_at__isnull", False),
                                ("closed_at__isnull", False),
                                ("opened_at__isnull", False),
                                ("settled_at__isnull", False),
                                ("status", "settled"),
                                ("unwound_at__isnull", True),
                            ),
                            models.Q(
                                ("advised_at__isnull", False),
                                ("called_at__isnull", False),
                                ("closed_at__isnull", False),
                                ("opened_at__isnull", False),
                                ("settled_at__isnull", True),
                                ("status", "unwound"),
                                ("unwound_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="cycle_status_reached",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("defaulted__isnull", True),
                                ("unwound_at__isnull", True),
                                ("unwound_reason", ""),
                            ),
                            models.Q(
                                ("unwound_at__isnull", False), models.Q(("unwound_reason", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="cycle_unwound_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("close_on__isnull", True), ("close_on__gt", models.F("month")), _connector="OR"
                        ),
                        name="cycle_closes_after_its_month",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("object_by__isnull", True),
                            ("object_by__gt", models.F("close_on")),
                            _connector="OR",
                        ),
                        name="cycle_time_to_object",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("call_on__isnull", True), ("call_on__gt", models.F("object_by")), _connector="OR"
                        ),
                        name="cycle_call_after_objections",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pay_by__isnull", True), ("pay_by__gt", models.F("call_on")), _connector="OR"
                        ),
                        name="cycle_time_to_pay",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value_on__isnull", True), ("value_on__gt", models.F("pay_by")), _connector="OR"
                        ),
                        name="cycle_time_to_arrive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
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
                            models.Q(
                                ("opened_at__isnull", True),
                                ("opened_by__isnull", True),
                                ("opened_by_rule", ""),
                            ),
                            _connector="OR",
                        ),
                        name="cycle_opened_at_by",
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
                        name="cycle_closed_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("advised_at__isnull", False),
                                models.Q(
                                    models.Q(("advised_by__isnull", False), ("advised_by_rule", "")),
                                    models.Q(
                                        ("advised_by__isnull", True),
                                        models.Q(("advised_by_rule", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("advised_at__isnull", True),
                                ("advised_by__isnull", True),
                                ("advised_by_rule", ""),
                            ),
                            _connector="OR",
                        ),
                        name="cycle_advised_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("called_at__isnull", False),
                                models.Q(
                                    models.Q(("called_by__isnull", False), ("called_by_rule", "")),
                                    models.Q(
                                        ("called_by__isnull", True),
                                        models.Q(("called_by_rule", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("called_at__isnull", True),
                                ("called_by__isnull", True),
                                ("called_by_rule", ""),
                            ),
                            _connector="OR",
                        ),
                        name="cycle_called_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("settled_at__isnull", False),
                                models.Q(
                                    models.Q(("settled_by__isnull", False), ("settled_by_rule", "")),
                                    models.Q(
                                        ("settled_by__isnull", True),
                                        models.Q(("settled_by_rule", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("settled_at__isnull", True),
                                ("settled_by__isnull", True),
                                ("settled_by_rule", ""),
                            ),
                            _connector="OR",
                        ),
                        name="cycle_settled_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("unwound_at__isnull", False), ("unwound_by__isnull", False)),
                            models.Q(("unwound_at__isnull", True), ("unwound_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="cycle_unwound_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="cycle_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."month" IS DISTINCT FROM (NEW."month") OR OLD."opened_at" IS DISTINCT FROM (NEW."opened_at") OR OLD."opened_by_id" IS DISTINCT FROM (NEW."opened_by_id") OR OLD."opened_by_rule" IS DISTINCT FROM (NEW."opened_by_rule"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="924b72a822f4d5a2d20a43f76642fc3956f1148f",
                            operation="UPDATE",
                            pgid="pgtrigger_cycle_stays_34677",
                            table="settlement_cycle",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="cycle_over",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.\"status\" IN ('settled', 'unwound'))",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="d42c7a6496469da6b1c0eaa5cf27a20bd48905d2",
                            operation="UPDATE",
                            pgid="pgtrigger_cycle_over_8820f",
                            table="settlement_cycle",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="cycles_are_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="cb5e8083e46612d41fbc216b525ab1c43cf22ae5",
                            operation="DELETE",
                            pgid="pgtrigger_cycles_are_kept_f880a",
                            table="settlement_cycle",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="cycle_called_whole",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"status\" = 'called')",
                            constraint="CONSTRAINT",
                            func="\n    IF (SELECT status FROM settlement_cycle WHERE id = NEW.id) <> 'unwound' AND EXISTS (\n        SELECT FROM (SELECT council_id, net FROM settlement_position WHERE cycle_id = NEW.id) place\n          FULL JOIN (\n            SELECT council, sum(pence) AS net\n              FROM (SELECT payee_id AS council, pence FROM settlement_cycleinvoice\n                     WHERE cycle_id = NEW.id AND is_in\n                     UNION ALL\n                    SELECT payer_id, -pence FROM settlement_cycleinvoice WHERE cycle_id = NEW.id AND is_in) side\n             GROUP BY council\n          ) owed ON owed.council = place.council_id\n         WHERE COALESCE(place.net, 0) <> COALESCE(owed.net, 0)\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'position_ties_to_invoices',\n            MESSAGE = 'position_ties_to_invoices: the positions are not what the invoices come to';\n    END IF;\n    IF EXISTS (\n        SELECT FROM settlement_position place\n         WHERE place.cycle_id = NEW.id AND place.net <>\n               (SELECT COALESCE(sum(pence), 0) FROM settlement_payment\n                 WHERE cycle_id = NEW.id AND payee_id = place.council_id)\n             - (SELECT COALESCE(sum(pence), 0) FROM settlement_payment\n                 WHERE cycle_id = NEW.id AND payer_id = place.council_id)\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'cycle_called_whole',\n            MESSAGE = 'cycle_called_whole: the payments do not bring every position to nought';\n    END IF;\n    RETURN NULL;\n",
                            hash="aa216637a6177fdd9ace8fc97311c965f4a44779",
                            operation="UPDATE",
                            pgid="pgtrigger_cycle_called_whole_a2083",
                            table="settlement_cycle",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LineCap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pence", models.PositiveBigIntegerField(blank=True, null=True)),
                ("set_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="line_caps",
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
                        name="line_cap_set_at_by",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="line_cap_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="499f80f11f0ea3b889bdd75bb5cd9f474d401079",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_line_cap_stays_1487c",
                            table="settlement_linecap",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="line_caps_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'caps are never emptied';",
                            hash="a0d0163d2c078088983c20e50894906fdf98909a",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_line_caps_never_emptied_d6b72",
                            table="settlement_linecap",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CycleInvoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pence", models.PositiveBigIntegerField()),
                ("is_in", models.BooleanField()),
                ("left_out_reason", models.CharField(blank=True, default="", max_length=20)),
                ("objected_at", models.DateTimeField(blank=True, null=True)),
                ("objection", models.CharField(blank=True, default="", max_length=600)),
                (
                    "cycle",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoices",
                        to="settlement.cycle",
                    ),
                ),
                (
                    "invoice",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cycles",
                        to="invoices.invoice",
                    ),
                ),
                (
                    "objected_by",
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
                    "objected_for",
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
                    "payee",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "payer",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["cycle", "payer"], name="cycle_invoice_payer"),
                    models.Index(fields=["cycle", "payee"], name="cycle_invoice_payee"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_in", True)),
                        fields=("invoice",),
                        name="invoice_in_one_live_cycle",
                    ),
                    models.UniqueConstraint(fields=("cycle", "invoice"), name="cycle_has_invoice_once"),
                    models.CheckConstraint(
                        condition=models.Q(("payer", models.F("payee")), _negated=True),
                        name="cycle_invoice_between_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pence__gt", 0)), name="cycle_invoice_of_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "left_out_reason__in",
                                [
                                    "",
                                    "disputed",
                                    "no_netting_clause",
                                    "section_114",
                                    "over_cap",
                                    "no_bank_details",
                                    "objected",
                                    "changed",
                                    "kept_out",
                                    "one_council",
                                ],
                            )
                        ),
                        name="cycle_invoice_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_in", False), ("left_out_reason", ""), _connector="OR"),
                        name="cycle_invoice_in_or_left_out",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("left_out_reason", "objected"),
                                ("objected_at__isnull", False),
                                ("objected_for__isnull", False),
                                models.Q(("objection", ""), _negated=True),
                                models.Q(
                                    ("objected_for", models.F("payer")),
                                    ("objected_for", models.F("payee")),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                models.Q(("left_out_reason", "objected"), _negated=True),
                                ("objected_at__isnull", True),
                                ("objected_for__isnull", True),
                                ("objection", ""),
                            ),
                            _connector="OR",
                        ),
                        name="cycle_invoice_objection",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("objected_at__isnull", False), ("objected_by__isnull", False)),
                            models.Q(("objected_at__isnull", True), ("objected_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="cycle_invoice_objected_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="cycle_invoice_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."cycle_id" IS DISTINCT FROM (NEW."cycle_id") OR OLD."invoice_id" IS DISTINCT FROM (NEW."invoice_id") OR OLD."pence" IS DISTINCT FROM (NEW."pence"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="cef2caf9610885ec1809dff2cc2d4fdc07951651",
                            operation="UPDATE",
                            pgid="pgtrigger_cycle_invoice_stays_79fe6",
                            table="settlement_cycleinvoice",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="cycle_invoice_sides",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."payer_id" IS DISTINCT FROM (OLD."payer_id") OR NEW."payee_id" IS DISTINCT FROM (OLD."payee_id"))',
                            func="\n    IF (SELECT status FROM settlement_cycle WHERE id = NEW.cycle_id) NOT IN ('closed', 'advised')\n       OR NOT EXISTS (\n        SELECT FROM invoices_invoice WHERE id = NEW.invoice_id\n           AND NEW.payer_id = CASE WHEN kind = 'invoice' THEN coalesce(host_heir_id, host_id)\n                                   ELSE coalesce(home_heir_id, home_id) END\n           AND NEW.payee_id = CASE WHEN kind = 'invoice' THEN coalesce(home_heir_id, home_id)\n                                   ELSE coalesce(host_heir_id, host_id) END\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'cycle_invoice_sides',\n            MESSAGE = 'cycle_invoice_sides: an invoice is between the councils that have its sides, until the call';\n    END IF;\n    RETURN NEW;\n",
                            hash="ba31ad9234e9e3e64f73bca55ba0fef09694797e",
                            operation="UPDATE",
                            pgid="pgtrigger_cycle_invoice_sides_bb3d5",
                            table="settlement_cycleinvoice",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="cycle_invoices_are_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="a47c6b0515564e1a2a2aec6ce2329814b05fe25a",
                            operation="DELETE",
                            pgid="pgtrigger_cycle_invoices_are_kept_dea9d",
                            table="settlement_cycleinvoice",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="cycle_invoice_stays_out",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NOT OLD."is_in")',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="93e31bc8986e69d5f3a0dfb9833ae5a5fb811c25",
                            operation="UPDATE",
                            pgid="pgtrigger_cycle_invoice_stays_out_b0010",
                            table="settlement_cycleinvoice",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptOut",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kept_out_at", models.DateTimeField()),
                ("let_in_at", models.DateTimeField(blank=True, null=True)),
                ("let_in_reason", models.CharField(blank=True, default="", max_length=600)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "cycle",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kept_out",
                        to="settlement.cycle",
                    ),
                ),
                (
                    "kept_out_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "let_in_by",
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
                        condition=models.Q(("let_in_at__isnull", True)),
                        fields=["council"],
                        name="kept_out_now",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kept_out_at__isnull", False), ("kept_out_by__isnull", False)),
                        name="kept_out_kept_out_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("let_in_at__isnull", False), ("let_in_by__isnull", False)),
                            models.Q(("let_in_at__isnull", True), ("let_in_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="kept_out_let_in_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("let_in_at__isnull", True), ("let_in_reason", "")),
                            models.Q(
                                ("let_in_at__isnull", False), models.Q(("let_in_reason", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="kept_out_let_in_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("let_in_at__isnull", True),
                            ("let_in_at__gte", models.F("kept_out_at")),
                            _connector="OR",
                        ),
                        name="kept_out_order",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="kept_out_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."council_id" IS DISTINCT FROM (NEW."council_id") OR OLD."cycle_id" IS DISTINCT FROM (NEW."cycle_id") OR OLD."kept_out_at" IS DISTINCT FROM (NEW."kept_out_at") OR OLD."kept_out_by_id" IS DISTINCT FROM (NEW."kept_out_by_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="f0695e9926e2512a47f5fd816e2001c5f3003d49",
                            operation="UPDATE",
                            pgid="pgtrigger_kept_out_stays_8680a",
                            table="settlement_keptout",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="kept_out_let_in_once",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."let_in_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="a4699fe4239ae09b0f1b96af836339aeb8469eca",
                            operation="UPDATE",
                            pgid="pgtrigger_kept_out_let_in_once_398b9",
                            table="settlement_keptout",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="kept_out_is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="57a4e3889fb82a6c4aa23c5b4b99bab8b914c0ea",
                            operation="DELETE",
                            pgid="pgtrigger_kept_out_is_kept_f3baf",
                            table="settlement_keptout",
                            when="BEFORE",
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
                ("pence", models.PositiveBigIntegerField()),
                (
                    "reference",
                    models.CharField(
                        default=commonpool.settlement.models.payment.payment_reference,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("account_name", models.CharField(max_length=80)),
                ("sort_code", models.CharField(max_length=6)),
                ("account_number", models.CharField(max_length=8)),
                ("paid_on", models.DateField(blank=True, null=True)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("returned_on", models.DateField(blank=True, null=True)),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
                (
                    "confirmed_by",
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
                    "cycle",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="settlement.cycle",
                    ),
                ),
                (
                    "payee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "payee_heir",
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
                    "payer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "payer_heir",
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
                    "returned_by",
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
                        condition=models.Q(("payer_heir__gt", 0)),
                        fields=["payer_heir"],
                        name="payment_payer_heir",
                    ),
                    models.Index(
                        condition=models.Q(("payee_heir__gt", 0)),
                        fields=["payee_heir"],
                        name="payment_payee_heir",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("cycle", "payer", "payee"), name="payment_once"),
                    models.CheckConstraint(
                        condition=models.Q(("payer", models.F("payee")), _negated=True),
                        name="payment_between_two",
                    ),
                    models.CheckConstraint(condition=models.Q(("pence__gt", 0)), name="payment_of_something"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("account_number__regex", "^[0-9]{8}$"), ("sort_code__regex", "^[0-9]{6}$")
                        ),
                        name="payment_into_an_account",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", True), ("paid_on__isnull", True)),
                            models.Q(("confirmed_at__isnull", False), ("paid_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="payment_paid_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("returned_at__isnull", True), ("returned_on__isnull", True)),
                            models.Q(
                                ("paid_on__isnull", False),
                                ("returned_at__isnull", False),
                                ("returned_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="payment_returned_once_paid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                            models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="payment_confirmed_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("returned_at__isnull", False), ("returned_by__isnull", False)),
                            models.Q(("returned_at__isnull", True), ("returned_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="payment_returned_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("returned_on__isnull", True),
                            ("returned_on__gte", models.F("paid_on")),
                            _connector="OR",
                        ),
                        name="payment_returned_after_paid",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="payment_sides_as_carried",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."payer_heir_id" IS DISTINCT FROM (OLD."payer_heir_id") OR NEW."payee_heir_id" IS DISTINCT FROM (OLD."payee_heir_id"))',
                            func="\n    IF NEW.payer_heir_id IS DISTINCT FROM\n       (SELECT now_id FROM settlement_carriedpayment\n         WHERE payment_id = NEW.id AND of_payer ORDER BY id DESC LIMIT 1)\n       OR NEW.payee_heir_id IS DISTINCT FROM\n       (SELECT now_id FROM settlement_carriedpayment\n         WHERE payment_id = NEW.id AND NOT of_payer ORDER BY id DESC LIMIT 1)\n    THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_sides_as_carried',\n            MESSAGE = 'payment_sides_as_carried: who has a side of a payment is said by carrying it over';\n    END IF;\n    RETURN NEW;\n",
                            hash="7fa87c69956da4eb7ea79027d649f105f1eff38c",
                            operation="UPDATE",
                            pgid="pgtrigger_payment_sides_as_carried_ace31",
                            table="settlement_payment",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="payment_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."cycle_id" IS DISTINCT FROM (NEW."cycle_id") OR OLD."payer_id" IS DISTINCT FROM (NEW."payer_id") OR OLD."payee_id" IS DISTINCT FROM (NEW."payee_id") OR OLD."pence" IS DISTINCT FROM (NEW."pence") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."account_name" IS DISTINCT FROM (NEW."account_name") OR OLD."sort_code" IS DISTINCT FROM (NEW."sort_code") OR OLD."account_number" IS DISTINCT FROM (NEW."account_number"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="cad02ae722121c698de328f44ee6550bbc3e0f16",
                            operation="UPDATE",
                            pgid="pgtrigger_payment_stays_2d230",
                            table="settlement_payment",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="payment_confirmed_once",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."confirmed_at" IS NOT NULL AND (NEW."confirmed_at" IS DISTINCT FROM (OLD."confirmed_at") OR NEW."confirmed_by_id" IS DISTINCT FROM (OLD."confirmed_by_id") OR NEW."paid_on" IS DISTINCT FROM (OLD."paid_on")))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="a78b917abe5aa168e1f457e4259dc32710c1760a",
                            operation="UPDATE",
                            pgid="pgtrigger_payment_confirmed_once_ff5c4",
                            table="settlement_payment",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="payment_returned_once",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."returned_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="45486ca586b274029e3a1393b3e718fdee698ad8",
                            operation="UPDATE",
                            pgid="pgtrigger_payment_returned_once_cda45",
                            table="settlement_payment",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="payments_are_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="d6e21a16345635345213c022a192be8d513e58e1",
                            operation="DELETE",
                            pgid="pgtrigger_payments_are_kept_a2f53",
                            table="settlement_payment",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="payment_within_positions",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            func="\n    IF EXISTS (SELECT FROM settlement_payment\n                WHERE cycle_id = NEW.cycle_id AND (payee_id = NEW.payer_id OR payer_id = NEW.payee_id)) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_nobody_pays_and_receives',\n            MESSAGE = 'payment_nobody_pays_and_receives: a council would both pay and be paid';\n    END IF;\n    IF (SELECT sum(pence) FROM settlement_payment WHERE cycle_id = NEW.cycle_id AND payer_id = NEW.payer_id)\n       IS DISTINCT FROM\n       (SELECT -net FROM settlement_position WHERE cycle_id = NEW.cycle_id AND council_id = NEW.payer_id)\n       OR (SELECT sum(pence) FROM settlement_payment WHERE cycle_id = NEW.cycle_id AND payee_id = NEW.payee_id)\n       IS DISTINCT FROM\n       (SELECT net FROM settlement_position WHERE cycle_id = NEW.cycle_id AND council_id = NEW.payee_id) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_as_positions_say',\n            MESSAGE = 'payment_as_positions_say: payments do not come to the positions of who pays and is paid';\n    END IF;\n    IF (SELECT count(*) FROM settlement_payment WHERE cycle_id = NEW.cycle_id)\n       >= (SELECT count(*) FROM settlement_position WHERE cycle_id = NEW.cycle_id) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_fewer_than_councils',\n            MESSAGE = 'payments_fewer_than_councils: at most one payment fewer than councils';\n    END IF;\n    RETURN NULL;\n",
                            hash="eb8b3cf018c332e2ee5f59e2d8912106d5331df7",
                            operation="INSERT",
                            pgid="pgtrigger_payment_within_positions_b4279",
                            table="settlement_payment",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Position",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("gross_in", models.PositiveBigIntegerField()),
                ("gross_out", models.PositiveBigIntegerField()),
                ("net", models.BigIntegerField()),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "cycle",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="settlement.cycle",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("cycle", "council"), name="position_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "net",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("gross_in"), "-", models.F("gross_out")
                                ),
                            )
                        ),
                        name="position_net_of_gross",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="position_ties",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            func="\n    IF (SELECT sum(net) FROM settlement_position WHERE cycle_id = NEW.cycle_id) <> 0 THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'positions_sum_to_nought',\n            MESSAGE = 'positions_sum_to_nought: the positions of a cycle do not sum to nought';\n    END IF;\n    IF EXISTS (\n        SELECT FROM settlement_position place JOIN settlement_cycle cycle ON cycle.id = place.cycle_id\n         WHERE place.id = NEW.id AND cycle.status <> 'unwound' AND (\n            place.gross_in <> (SELECT COALESCE(sum(pence), 0) FROM settlement_cycleinvoice\n                                WHERE cycle_id = place.cycle_id AND payee_id = place.council_id AND is_in)\n         OR place.gross_out <> (SELECT COALESCE(sum(pence), 0) FROM settlement_cycleinvoice\n                                 WHERE cycle_id = place.cycle_id AND payer_id = place.council_id AND is_in))\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'position_ties_to_invoices',\n            MESSAGE = 'position_ties_to_invoices: a position is not what its invoices come to';\n    END IF;\n    RETURN NULL;\n",
                            hash="6b4dd873e85f34efc9e8125a42e57be5003e09e1",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_position_ties_ed1bf",
                            table="settlement_position",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="position_frozen_once_called",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF EXISTS (SELECT FROM settlement_cycle\n                WHERE id = OLD.cycle_id AND status NOT IN ('open', 'closed', 'advised')) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'position_frozen_once_called',\n            MESSAGE = 'position_frozen_once_called: positions stay once payments are called';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                            hash="8e5ecff0e690530129455a6d1e464e8056435a4f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_position_frozen_once_called_1e054",
                            table="settlement_position",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CarriedPayment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("of_payer", models.BooleanField()),
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
                    "payment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried",
                        to="settlement.payment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("payment", "of_payer", "was"), name="payment_carried_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("was", models.F("now")), _negated=True),
                        name="payment_carried_to_another",
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
                        name="carried_payment_carried_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="carried_payment_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2afdbbd4ed7c973fdb086bda36e8ed5fcf0e0477",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_carried_payment_stays_0d646",
                            table="settlement_carriedpayment",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="carried_payments_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'these are never emptied';",
                            hash="4b6159740c93ded25f6602c1a85d4b962ba42070",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_carried_payments_never_emptied_b7ab5",
                            table="settlement_carriedpayment",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="carried_payment_moves_the_side",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    UPDATE settlement_payment\n       SET payer_heir_id = CASE WHEN NEW.of_payer THEN NEW.now_id ELSE payer_heir_id END,\n           payee_heir_id = CASE WHEN NEW.of_payer THEN payee_heir_id ELSE NEW.now_id END\n     WHERE id = NEW.payment_id\n       AND NEW.was_id = CASE WHEN NEW.of_payer THEN coalesce(payer_heir_id, payer_id)\n                             ELSE coalesce(payee_heir_id, payee_id) END;\n    IF NOT FOUND THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_carried_from_its_holder',\n            MESSAGE = 'payment_carried_from_its_holder: that side of the payment is another council''s';\n    END IF;\n    RETURN NULL;\n",
                            hash="5f6b241ee039001bddfb47fd2d38c5ca5218b6ac",
                            operation="INSERT",
                            pgid="pgtrigger_carried_payment_moves_the_side_6b95d",
                            table="settlement_carriedpayment",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clearedinvoice",
            trigger=pgtrigger.compiler.Trigger(
                name="invoice_in_called_cycle",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."status" IS DISTINCT FROM (OLD."status"))',
                    func="\n    IF NEW.corrects_id IS NOT NULL THEN\n        PERFORM FROM invoices_invoice WHERE id = NEW.corrects_id FOR SHARE;\n    END IF;\n    IF EXISTS (\n        SELECT FROM settlement_cycleinvoice held JOIN settlement_cycle cycle ON cycle.id = held.cycle_id\n         WHERE held.is_in AND cycle.status = 'called' AND held.invoice_id IN (NEW.id, NEW.corrects_id)\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_in_called_cycle',\n            MESSAGE = 'invoice_in_called_cycle: this invoice is being paid in a clearing cycle';\n    END IF;\n    RETURN NEW;\n",
                    hash="7bcdfe3827206360abd4a72f1854adb91efbe361",
                    operation="UPDATE",
                    pgid="pgtrigger_invoice_in_called_cycle_32dee",
                    table="invoices_invoice",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clearedinvoice",
            trigger=pgtrigger.compiler.Trigger(
                name="credit_in_called_cycle",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."corrects_id" IS NOT NULL)',
                    func="\n    IF NEW.corrects_id IS NOT NULL THEN\n        PERFORM FROM invoices_invoice WHERE id = NEW.corrects_id FOR SHARE;\n    END IF;\n    IF EXISTS (\n        SELECT FROM settlement_cycleinvoice held JOIN settlement_cycle cycle ON cycle.id = held.cycle_id\n         WHERE held.is_in AND cycle.status = 'called' AND held.invoice_id IN (NEW.id, NEW.corrects_id)\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_in_called_cycle',\n            MESSAGE = 'invoice_in_called_cycle: this invoice is being paid in a clearing cycle';\n    END IF;\n    RETURN NEW;\n",
                    hash="c5fb62bcfa06ffb12af5dfd5c73a7c3c2e0fab65",
                    operation="INSERT",
                    pgid="pgtrigger_credit_in_called_cycle_5841d",
                    table="invoices_invoice",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paymentbesides",
            trigger=pgtrigger.compiler.Trigger(
                name="invoice_paid_in_called_cycle",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"route\" = 'bank')",
                    func="\n    IF EXISTS (\n        SELECT FROM settlement_cycleinvoice held JOIN settlement_cycle cycle ON cycle.id = held.cycle_id\n         WHERE held.is_in AND cycle.status = 'called' AND held.invoice_id = NEW.invoice_id\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_in_called_cycle',\n            MESSAGE = 'invoice_in_called_cycle: this invoice is being paid in a clearing cycle';\n    END IF;\n    RETURN NEW;\n",
                    hash="6b883a97bc6c58f238439f4548190c1cc22e8063",
                    operation="INSERT",
                    pgid="pgtrigger_invoice_paid_in_called_cycle_c633e",
                    table="invoices_payment",
                    when="BEFORE",
                ),
            ),
        ),
    ]
