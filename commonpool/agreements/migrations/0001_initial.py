import datetime

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import commonpool.kernel.constraints


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "__first__"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="LendingCosts",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("holiday", models.BooleanField()),
                ("administration_hundredths", models.PositiveSmallIntegerField()),
                ("starts_on", models.DateField()),
                ("set_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lending_costs",
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
                        condition=models.Q(("administration_hundredths__lte", 5000)),
                        name="administration_at_most_half",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("set_at__isnull", False), ("set_by__isnull", False)),
                        name="lending_costs_set_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="lending_costs_stay",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6fa2127519e31a6b47750853c73ebce1e43db0f0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_lending_costs_stay_19fa2",
                            table="agreements_lendingcosts",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="lending_costs_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'lending costs are never emptied';",
                            hash="aca187778886ab69a3017a2afc573869cebba9a0",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_lending_costs_never_emptied_14a73",
                            table="agreements_lendingcosts",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pair",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pairs_lending",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pairs_borrowing",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("home", "host"), name="pair_once"),
                    models.CheckConstraint(
                        condition=models.Q(("home", models.F("host")), _negated=True),
                        name="pair_of_two_councils",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="pair_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."home_id" IS DISTINCT FROM (NEW."home_id") OR OLD."host_id" IS DISTINCT FROM (NEW."host_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="34edb8ba4e9e65fce51124a087418d110185b476",
                            operation="UPDATE",
                            pgid="pgtrigger_pair_stays_b5b80",
                            table="agreements_pair",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PayrollColumns",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("columns", models.JSONField()),
                ("element_codes", models.JSONField(blank=True, default=dict)),
                ("cost_code", models.CharField(blank=True, default="", max_length=40)),
                ("cut_off_day", models.PositiveSmallIntegerField(default=4)),
                ("starts_on", models.DateField()),
                ("set_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payroll_columns",
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
                        condition=models.Q(("cut_off_day__range", (1, 28))), name="payroll_cut_off_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("set_at__isnull", False), ("set_by__isnull", False)),
                        name="payroll_columns_set_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="payroll_columns_stay",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="bff77646498c8a9df7b0fe303c54553363dbe4fd",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_payroll_columns_stay_4bcf5",
                            table="agreements_payrollcolumns",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="payroll_columns_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'columns are never emptied';",
                            hash="2a55bedcff518d57eaa8f52c5336b90b54727e94",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_payroll_columns_never_emptied_c4e99",
                            table="agreements_payrollcolumns",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PayScale",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("effective_from", models.DateField()),
                ("version", models.PositiveSmallIntegerField()),
                ("set_at", models.DateTimeField()),
                ("set_by_rule", models.CharField(blank=True, default="", max_length=60)),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pay_scales",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "set_by",
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
                        fields=("organisation", "effective_from", "version"),
                        name="pay_scale_version_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="pay_scale_named"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("set_at__isnull", False),
                            models.Q(
                                models.Q(("set_by__isnull", False), ("set_by_rule", "")),
                                models.Q(
                                    ("set_by__isnull", True), models.Q(("set_by_rule", ""), _negated=True)
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="pay_scale_set_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="pay_scale_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f7da4600b3a421763088c7af3bb199a64d67c026",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_pay_scale_stays_3bd8a",
                            table="agreements_payscale",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="pay_scales_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pay tables are never emptied';",
                            hash="753befea041f6b035e567109e712cf0e5ae4ff2d",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_pay_scales_never_emptied_734e3",
                            table="agreements_payscale",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PayTable",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("week_hours", models.PositiveSmallIntegerField()),
                ("divisor", models.PositiveIntegerField()),
                ("ceiling", models.CharField(blank=True, default="", max_length=40)),
                ("rate_matrix", models.JSONField()),
                ("min_claim_minutes", models.PositiveSmallIntegerField()),
                ("block_minutes", models.PositiveSmallIntegerField()),
                ("min_payment_hours_sunday", models.PositiveSmallIntegerField()),
                ("toil_rate", models.PositiveSmallIntegerField()),
                ("toil_expiry_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("toil_cap_hours", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("part_time_threshold_hours", models.PositiveSmallIntegerField()),
                ("approver_role", models.CharField(max_length=40)),
                ("effective_from", models.DateField()),
                ("set_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pay_tables",
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
                        condition=models.Q(("approver_role__in", ["approver", "hr", "finance"])),
                        name="pay_approver",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("part_time_threshold_hours__range", (30, 45)), ("week_hours__range", (30, 45))
                        ),
                        name="pay_week_within_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("divisor__range", (50000, 54000))),
                        name="pay_divisor_within_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("block_minutes__range", (1, 60)), ("min_claim_minutes__lte", 240)
                        ),
                        name="pay_blocks_within_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("set_at__isnull", False), ("set_by__isnull", False)),
                        name="pay_table_set_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="pay_table_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="bf062109df0ef90e35ecda149dd7e85f9cebabdb",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_pay_table_stays_b9e2c",
                            table="agreements_paytable",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="pay_tables_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pay tables are never emptied';",
                            hash="3e6bc5ec712c9fdedf49017d14648648f08fca62",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_pay_tables_never_emptied_b5bf4",
                            table="agreements_paytable",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PensionRate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("hundredths", models.PositiveSmallIntegerField()),
                ("starts_on", models.DateField()),
                ("set_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pension_rates",
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
                        condition=models.Q(("hundredths__lte", 10000)), name="pension_rate_at_most_all"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("set_at__isnull", False), ("set_by__isnull", False)),
                        name="pension_rate_set_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="pension_rate_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="65ddf4fe505c4c7cda976062dc0d78155d6f9bdc",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_pension_rate_stays_59d81",
                            table="agreements_pensionrate",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="pension_rates_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pension rates are never emptied';",
                            hash="2b7a2d4e24fa10150f5270d89dbc7c31e2a9768b",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_pension_rates_never_emptied_0f30d",
                            table="agreements_pensionrate",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=8)),
                ("version", models.PositiveSmallIntegerField()),
                ("whose", models.CharField(max_length=4)),
                (
                    "nations",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16), size=None
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "effects",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=5), size=None
                    ),
                ),
                ("message", models.CharField(max_length=300)),
                ("source", models.CharField(max_length=300)),
                ("mark", models.CharField(max_length=1)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("rule", "version"), name="rule_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(("whose__in", ["home", "host"])), name="rule_whose"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mark__in", ["V", "K", "X"])), name="rule_mark"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effects__contained_by", ["BLOCK", "WARN", "ASK", "CALC", "DOC", "INFO"]),
                            ("effects__len__gt", 0),
                        ),
                        name="rule_effects",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("starts_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="rule_lifetime",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="rule_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3e765273b9707b0927c19c4bb8458c198a04a467",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rule_stays_b7426",
                            table="agreements_rule",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Section114Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("considered_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("concluded_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "concluded_by",
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
                        related_name="section_114_reports",
                        to="organisations.organisation",
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
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("organisation", "made_on"),
                        name="section_114_once_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("considered_on__isnull", True), ("ends_on__isnull", True)),
                            models.Q(
                                ("considered_on__gte", models.F("made_on")),
                                ("ends_on__gt", models.F("considered_on")),
                            ),
                            _connector="OR",
                        ),
                        name="section_114_ends_after_its_meeting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("concluded_at__isnull", True), ("considered_on__isnull", True)),
                            models.Q(("concluded_at__isnull", False), ("considered_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="section_114_meeting_recorded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recorded_at__isnull", False), ("recorded_by__isnull", False)),
                        name="section_114_recorded_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("concluded_at__isnull", False), ("concluded_by__isnull", False)),
                            models.Q(("concluded_at__isnull", True), ("concluded_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="section_114_concluded_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="section_114_withdrawn_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="section_114_report_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."made_on" IS DISTINCT FROM (NEW."made_on") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="0c844b74aae81b78967fcd3a915c905d58563ef0",
                            operation="UPDATE",
                            pgid="pgtrigger_section_114_report_stays_0948d",
                            table="agreements_section114report",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="section_114_over_once",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."concluded_at" IS NOT NULL OR OLD."withdrawn_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="c5d7552a0448a14e53223b1b5d4bf4cc920241a6",
                            operation="UPDATE",
                            pgid="pgtrigger_section_114_over_once_dbaa4",
                            table="agreements_section114report",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="section_114_reports_are_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="8cd382f547924f28e14118bc8a9bb4a4df40fa13",
                            operation="DELETE",
                            pgid="pgtrigger_section_114_reports_are_kept_31001",
                            table="agreements_section114report",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandingAnswers",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("basis", models.CharField(max_length=16)),
                ("basis_words", models.CharField(blank=True, default="", max_length=600)),
                ("objectives", models.CharField(blank=True, default="", max_length=1000)),
                ("public_interest", models.BooleanField(default=False)),
                ("other_activity_percent", models.PositiveSmallIntegerField(default=0)),
                ("insurer_told_on", models.DateField(blank=True, null=True)),
                ("insurer_told_by", models.CharField(blank=True, default="", max_length=120)),
                ("standing_orders_pence", models.PositiveBigIntegerField(blank=True, null=True)),
                ("regulated_pence", models.PositiveBigIntegerField(blank=True, null=True)),
                ("answered_at", models.DateTimeField()),
                (
                    "answered_by",
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
                        related_name="standing_answers",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "version"), name="answers_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["horizontal", "vertical", "below", "regulation_13", "other"])
                        ),
                        name="answers_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis__in", ("horizontal", "regulation_13")), _negated=True),
                            models.Q(models.Q(("objectives", ""), _negated=True), ("public_interest", True)),
                            _connector="OR",
                        ),
                        name="answers_exempt_for_a_public_objective",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("basis", "horizontal"), _negated=True),
                                ("other_activity_percent__lte", 20),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("basis", "regulation_13"), _negated=True),
                                ("other_activity_percent__lt", 20),
                                _connector="OR",
                            ),
                        ),
                        name="answers_exempt_for_public_functions",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", "other"), _negated=True),
                            models.Q(("basis_words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="answers_other_says",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("other_activity_percent__lte", 100)),
                        name="answers_share_of_a_hundred",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("insurer_told_by", ""), ("insurer_told_on__isnull", True)),
                            models.Q(
                                ("insurer_told_on__isnull", False),
                                models.Q(("insurer_told_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="answers_insurer_told_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                        name="answers_answered_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="answers_stay",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2373cefc26ac11577d91686099cfa41ab28b2022",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_answers_stay_6299e",
                            table="agreements_standinganswers",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="answers_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'standing answers are never emptied';",
                            hash="3ae92f974e3bd30fc2ab7e629972955846cc1c5f",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_answers_never_emptied_f9962",
                            table="agreements_standinganswers",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VatStanding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("registered", models.BooleanField()),
                ("number", models.CharField(blank=True, default="", max_length=9)),
                ("treatment", models.CharField(max_length=16)),
                ("reason", models.CharField(blank=True, default="", max_length=600)),
                ("vat_officer", models.CharField(blank=True, default="", max_length=120)),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("starts_on", models.DateField()),
                ("set_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vat_standings",
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
                        condition=models.Q(("treatment__in", ["standard", "outside_scope", "no_vat"])),
                        name="vat_treatment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("number__regex", "^[0-9]{9}$"),
                                ("registered", True),
                                models.Q(("treatment", "no_vat"), _negated=True),
                            ),
                            models.Q(("number", ""), ("registered", False), ("treatment", "no_vat")),
                            _connector="OR",
                        ),
                        name="vat_registered_with_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_on__isnull", False),
                                ("treatment", "outside_scope"),
                                models.Q(("reason", ""), _negated=True),
                                models.Q(("vat_officer", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("treatment", "outside_scope"), _negated=True),
                                ("decided_on__isnull", True),
                                ("reason", ""),
                                ("vat_officer", ""),
                            ),
                            _connector="OR",
                        ),
                        name="vat_outside_scope_answered_for",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("set_at__isnull", False), ("set_by__isnull", False)),
                        name="vat_standing_set_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="vat_standing_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2d4a5c4b427af3183739dd0e427eac6d6c59384f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_vat_standing_stays_603b6",
                            table="agreements_vatstanding",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="vat_standings_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'VAT standings are never emptied';",
                            hash="c7ec62700df68226dd0ebaa95c5998bd361684b8",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_vat_standings_never_emptied_23a3f",
                            table="agreements_vatstanding",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WishToJoin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("wished_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wishes",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "wished_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "wished_by"), name="wish_once"),
                    models.CheckConstraint(
                        condition=models.Q(("wished_at__isnull", False), ("wished_by__isnull", False)),
                        name="wish_wished_at_by",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(unique=True)),
                ("status", models.CharField(default="draft", max_length=12)),
                ("body", models.TextField()),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("current_from", models.DateField(blank=True, null=True)),
                ("change", models.CharField(blank=True, default="", max_length=8)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("summary", models.CharField(blank=True, default="", max_length=600)),
                ("put_forward_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("published_by_rule", models.CharField(blank=True, default="", max_length=40)),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "put_forward_by",
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
                        condition=models.Q(("status__in", ["draft", "current", "superseded"])),
                        name="agreement_text_status",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "current")),
                        fields=("status",),
                        name="agreement_text_one_current",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("change__in", ["", "minor", "terms"])),
                        name="agreement_text_change",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("change", ""), ("due_on__isnull", True)),
                            models.Q(
                                models.Q(("change", ""), _negated=True),
                                models.Q(("summary", ""), _negated=True),
                                ("due_on__isnull", False),
                                ("put_forward_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="agreement_text_change_is_told",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at__isnull", True), ("status", "draft")),
                            models.Q(
                                models.Q(("status", "draft"), _negated=True), ("published_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="agreement_text_published",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_by__isnull", True),
                            models.Q(("change", ""), ("put_forward_by__isnull", True)),
                            models.Q(
                                ("put_forward_by__isnull", False),
                                models.Q(("published_by", models.F("put_forward_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="agreement_text_two_stewards",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("put_forward_at__isnull", False), ("put_forward_by__isnull", False)),
                            models.Q(("put_forward_at__isnull", True), ("put_forward_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="agreement_text_put_forward_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("published_at__isnull", False),
                                models.Q(
                                    models.Q(("published_by__isnull", False), ("published_by_rule", "")),
                                    models.Q(
                                        ("published_by__isnull", True),
                                        models.Q(("published_by_rule", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("published_at__isnull", True),
                                ("published_by__isnull", True),
                                ("published_by_rule", ""),
                            ),
                            _connector="OR",
                        ),
                        name="agreement_text_published_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="agreement_text_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NOT (OLD."status" = \'draft\') AND (OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."body" IS DISTINCT FROM (NEW."body") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."change" IS DISTINCT FROM (NEW."change") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."put_forward_by_id" IS DISTINCT FROM (NEW."put_forward_by_id") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id")))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="d5fad481559ddfe1acd88efca427ca3c83f161f7",
                            operation="UPDATE",
                            pgid="pgtrigger_agreement_text_stays_29098",
                            table="agreements_agreementtext",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BandPrice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("band", models.CharField(max_length=40)),
                ("hourly_pence", models.PositiveIntegerField()),
                ("second_pence", models.PositiveIntegerField(blank=True, null=True)),
                ("third_pence", models.PositiveIntegerField(blank=True, null=True)),
                ("cost_pence", models.PositiveIntegerField(blank=True, null=True)),
                ("starts_on", models.DateField()),
                ("set_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prices",
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
                    models.UniqueConstraint(
                        fields=("organisation", "band", "starts_on"), name="price_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hourly_pence__range", (1, 100000))), name="price_within_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("second_pence__isnull", True),
                            ("second_pence__range", (1, 100000)),
                            _connector="OR",
                        ),
                        name="price_second_within_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("third_pence__isnull", True),
                            ("third_pence__range", (1, 100000)),
                            _connector="OR",
                        ),
                        name="price_third_within_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cost_pence__isnull", True), ("cost_pence__range", (1, 100000)), _connector="OR"
                        ),
                        name="price_cost_within_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("set_at__isnull", False), ("set_by__isnull", False)),
                        name="price_set_at_by",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BankDetails",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("account_name", models.CharField(max_length=80)),
                ("sort_code", models.CharField(max_length=6)),
                ("account_number", models.CharField(max_length=8)),
                ("entered_at", models.DateTimeField()),
                ("called_on", models.DateField(blank=True, null=True)),
                ("called_number", models.CharField(blank=True, default="", max_length=40)),
                ("known_from", models.CharField(blank=True, default="", max_length=200)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("effective_on", models.DateField(blank=True, null=True)),
                ("objected_at", models.DateTimeField(blank=True, null=True)),
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
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "objected_by",
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
                        related_name="bank_details",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("account_number__regex", "^[0-9]{8}$"), ("sort_code__regex", "^[0-9]{6}$")
                        ),
                        name="bank_details_in_digits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True),
                            models.Q(("confirmed_by", models.F("entered_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="bank_details_by_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("called_number", ""),
                                ("called_on__isnull", True),
                                ("confirmed_at__isnull", True),
                                ("effective_on__isnull", True),
                                ("known_from", ""),
                            ),
                            models.Q(
                                ("called_on__isnull", False),
                                ("confirmed_at__isnull", False),
                                ("effective_on__isnull", False),
                                models.Q(("called_number", ""), _negated=True),
                                models.Q(("known_from", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="bank_details_called_back",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective_on__isnull", True),
                            (
                                "effective_on__gt",
                                django.db.models.expressions.CombinedExpression(
                                    commonpool.kernel.constraints.LondonDate("confirmed_at"),
                                    "+",
                                    models.Value(datetime.timedelta(days=4)),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="bank_details_held",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("confirmed_at__isnull", True), ("objected_at__isnull", True)),
                        fields=("organisation",),
                        name="bank_details_one_to_confirm",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("entered_at__isnull", False), ("entered_by__isnull", False)),
                        name="bank_details_entered_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                            models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="bank_details_confirmed_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("objected_at__isnull", False), ("objected_by__isnull", False)),
                            models.Q(("objected_at__isnull", True), ("objected_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="bank_details_objected_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bank_details_stay",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."account_name" IS DISTINCT FROM (NEW."account_name") OR OLD."sort_code" IS DISTINCT FROM (NEW."sort_code") OR OLD."account_number" IS DISTINCT FROM (NEW."account_number") OR OLD."entered_at" IS DISTINCT FROM (NEW."entered_at") OR OLD."entered_by_id" IS DISTINCT FROM (NEW."entered_by_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="d527cc9efd0fd44b82f8f1e5c8fd1c0e68d61572",
                            operation="UPDATE",
                            pgid="pgtrigger_bank_details_stay_609b1",
                            table="agreements_bankdetails",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="bank_details_confirmed_once",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."confirmed_at" IS NOT NULL AND (NEW."effective_on" IS DISTINCT FROM (OLD."effective_on") OR NEW."confirmed_at" IS DISTINCT FROM (OLD."confirmed_at") OR NEW."confirmed_by_id" IS DISTINCT FROM (OLD."confirmed_by_id") OR NEW."called_on" IS DISTINCT FROM (OLD."called_on") OR NEW."called_number" IS DISTINCT FROM (OLD."called_number") OR NEW."known_from" IS DISTINCT FROM (OLD."known_from")))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="8b03c971bdace549164193bfdc95a84fb41065ec",
                            operation="UPDATE",
                            pgid="pgtrigger_bank_details_confirmed_once_b1774",
                            table="agreements_bankdetails",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="bank_details_objected_once",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."objected_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="cbe3705dbc3278133d538dc67aa03e41e07c0f1b",
                            operation="UPDATE",
                            pgid="pgtrigger_bank_details_objected_once_0f0ef",
                            table="agreements_bankdetails",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="bank_details_are_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="da05f05a56644a67bfe57b35a9942972a7e4e961",
                            operation="DELETE",
                            pgid="pgtrigger_bank_details_are_kept_787a4",
                            table="agreements_bankdetails",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Declaration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("declared_at", models.DateTimeField()),
                (
                    "declared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declarations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declarations",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "declared_by"], name="declaration_of")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("declared_at__isnull", False), ("declared_by__isnull", False)),
                        name="declaration_declared_at_by",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="declarations_stay",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5c429fed96910c57c6ae4ae6d4bd30b2032a3e15",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_declarations_stay_7bb92",
                            table="agreements_declaration",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="declarations_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'declarations are never emptied';",
                            hash="27112029162c54f3f6618603add75248425c66cf",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_declarations_never_emptied_64145",
                            table="agreements_declaration",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InvoiceMode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("mode", models.CharField(max_length=12)),
                ("starts_on", models.DateField()),
                ("set_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoice_modes",
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
                        condition=models.Q(("mode__in", ["platform", "own_system"])), name="invoice_mode"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("set_at__isnull", False), ("set_by__isnull", False)),
                        name="invoice_mode_set_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="invoice_mode_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="52b6cc257f8f52f8949d30503c754537080ae235",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_invoice_mode_stays_66d6c",
                            table="agreements_invoicemode",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="invoice_modes_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'choices are never emptied';",
                            hash="5f6395681d9160c6aeb3b9bc017b26273e0a7535",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_invoice_modes_never_emptied_6039f",
                            table="agreements_invoicemode",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Joining",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("peer_at", models.DateTimeField(blank=True, null=True)),
                ("peer_post", models.CharField(blank=True, default="", max_length=120)),
                ("borrow_at", models.DateTimeField(blank=True, null=True)),
                ("borrow_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("lend_at", models.DateTimeField(blank=True, null=True)),
                ("lend_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("invoice_name", models.CharField(blank=True, default="", max_length=120)),
                ("invoice_address", models.CharField(blank=True, default="", max_length=400)),
                ("invoice_email", models.EmailField(blank=True, default="", max_length=254)),
                ("invoice_electronic", models.CharField(blank=True, default="", max_length=60)),
                ("purchase_order_from_pence", models.PositiveBigIntegerField(default=100000)),
                ("blanket_purchase_order", models.CharField(blank=True, default="", max_length=40)),
                ("silence_agrees", models.BooleanField(default=True)),
                ("default_weekly_minutes", models.PositiveIntegerField(blank=True, null=True)),
                ("default_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("average_weeks", models.PositiveSmallIntegerField(default=17)),
                ("rest_minutes", models.PositiveSmallIntegerField(default=660)),
                ("rest_fortnights_from", models.DateField(blank=True, null=True)),
                ("rest_reason", models.CharField(blank=True, default="", max_length=300)),
                ("taken_over_on", models.DateField(blank=True, null=True)),
                ("wellbeing_reason", models.CharField(blank=True, default="", max_length=300)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "borrow_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lend_by",
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joining",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "peer_by",
                    models.ForeignKey(
                        blank=True,
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
                            models.Q(("peer_at__isnull", False), ("peer_by__isnull", False)),
                            models.Q(("peer_at__isnull", True), ("peer_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="joining_peer_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("peer_at__isnull", True),
                            models.Q(("peer_post", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="joining_peer_by_a_post",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("borrow_at__isnull", False),
                                models.Q(
                                    models.Q(("borrow_by__isnull", False), ("borrow_by_rule", "")),
                                    models.Q(
                                        ("borrow_by__isnull", True),
                                        models.Q(("borrow_by_rule", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("borrow_at__isnull", True),
                                ("borrow_by__isnull", True),
                                ("borrow_by_rule", ""),
                            ),
                            _connector="OR",
                        ),
                        name="joining_borrow_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("lend_at__isnull", False),
                                models.Q(
                                    models.Q(("lend_by__isnull", False), ("lend_by_rule", "")),
                                    models.Q(
                                        ("lend_by__isnull", True),
                                        models.Q(("lend_by_rule", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("lend_at__isnull", True), ("lend_by__isnull", True), ("lend_by_rule", "")
                            ),
                            _connector="OR",
                        ),
                        name="joining_lend_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                            models.Q(("settled_at__isnull", True), ("settled_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="joining_settled_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("average_weeks__in", (17, 26))), name="joining_average_weeks"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rest_minutes__range", (480, 900))), name="joining_rest_minutes"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rest_fortnights_from__isnull", True),
                            ("rest_fortnights_from__iso_week_day", 1),
                            _connector="OR",
                        ),
                        name="joining_rest_from_a_monday",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rest_fortnights_from__isnull", True), ("rest_minutes", 660)),
                            models.Q(("rest_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="joining_rest_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("default_weekly_minutes__isnull", True),
                            ("default_weekly_minutes__range", (30, 2220)),
                            _connector="OR",
                        ),
                        name="joining_default_weekly_minutes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("default_months__isnull", True),
                            ("default_months__range", (1, 24)),
                            _connector="OR",
                        ),
                        name="joining_default_months",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("borrow_at__isnull", True), ("peer_at__isnull", False), _connector="OR"
                        ),
                        name="joining_borrow_after_peer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lend_at__isnull", True), ("peer_at__isnull", False), _connector="OR"
                        ),
                        name="joining_lend_after_peer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalPower",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "home_nation",
                    models.CharField(
                        choices=[
                            ("England", "England"),
                            ("Wales", "Wales"),
                            ("Scotland", "Scotland"),
                            ("Northern Ireland", "Northern Ireland"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "host_nation",
                    models.CharField(
                        choices=[
                            ("England", "England"),
                            ("Wales", "Wales"),
                            ("Scotland", "Scotland"),
                            ("Northern Ireland", "Northern Ireland"),
                        ],
                        max_length=16,
                    ),
                ),
                ("home_body", models.CharField(max_length=20)),
                ("host_body", models.CharField(max_length=20)),
                ("version", models.PositiveSmallIntegerField()),
                ("power", models.CharField(max_length=120)),
                ("deemed", models.BooleanField()),
                ("text", models.CharField(max_length=600)),
                ("source", models.CharField(max_length=300)),
                ("mark", models.CharField(max_length=1)),
                ("brings", models.CharField(blank=True, default="", max_length=8)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("home_nation", "home_body", "host_nation", "host_body", "version"),
                        name="power_by_nations_and_bodies",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("home_body__in", ["council", "combined_authority", "sui_generis"])
                        ),
                        name="power_home_body",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("host_body__in", ["council", "combined_authority", "sui_generis"])
                        ),
                        name="power_host_body",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mark__in", ["V", "K", "X"])), name="power_mark"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="power_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f823a1806d27fcfce840247845aec5be243cbf6e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_power_stays_0e180",
                            table="agreements_legalpower",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PairCap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("version", models.PositiveSmallIntegerField()),
                ("cap_pence", models.PositiveBigIntegerField()),
                ("ends_on", models.DateField()),
                ("set_at", models.DateTimeField()),
                (
                    "pair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="caps", to="agreements.pair"
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
                    models.UniqueConstraint(fields=("pair", "year", "version"), name="cap_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (2024, 2200))), name="cap_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cap_pence__lte", 99999999)), name="cap_at_most"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "ends_on__gte",
                                models.Func(
                                    models.F("year"),
                                    models.Value(4),
                                    models.Value(1),
                                    function="make_date",
                                    output_field=models.DateField(),
                                ),
                            ),
                            (
                                "ends_on__lte",
                                models.Func(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("year"), "+", models.Value(1)
                                    ),
                                    models.Value(3),
                                    models.Value(31),
                                    function="make_date",
                                    output_field=models.DateField(),
                                ),
                            ),
                        ),
                        name="cap_ends_in_its_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("set_at__isnull", False), ("set_by__isnull", False)),
                        name="cap_set_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="caps_stay",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e9ce001e90a6febbcf0d5e181debd0f5e833c843",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_caps_stay_fa491",
                            table="agreements_paircap",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="caps_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'caps are never emptied';",
                            hash="03d8d72f200d69cd1a1a7cd529b0a3feb4653105",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_caps_never_emptied_88cc6",
                            table="agreements_paircap",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PayPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("point", models.CharField(max_length=20)),
                ("position", models.PositiveSmallIntegerField()),
                ("annual_pence", models.PositiveIntegerField()),
                ("mark", models.CharField(max_length=12)),
                ("source", models.CharField(blank=True, default="", max_length=300)),
                (
                    "scale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="points",
                        to="agreements.payscale",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("scale", "point"), name="pay_point_once"),
                    models.CheckConstraint(
                        condition=models.Q(("mark__in", ["agreed", "unverified", "offer"])),
                        name="pay_point_mark",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("annual_pence__range", (500000, 50000000))),
                        name="pay_point_within_reason",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="pay_point_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="463e8895e7ec825753cd516f463d3e5c387df465",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_pay_point_stays_602bd",
                            table="agreements_paypoint",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="pay_points_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pay points are never emptied';",
                            hash="3a539cd00ec1a1069c632de15f8d1ea79ee53c27",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_pay_points_never_emptied_196a9",
                            table="agreements_paypoint",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleSetAside",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_on", models.DateField()),
                ("reason", models.CharField(max_length=600)),
                ("source", models.CharField(max_length=300)),
                ("monitoring_officer", models.CharField(max_length=120)),
                ("set_aside_at", models.DateTimeField()),
                ("restored_at", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules_set_aside",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "restored_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agreements.rule"
                    ),
                ),
                (
                    "set_aside_by",
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
                        condition=models.Q(("restored_at__isnull", True)),
                        fields=("organisation", "rule"),
                        name="rule_set_aside_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("set_aside_at__isnull", False), ("set_aside_by__isnull", False)),
                        name="rule_set_aside_set_aside_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("restored_at__isnull", False), ("restored_by__isnull", False)),
                            models.Q(("restored_at__isnull", True), ("restored_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="rule_set_aside_restored_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_known_rules_set_aside",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF NOT EXISTS (SELECT FROM agreements_rule WHERE id = NEW.rule_id AND mark = 'K') THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'only_known_rules_set_aside',\n            MESSAGE = 'a verified rule is not set aside';\n    END IF;\n    IF NEW.from_on <= (NEW.set_aside_at AT TIME ZONE 'Europe/London')::date THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'rule_set_aside_from_the_next_day',\n            MESSAGE = 'what has been asked for keeps its rules';\n    END IF;\n    RETURN NEW;\n",
                            hash="2958d6526f51016a8d96fc3c31de535099195e55",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_only_known_rules_set_aside_6d856",
                            table="agreements_rulesetaside",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("status", models.CharField(default="offered", max_length=16)),
                ("offered_at", models.DateTimeField()),
                ("offered_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("in_force_at", models.DateTimeField(blank=True, null=True)),
                ("in_force_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("in_force_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_by_rule", models.CharField(blank=True, default="", max_length=60)),
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
                    "in_force_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "offered_by",
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
                        related_name="agreements",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="agreements.agreementtext",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["offered", "one_signature", "in_force", "superseded", "ended"])
                        ),
                        name="agreement_status",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["offered", "one_signature"])),
                        fields=("organisation",),
                        name="agreement_one_open",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "in_force")),
                        fields=("organisation",),
                        name="agreement_one_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("in_force_at__isnull", True),
                                ("in_force_on__isnull", True),
                                ("status__in", ["offered", "one_signature"]),
                            ),
                            models.Q(
                                ("in_force_at__isnull", False),
                                ("in_force_on__isnull", False),
                                ("status__in", ["in_force", "superseded", "ended"]),
                            ),
                            _connector="OR",
                        ),
                        name="agreement_in_force_when_signed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("in_force_on")),
                            _connector="OR",
                        ),
                        name="agreement_lifetime",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("offered_at__isnull", False),
                            models.Q(
                                models.Q(("offered_by__isnull", False), ("offered_by_rule", "")),
                                models.Q(
                                    ("offered_by__isnull", True),
                                    models.Q(("offered_by_rule", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="agreement_offered_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("in_force_at__isnull", False),
                                models.Q(
                                    models.Q(("in_force_by__isnull", False), ("in_force_by_rule", "")),
                                    models.Q(
                                        ("in_force_by__isnull", True),
                                        models.Q(("in_force_by_rule", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("in_force_at__isnull", True),
                                ("in_force_by__isnull", True),
                                ("in_force_by_rule", ""),
                            ),
                            _connector="OR",
                        ),
                        name="agreement_in_force_at_by",
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
                        name="agreement_ended_at_by",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeclaredInterest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interests_declared",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "declaration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interests",
                        to="agreements.declaration",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("declaration", "council"), name="interest_once")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="interests_stay",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f681bd02ea3605e79fabd794896e1a8ad02543a6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_interests_stay_3442d",
                            table="agreements_declaredinterest",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="interests_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'declared interests are never emptied';",
                            hash="66ba751294cec341f29f56c014c94ec00d915b5d",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_interests_never_emptied_27390",
                            table="agreements_declaredinterest",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NettingChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nets", models.BooleanField()),
                ("typed_name", models.CharField(max_length=120)),
                ("starts_on", models.DateField()),
                ("signed_at", models.DateTimeField()),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="netting_choices",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "signed_by",
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
                        condition=models.Q(("typed_name", ""), _negated=True), name="netting_with_a_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__day", 1),
                            ("starts_on__gt", commonpool.kernel.constraints.LondonDate("signed_at")),
                        ),
                        name="netting_from_next_cycle",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                        name="netting_signed_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="netting_choice_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f3e0ebd1b6354fbea8eb83f6004bdebc4f59228d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_netting_choice_stays_4ed55",
                            table="agreements_nettingchoice",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="netting_choices_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'choices are never emptied';",
                            hash="3a7428eb4163dd2a64811b4f05df0bdbada7634b",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_netting_choices_never_emptied_ecae8",
                            table="agreements_nettingchoice",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signatory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("post", models.CharField(max_length=120)),
                ("email", models.EmailField(max_length=254)),
                ("authority_reference", models.CharField(blank=True, default="", max_length=200)),
                ("authority_body", models.CharField(blank=True, default="", max_length=12)),
                ("authority_on", models.DateField(blank=True, null=True)),
                ("named_at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatories",
                        to="agreements.agreement",
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
                    "replaced_by",
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
                        condition=models.Q(("replaced_at__isnull", True)),
                        fields=("agreement", "email"),
                        name="signatory_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                        name="signatory_email_in_lower_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("authority_reference", ""), _negated=True),
                                ("authority_body__in", ["council", "executive", "committee", "officer"]),
                                ("authority_on__isnull", False),
                            ),
                            models.Q(
                                ("authority_body", ""),
                                ("authority_on__isnull", True),
                                ("authority_reference", ""),
                            ),
                            _connector="OR",
                        ),
                        name="signatory_authority_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("named_at__isnull", False), ("named_by__isnull", False)),
                        name="signatory_named_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("replaced_at__isnull", False), ("replaced_by__isnull", False)),
                            models.Q(("replaced_at__isnull", True), ("replaced_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="signatory_replaced_at_by",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TextNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=9)),
                ("given_at", models.DateTimeField()),
                ("given_by_rule", models.CharField(blank=True, default="", max_length=40)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="agreements.agreementtext",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("step__in", ["published", "30", "14", "7", "1"])),
                        name="text_notice_step",
                    ),
                    models.UniqueConstraint(fields=("agreement", "text", "step"), name="text_notice_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("given_at__isnull", False),
                            models.Q(
                                models.Q(("given_by__isnull", False), ("given_by_rule", "")),
                                models.Q(
                                    ("given_by__isnull", True), models.Q(("given_by_rule", ""), _negated=True)
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="text_notice_given_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="text_notice_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c60dbd8fd5d2235fe9a4c2c90693eebf378c1f1f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_text_notice_stays_c60f5",
                            table="agreements_textnotice",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="text_notices_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'notices are never emptied';",
                            hash="c0cdaae83fe24cc63a95db5b7cf07d7b26cee4a7",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_text_notices_never_emptied_bae8f",
                            table="agreements_textnotice",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Carried",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("carried_at", models.DateTimeField()),
                ("carried_by_rule", models.CharField(blank=True, default="", max_length=40)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried",
                        to="agreements.agreement",
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
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.agreementtext",
                    ),
                ),
                (
                    "text_before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.agreementtext",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "text"), name="carried_once"),
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
                        name="carried_carried_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="carried_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="16d8ecca904ab23f62d67916b1f3d2d410bc691b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_carried_stays_a5af4",
                            table="agreements_carried",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="carried_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'agreements carried are never emptied';",
                            hash="762ad9550d008b9cdbc4a85505207b5cfda2f72f",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_carried_never_emptied_430d2",
                            table="agreements_carried",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="carried_after_its_notice",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF NOT EXISTS (\n        SELECT FROM agreements_textnotice AS notice\n        JOIN agreements_agreementtext AS newer ON newer.id = notice.text_id\n        WHERE notice.agreement_id = NEW.agreement_id AND notice.text_id = NEW.text_id\n            AND notice.step = 'published' AND newer.change = 'minor'\n            AND (notice.given_at AT TIME ZONE 'Europe/London')::date + 30\n                < (NEW.carried_at AT TIME ZONE 'Europe/London')::date\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'carried_after_its_notice',\n            MESSAGE = 'only a minor change carries an agreement, after its notice';\n    END IF;\n    RETURN NEW;\n",
                            hash="ae8db398ff502d9499debfb0fa71837b4ef5d6a4",
                            operation="INSERT",
                            pgid="pgtrigger_carried_after_its_notice_39051",
                            table="agreements_carried",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("typed_name", models.CharField(max_length=120)),
                ("post", models.CharField(max_length=120)),
                ("text_sha256", models.CharField(max_length=64)),
                ("authority_reference", models.CharField(max_length=200)),
                ("authority_body", models.CharField(max_length=12)),
                ("authority_on", models.DateField()),
                ("signed_at", models.DateTimeField()),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "signatory",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signature",
                        to="agreements.signatory",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "signed_by"), name="signature_two_people"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("authority_reference", ""), _negated=True),
                            ("authority_body__in", ["council", "executive", "committee", "officer"]),
                            ("authority_on__isnull", False),
                        ),
                        name="signature_with_authority",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("authority_on__lte", commonpool.kernel.constraints.LondonDate("signed_at"))
                        ),
                        name="signature_after_authority",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                        name="signature_signed_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="signature_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="9dff5f07651c0e093a3bc823cb3653d86dca726f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_signature_stays_86234",
                            table="agreements_signature",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="signatures_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'signatures are never emptied';",
                            hash="a792cdcf00529a89db33495b2695b1fe32a30aa4",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_signatures_never_emptied_25ebf",
                            table="agreements_signature",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
    ]
