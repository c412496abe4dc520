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
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("source_kind", models.SlugField(db_index=False, max_length=40)),
                ("source_id", models.BigIntegerField()),
                ("posted_at", models.DateTimeField()),
                ("posted_by_rule", models.CharField(blank=True, default="", max_length=60)),
                (
                    "posted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversal",
                        to="ledger.entry",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source_kind", "source_id"), name="ledger_entry_source_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source_kind", ""), _negated=True), name="ledger_entry_has_source"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("posted_at__isnull", False),
                            models.Q(
                                models.Q(("posted_by__isnull", False), ("posted_by_rule", "")),
                                models.Q(
                                    ("posted_by__isnull", True),
                                    models.Q(("posted_by_rule", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="ledger_entry_posted_at_by",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="entry_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="43996b764d6e76af4df18f45dd07d60c3efef288",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_entry_stays_bd4f3",
                            table="ledger_entry",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="entries_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'entries of the ledger are never emptied';",
                            hash="644878b86801eb4f638e5fd6431ad5af48e5d3c0",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_entries_never_emptied_019fa",
                            table="ledger_entry",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="entry_not_empty",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE found bigint;",
                            func="\n    EXECUTE 'SELECT FROM added WHERE NOT EXISTS (SELECT FROM ledger_line WHERE entry_id = added.id) LIMIT 1';\n    GET DIAGNOSTICS found = ROW_COUNT;\n    IF found > 0 THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_not_empty',\n            MESSAGE = 'ledger_entry_not_empty: an entry comes with its lines, in one statement';\n    END IF;\n    RETURN NULL;\n",
                            hash="32ed4c14aaebec9474aa938d21c7243488fe998c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_entry_not_empty_82203",
                            referencing="REFERENCING NEW TABLE AS added ",
                            table="ledger_entry",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("account", models.SlugField(db_index=False, max_length=20)),
                ("document", models.CharField(blank=True, default="", max_length=40)),
                ("pence", models.BigIntegerField()),
                (
                    "counterparty",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="ledger.entry",
                    ),
                ),
                (
                    "organisation",
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
                    models.Index(fields=["organisation", "account", "document"], name="ledger_line_balance")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "account__in",
                                [
                                    "receivable",
                                    "payable",
                                    "income",
                                    "income_1970_act",
                                    "expense",
                                    "output_vat",
                                    "input_vat",
                                    "clearing",
                                    "bank",
                                    "transfer",
                                ],
                            )
                        ),
                        name="ledger_line_account",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pence", 0), _negated=True), name="ledger_line_not_nought"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="line_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f68aacda0745d171c3f41e242badc3f5b7db5bc7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_line_stays_f8076",
                            table="ledger_line",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="lines_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'lines of the ledger are never emptied';",
                            hash="b515efd3d3a9244c13af9962b2edcde895b2c0d9",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_lines_never_emptied_c0693",
                            table="ledger_line",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="line_balanced",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF EXISTS (SELECT FROM added GROUP BY entry_id, organisation_id HAVING sum(pence) <> 0) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_balanced',\n            MESSAGE = 'ledger_entry_balanced: the lines of an entry sum to zero within each organisation';\n    END IF;\n    RETURN NULL;\n",
                            hash="ae390c22feff24c01e92e977296c4834bdd4f3ce",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_line_balanced_11eaf",
                            referencing="REFERENCING NEW TABLE AS added ",
                            table="ledger_line",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="line_of_councils",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF EXISTS (\n        SELECT FROM (SELECT organisation_id AS id FROM added UNION SELECT counterparty_id FROM added) named\n         WHERE id IS NOT NULL AND NOT EXISTS (SELECT FROM organisations_organisation one WHERE one.id = named.id)\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'ledger_line_of_councils',\n            MESSAGE = 'ledger_line_of_councils: a line is of councils that are there';\n    END IF;\n    RETURN NULL;\n",
                            hash="58e13e84d13681b8dec3579519f4a8d2496517cc",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_line_of_councils_a9513",
                            referencing="REFERENCING NEW TABLE AS added ",
                            table="ledger_line",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="line_not_late",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE found bigint;",
                            func="\n    EXECUTE 'SELECT FROM (SELECT entry_id, count(*) AS number FROM added GROUP BY entry_id) AS of_entry\n              WHERE NOT EXISTS (SELECT FROM ledger_entry WHERE id = of_entry.entry_id)\n                 OR number <> (SELECT count(*) FROM ledger_line WHERE entry_id = of_entry.entry_id) LIMIT 1';\n    GET DIAGNOSTICS found = ROW_COUNT;\n    IF found > 0 THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_no_late_lines',\n            MESSAGE = 'ledger_no_late_lines: an entry comes whole, and nothing is added to it later';\n    END IF;\n    RETURN NULL;\n",
                            hash="03ec9431f187e939f94088380e38e75391194baf",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_line_not_late_8d90c",
                            referencing="REFERENCING NEW TABLE AS added ",
                            table="ledger_line",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
    ]
