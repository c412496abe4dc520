import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Chain",
            fields=[
                ("organisation_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("sequence", models.BigIntegerField(default=0)),
                (
                    "head",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000",
                        max_length=64,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("sequence", models.BigIntegerField()),
                ("name", models.CharField(max_length=60)),
                ("happened_at", models.DateTimeField()),
                ("happened_by", models.BigIntegerField(null=True)),
                ("happened_by_rule", models.CharField(blank=True, default="", max_length=60)),
                ("facts", models.JSONField()),
                (
                    "readers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["readers"], name="event_readers"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["facts"], name="event_facts", opclasses=["jsonb_path_ops"]
                    ),
                    models.Index(fields=["name", "happened_at"], name="event_name"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation_id", "sequence"), name="event_sequence_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("happened_by__isnull", False), ("happened_by_rule", "")),
                            models.Q(
                                ("happened_by__isnull", True),
                                models.Q(("happened_by_rule", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="event_by_person_or_rule",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="cbc9acbe76cb29a4daf0b0d4f631a7f250ce1992",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_571b0",
                            table="activity_event",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'the log is never emptied';",
                            hash="6f92627e0f111906e58ddb3bb31c8668613cc21a",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_never_emptied_74fb1",
                            table="activity_event",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
    ]
