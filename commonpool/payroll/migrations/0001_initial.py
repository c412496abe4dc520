import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agreements", "0001_initial"),
        ("identity", "__first__"),
        ("organisations", "0001_initial"),
        ("people", "0001_initial"),
        ("timesheets", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="MonthTold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField()),
                ("told_at", models.DateTimeField()),
                ("told_by_rule", models.CharField(blank=True, default="", max_length=60)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
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
                    models.UniqueConstraint(fields=("organisation", "month"), name="month_told_once"),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="month_told_first_day"
                    ),
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
                        name="month_told_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="month_told_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4e75239259abe5cae44774ec01c0a71adf248b4a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_month_told_stays_060d1",
                            table="payroll_monthtold",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="months_told_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'these are never emptied';",
                            hash="f051f200bfe9705a4a88a15cb2f8c861ec9ff6a4",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_months_told_never_emptied_ad45a",
                            table="payroll_monthtold",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnTime",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("minutes", models.PositiveIntegerField()),
                ("stated_at", models.DateTimeField()),
                (
                    "stated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "timesheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_time",
                        to="timesheets.timesheet",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("stated_at__isnull", False), ("stated_by__isnull", False)),
                        name="own_time_stated_at_by",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="own_time_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="986a7518a521b2ae6a2eb03ff2a4d94248cef5bd",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_own_time_stays_0606c",
                            table="payroll_owntime",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="own_time_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'statements are never emptied';",
                            hash="ab9df316397d4b3f621b84f02c48962eb55f7f3c",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_own_time_never_emptied_7ce2f",
                            table="payroll_owntime",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PayrollFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.DateField()),
                ("cut_off_at", models.DateTimeField()),
                ("content", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("minutes", models.IntegerField()),
                ("exported_at", models.DateTimeField()),
                (
                    "columns",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.payrollcolumns",
                    ),
                ),
                (
                    "exported_by",
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
                        related_name="payroll_files",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("home", "period"), name="payroll_file_once"),
                    models.CheckConstraint(
                        condition=models.Q(("period__day", 1)), name="payroll_period_is_a_month"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("exported_at__gte", models.F("cut_off_at"))),
                        name="payroll_file_after_cut_off",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("exported_at__isnull", False), ("exported_by__isnull", False)),
                        name="payroll_file_exported_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="payroll_file_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="76171232dc5f60ac1becb49048fbd7cf378bc901",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_payroll_file_stays_12abc",
                            table="payroll_payrollfile",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="payroll_files_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'payroll files are never emptied';",
                            hash="16af73a3ca6784466d60fd0ab2d3696f2027b5cc",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_payroll_files_never_emptied_fc063",
                            table="payroll_payrollfile",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TimeBackAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "employment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="time_back",
                        to="people.employment",
                    ),
                ),
                (
                    "goes_on_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="before",
                        to="payroll.timebackaccount",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TimeFound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("time_basis", models.CharField(max_length=12)),
                ("noted_at", models.DateTimeField()),
                ("noted_by_rule", models.CharField(blank=True, default="", max_length=60)),
                (
                    "noted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "timesheet",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="time_found",
                        to="timesheets.timesheet",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("time_basis__in", ["overtime", "time_back", "within_hours"])),
                        name="time_found_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("noted_at__isnull", False),
                            models.Q(
                                models.Q(("noted_by__isnull", False), ("noted_by_rule", "")),
                                models.Q(
                                    ("noted_by__isnull", True), models.Q(("noted_by_rule", ""), _negated=True)
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="time_found_noted_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="time_found_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="353e860db45144c24141a494183b939a46c74034",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_time_found_stays_215ad",
                            table="payroll_timefound",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="time_found_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'these are never emptied';",
                            hash="1603aee9e9c9e3105232e806438039cdd45c9ad1",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_time_found_never_emptied_a10da",
                            table="payroll_timefound",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CarriedPay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                    "timesheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_pay",
                        to="timesheets.timesheet",
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
                    models.UniqueConstraint(fields=("timesheet", "was"), name="pay_carried_once"),
                    models.CheckConstraint(
                        condition=models.Q(("was", models.F("now")), _negated=True),
                        name="pay_carried_to_another",
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
                        name="carried_pay_carried_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="carried_pay_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="87ebb09a8435e4496640a0ffaf2d75082876a1f0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_carried_pay_stays_b025e",
                            table="payroll_carriedpay",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="carried_pay_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'these are never emptied';",
                            hash="ca444c35f25777402518f4dcf6a91f395506a838",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_carried_pay_never_emptied_30003",
                            table="payroll_carriedpay",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaidDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField()),
                ("version", models.PositiveSmallIntegerField()),
                ("minutes", models.PositiveIntegerField()),
                ("paid_minutes", models.PositiveIntegerField()),
                ("starts", models.TimeField(blank=True, null=True)),
                ("ends", models.TimeField(blank=True, null=True)),
                (
                    "before",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="after",
                        to="payroll.paidday",
                    ),
                ),
                (
                    "employment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paid_days",
                        to="people.employment",
                    ),
                ),
                (
                    "own_time",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paid_days",
                        to="payroll.owntime",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paid_days",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "timesheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paid_days",
                        to="timesheets.timesheet",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="days",
                        to="payroll.payrollfile",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "date"], name="paid_day_of_person")],
                "constraints": [
                    models.UniqueConstraint(fields=("timesheet", "date", "version"), name="paid_day_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("before__isnull", True), ("version", 1)),
                            models.Q(("before__isnull", False), ("version__gt", 1)),
                            _connector="OR",
                        ),
                        name="paid_day_follows_the_one_before",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes", 0), ("own_time__isnull", False), _connector="OR"),
                        name="paid_day_outside_contracted_hours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__lte", 1440)), name="paid_day_minutes"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="paid_day_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1c826e6df023bf531063756b34392da5a650e54b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_paid_day_stays_b6885",
                            table="payroll_paidday",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="paid_days_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'paid days are never emptied';",
                            hash="145f5b43641515bb48bc0d872cb15b883180e374",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_paid_days_never_emptied_ae2c8",
                            table="payroll_paidday",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="paid_day_not_twice",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    PERFORM FROM identity_person WHERE id = NEW.person_id FOR NO KEY UPDATE;\n    IF NEW.before_id IS NOT NULL AND NOT EXISTS (\n        SELECT FROM payroll_paidday AS each WHERE each.id = NEW.before_id AND each.timesheet_id = NEW.timesheet_id\n           AND each.date = NEW.date AND each.version = NEW.version - 1\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'paid_day_follows_the_one_before',\n            MESSAGE = 'paid_day_follows_the_one_before: it says anew what another day said';\n    END IF;\n    IF NEW.own_time_id IS NOT NULL AND NOT EXISTS (\n        SELECT FROM payroll_owntime AS said WHERE said.id = NEW.own_time_id\n           AND said.timesheet_id = NEW.timesheet_id AND said.stated_by_id = NEW.person_id\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'paid_day_outside_contracted_hours',\n            MESSAGE = 'paid_day_outside_contracted_hours: the statement is of other hours, or of somebody else';\n    END IF;\n    IF NOT EXISTS (SELECT FROM payroll_timefound AS found\n                    WHERE found.timesheet_id = NEW.timesheet_id AND found.time_basis = 'overtime') THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'paid_day_is_paid',\n            MESSAGE = 'paid_day_is_paid: these hours are given back as time, or part of the normal week';\n    END IF;\n    IF (SELECT sum(standing.minutes) FROM (\n    SELECT each.* FROM payroll_paidday AS each\n     WHERE each.person_id = NEW.person_id AND each.date BETWEEN NEW.date - 1 AND NEW.date + 1\n       AND NOT EXISTS (SELECT FROM payroll_paidday AS later WHERE later.before_id = each.id)\n) AS standing WHERE standing.date = NEW.date) > 1440 THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'paid_day_within_24_hours',\n            MESSAGE = 'paid_day_within_24_hours: more hours than the day has';\n    END IF;\n    IF NEW.minutes > 0 AND NEW.starts IS NOT NULL AND EXISTS (\n        SELECT FROM (\n    SELECT each.* FROM payroll_paidday AS each\n     WHERE each.person_id = NEW.person_id AND each.date BETWEEN NEW.date - 1 AND NEW.date + 1\n       AND NOT EXISTS (SELECT FROM payroll_paidday AS later WHERE later.before_id = each.id)\n) AS other\n         WHERE other.id <> NEW.id AND other.minutes > 0 AND other.starts IS NOT NULL AND \n    tsrange(other.date + other.starts,\n            other.date + other.ends + (other.ends <= other.starts)::int * '1 day'::interval)\n && \n    tsrange(NEW.date + NEW.starts,\n            NEW.date + NEW.ends + (NEW.ends <= NEW.starts)::int * '1 day'::interval)\n\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'paid_day_not_at_the_same_time',\n            MESSAGE = 'paid_day_not_at_the_same_time: the same hour is paid already';\n    END IF;\n    RETURN NULL;\n",
                            hash="89ba94faea4e3423c9639d32a6cb0e3fab36f870",
                            operation="INSERT",
                            pgid="pgtrigger_paid_day_not_twice_83202",
                            table="payroll_paidday",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="paid_day_counted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            func="\n    IF (SELECT coalesce(sum(line.minutes), 0) FROM payroll_payrollline AS line\n          JOIN payroll_paidday AS each ON each.id = line.day_id\n         WHERE each.timesheet_id = NEW.timesheet_id AND each.date = NEW.date)\n       <> (SELECT newest.paid_minutes FROM payroll_paidday AS newest\n            WHERE newest.timesheet_id = NEW.timesheet_id AND newest.date = NEW.date\n            ORDER BY newest.version DESC LIMIT 1)\n    THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'payroll_lines_come_to_the_day',\n            MESSAGE = 'payroll_lines_come_to_the_day: lines and paid minutes of a day differ';\n    END IF;\n    RETURN NULL;\n",
                            hash="908fde6f04d98114f54d7c9fcd51c15ec223f0c6",
                            operation="INSERT",
                            pgid="pgtrigger_paid_day_counted_669fe",
                            table="payroll_paidday",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FileTaken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("taken_at", models.DateTimeField()),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken",
                        to="payroll.payrollfile",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("file", "number"), name="payroll_file_taken_number"),
                    models.CheckConstraint(
                        condition=models.Q(("taken_at__isnull", False), ("taken_by__isnull", False)),
                        name="payroll_file_taken_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="file_taken_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a6ec896751c8d270133055db67709c77cbeb4fbb",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_file_taken_stays_d53cd",
                            table="payroll_filetaken",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="files_taken_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'these are never emptied';",
                            hash="ca071f2daf7af0d6a279279668279951c842ffad",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_files_taken_never_emptied_39f63",
                            table="payroll_filetaken",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TimeTaken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("minutes", models.PositiveIntegerField()),
                ("recorded_at", models.DateTimeField()),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                ("refused_at", models.DateTimeField(blank=True, null=True)),
                ("refused_by_rule", models.CharField(blank=True, default="", max_length=60)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="takings",
                        to="payroll.timebackaccount",
                    ),
                ),
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
                    "recorded_by",
                    models.ForeignKey(
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
                        condition=models.Q(("minutes__range", (1, 1440))), name="time_taken_minutes"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("refused_at__isnull", True)),
                        fields=("account", "on"),
                        name="time_taken_once_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_by__isnull", True),
                            models.Q(("agreed_by", models.F("recorded_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="time_taken_agreed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_at__isnull", True), ("refused_at__isnull", True), _connector="OR"
                        ),
                        name="time_taken_answered_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recorded_at__isnull", False), ("recorded_by__isnull", False)),
                        name="time_taken_recorded_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_at__isnull", False), ("agreed_by__isnull", False)),
                            models.Q(("agreed_at__isnull", True), ("agreed_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="time_taken_agreed_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("refused_at__isnull", False),
                                models.Q(
                                    models.Q(("refused_by__isnull", False), ("refused_by_rule", "")),
                                    models.Q(
                                        ("refused_by__isnull", True),
                                        models.Q(("refused_by_rule", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("refused_at__isnull", True),
                                ("refused_by__isnull", True),
                                ("refused_by_rule", ""),
                            ),
                            _connector="OR",
                        ),
                        name="time_taken_refused_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_at__isnull", True),
                            ("agreed_at__gte", models.F("recorded_at")),
                            _connector="OR",
                        ),
                        name="time_taken_recorded_before_agreed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PayrollLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("date", models.DateField()),
                ("minutes", models.IntegerField()),
                ("multiplier_hundredths", models.PositiveSmallIntegerField()),
                ("hourly_pence", models.PositiveIntegerField(blank=True, null=True)),
                ("pence", models.BigIntegerField(blank=True, null=True)),
                ("payroll_number", models.CharField(max_length=30)),
                ("officer", models.CharField(max_length=120)),
                ("element_code", models.CharField(blank=True, default="", max_length=20)),
                ("cost_code", models.CharField(blank=True, default="", max_length=40)),
                ("booking", models.CharField(max_length=12)),
                ("host", models.CharField(max_length=200)),
                (
                    "day",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="payroll.paidday",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="payroll.payrollfile",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="payroll.payrollline",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("file", "position"), name="payroll_line_position"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("minutes__gt", 0), ("reverses__isnull", True)),
                            models.Q(("minutes__lt", 0), ("reverses__isnull", False)),
                            _connector="OR",
                        ),
                        name="payroll_line_taken_back_is_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("payroll_number", ""), _negated=True),
                        name="payroll_line_has_payroll_number",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="payroll_line_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3d067555944fd787012be230bf8e3db16a6b33ad",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_payroll_line_stays_85548",
                            table="payroll_payrollline",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="payroll_lines_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'payroll lines are never emptied';",
                            hash="8e367c86bf606fb665aa334831854d51c182c01b",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_payroll_lines_never_emptied_cc3f9",
                            table="payroll_payrollline",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="payroll_line_mirrors",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF NEW.reverses_id IS NOT NULL AND NOT EXISTS (\n        SELECT FROM payroll_payrollline AS was JOIN payroll_paidday AS day ON day.id = NEW.day_id\n         WHERE was.id = NEW.reverses_id AND was.reverses_id IS NULL AND was.minutes = -NEW.minutes\n           AND was.day_id = day.before_id AND was.date = NEW.date\n           AND was.multiplier_hundredths = NEW.multiplier_hundredths\n           AND was.pence IS NOT DISTINCT FROM -NEW.pence\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'payroll_line_mirrors',\n            MESSAGE = 'payroll_line_mirrors: it takes back another line than there is';\n    END IF;\n    RETURN NULL;\n",
                            hash="e439525e5a4d93eb4fb23625e6e73eb6315644a6",
                            operation="INSERT",
                            pgid="pgtrigger_payroll_line_mirrors_2fc21",
                            table="payroll_payrollline",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="payroll_line_counted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            declare="DECLARE of_line payroll_paidday;",
                            func="\n    SELECT * INTO of_line FROM payroll_paidday WHERE id = NEW.day_id;\n    IF of_line.file_id <> NEW.file_id THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'payroll_line_in_the_file_of_its_day',\n            MESSAGE = 'payroll_line_in_the_file_of_its_day: the line and its day are in two files';\n    END IF;\n\n    IF (SELECT coalesce(sum(line.minutes), 0) FROM payroll_payrollline AS line\n          JOIN payroll_paidday AS each ON each.id = line.day_id\n         WHERE each.timesheet_id = of_line.timesheet_id AND each.date = of_line.date)\n       <> (SELECT newest.paid_minutes FROM payroll_paidday AS newest\n            WHERE newest.timesheet_id = of_line.timesheet_id AND newest.date = of_line.date\n            ORDER BY newest.version DESC LIMIT 1)\n    THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'payroll_lines_come_to_the_day',\n            MESSAGE = 'payroll_lines_come_to_the_day: lines and paid minutes of a day differ';\n    END IF;\n    RETURN NULL;\n",
                            hash="c34669b30bfd221da84b6fc604e121c7dfcd8bc4",
                            operation="INSERT",
                            pgid="pgtrigger_payroll_line_counted_21463",
                            table="payroll_payrollline",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TimeBackEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("on", models.DateField()),
                ("minutes", models.IntegerField()),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("lapses_on", models.DateField(blank=True, null=True)),
                ("entered_at", models.DateTimeField()),
                ("entered_by_rule", models.CharField(blank=True, default="", max_length=60)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="payroll.timebackaccount",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "timesheet",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="time_back",
                        to="timesheets.timesheet",
                    ),
                ),
                (
                    "taken",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entry",
                        to="payroll.timetaken",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["earned", "taken", "lapsed"])), name="time_back_kind"
                    ),
                    models.UniqueConstraint(
                        fields=("timesheet", "on", "version"), name="time_back_earned_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "earned"),
                                ("taken__isnull", True),
                                ("timesheet__isnull", False),
                                models.Q(("minutes", 0), _negated=True),
                            ),
                            models.Q(
                                ("kind", "taken"),
                                ("minutes__lt", 0),
                                ("taken__isnull", False),
                                ("timesheet__isnull", True),
                            ),
                            models.Q(
                                ("kind", "lapsed"),
                                ("minutes__lt", 0),
                                ("taken__isnull", True),
                                ("timesheet__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="time_back_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("entered_at__isnull", False),
                            models.Q(
                                models.Q(("entered_by__isnull", False), ("entered_by_rule", "")),
                                models.Q(
                                    ("entered_by__isnull", True),
                                    models.Q(("entered_by_rule", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="time_back_entered_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="time_back_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="631bc9d20601a04a92359cefdea677b87e207ae6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_time_back_stays_73ca4",
                            table="payroll_timebackentry",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="time_back_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'entries are never emptied';",
                            hash="a4ab0e1919dbcf66cb3a1ee458c01ec2b0356925",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_time_back_never_emptied_1f732",
                            table="payroll_timebackentry",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="time_back_not_below_nothing",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    PERFORM FROM payroll_timebackaccount\n      WHERE id = NEW.account_id AND goes_on_in_id IS NULL FOR NO KEY UPDATE;\n    IF NOT FOUND THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'time_back_has_gone_on',\n            MESSAGE = 'time_back_has_gone_on: their account goes on in another';\n    END IF;\n    IF NEW.kind = 'taken' AND\n       (SELECT sum(entry.minutes) FROM payroll_timebackentry entry\n          JOIN payroll_timebackaccount held ON held.id = entry.account_id\n         WHERE NEW.account_id IN (held.id, held.goes_on_in_id)) < 0 THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'time_back_not_below_nothing',\n            MESSAGE = 'time_back_not_below_nothing: there is not so much time back';\n    END IF;\n    IF NEW.kind = 'earned' AND NOT EXISTS (\n        SELECT FROM payroll_timefound AS found\n         WHERE found.timesheet_id = NEW.timesheet_id AND found.time_basis = 'time_back'\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'time_back_is_not_paid',\n            MESSAGE = 'time_back_is_not_paid: these hours are paid, or part of the normal week';\n    END IF;\n    RETURN NULL;\n",
                            hash="a0e3a826f9f9757c764e15340f63e5f0c4f04027",
                            operation="INSERT",
                            pgid="pgtrigger_time_back_not_below_nothing_43e18",
                            table="payroll_timebackentry",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
    ]
