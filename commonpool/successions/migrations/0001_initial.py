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
            name="Handover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("shown_sha256", models.CharField(max_length=64)),
                ("confirmed_at", models.DateTimeField()),
                ("carried_at", models.DateTimeField(blank=True, null=True)),
                ("carried_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                ("taken_back_reason", models.CharField(blank=True, default="", max_length=300)),
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
                    "confirmed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="organisations.organisation",
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
                    models.CheckConstraint(
                        condition=models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                        name="handover_confirmed_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
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
                            models.Q(
                                ("carried_at__isnull", True),
                                ("carried_by__isnull", True),
                                ("carried_by_rule", ""),
                            ),
                            _connector="OR",
                        ),
                        name="handover_carried_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_back_at__isnull", False), ("taken_back_by__isnull", False)),
                            models.Q(("taken_back_at__isnull", True), ("taken_back_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="handover_taken_back_at_by",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("taken_back_at__isnull", True)),
                        fields=("predecessor",),
                        name="handover_confirmed_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_back_at__isnull", True), ("taken_back_reason", "")),
                            models.Q(
                                ("carried_at__isnull", True),
                                ("taken_back_at__isnull", False),
                                models.Q(("taken_back_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="handover_taken_back_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("carried_at__isnull", True),
                            ("carried_at__gte", models.F("confirmed_at")),
                            _connector="OR",
                        ),
                        name="handover_confirmed_before_carried",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="handover_as_confirmed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."predecessor_id" IS DISTINCT FROM (NEW."predecessor_id") OR OLD."on" IS DISTINCT FROM (NEW."on") OR OLD."shown_sha256" IS DISTINCT FROM (NEW."shown_sha256") OR OLD."confirmed_at" IS DISTINCT FROM (NEW."confirmed_at") OR OLD."confirmed_by_id" IS DISTINCT FROM (NEW."confirmed_by_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="c92542ce2ec76e76e05f0089ece10436303d41d5",
                            operation="UPDATE",
                            pgid="pgtrigger_handover_as_confirmed_1735d",
                            table="successions_handover",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="handover_taken_back_once",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."taken_back_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="11ea5df09641dfdc5e70a4c2e3dc61a997d0ca4c",
                            operation="UPDATE",
                            pgid="pgtrigger_handover_taken_back_once_ddf55",
                            table="successions_handover",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="handover_carried_once",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."carried_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="b081f3aafb0c73bfe84c462305c2179639dd6671",
                            operation="UPDATE",
                            pgid="pgtrigger_handover_carried_once_cc72d",
                            table="successions_handover",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="handovers_are_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="04c34ffbbfa0c818b88dc7a87451a9fde58402bb",
                            operation="DELETE",
                            pgid="pgtrigger_handovers_are_kept_99efa",
                            table="successions_handover",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=8)),
                ("key", models.CharField(max_length=40)),
                ("assigned_at", models.DateTimeField()),
                (
                    "assigned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["officer", "booking", "balance"])),
                        name="assignment_kind",
                    ),
                    models.UniqueConstraint(fields=("predecessor", "kind", "key"), name="assigned_to_one"),
                    models.CheckConstraint(
                        condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                        name="assigned_to_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("assigned_at__isnull", False), ("assigned_by__isnull", False)),
                        name="assignment_assigned_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="assignment_of_one_thing",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."predecessor_id" IS DISTINCT FROM (NEW."predecessor_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."key" IS DISTINCT FROM (NEW."key"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="9eee620c446d94a7da878f37690aaf6c75d30044",
                            operation="UPDATE",
                            pgid="pgtrigger_assignment_of_one_thing_e4634",
                            table="successions_assignment",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="assignments_are_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="177b860efeb980d5a274c5e728d6086e90e24a12",
                            operation="DELETE",
                            pgid="pgtrigger_assignments_are_kept_7cec8",
                            table="successions_assignment",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="assignment_until_carried",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF EXISTS (\n        SELECT FROM successions_handover\n        WHERE predecessor_id = NEW.predecessor_id AND carried_at IS NOT NULL\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_until_carried',\n            MESSAGE = 'what has been carried over is assigned for good';\n    END IF;\n    RETURN NEW;\n",
                            hash="7df7ab95ee4ceb61bbb8bc545a7c547f916cea19",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_assignment_until_carried_bc59d",
                            table="successions_assignment",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
    ]
