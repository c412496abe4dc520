import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
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
                        condition=models.Q(("set_at__isnull", False), ("set_by__isnull", False)),
                        name="price_set_at_by",
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
                ("purchase_order_from_pence", models.PositiveBigIntegerField(default=100000)),
                ("blanket_purchase_order", models.CharField(blank=True, default="", max_length=40)),
                ("silence_agrees", models.BooleanField(default=True)),
                ("default_weekly_minutes", models.PositiveIntegerField(blank=True, null=True)),
                ("default_months", models.PositiveSmallIntegerField(blank=True, null=True)),
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
                ("version", models.PositiveSmallIntegerField()),
                ("power", models.CharField(max_length=120)),
                ("deemed", models.BooleanField()),
                ("text", models.CharField(max_length=600)),
                ("source", models.CharField(max_length=300)),
                ("mark", models.CharField(max_length=1)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("home_nation", "host_nation", "version"), name="power_by_nations"
                    )
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
                ("in_force_at", models.DateTimeField(blank=True, null=True)),
                ("in_force_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                        condition=models.Q(("offered_at__isnull", False), ("offered_by__isnull", False)),
                        name="agreement_offered_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("in_force_at__isnull", False), ("in_force_by__isnull", False)),
                            models.Q(("in_force_at__isnull", True), ("in_force_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="agreement_in_force_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="agreement_ended_at_by",
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
                        condition=models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                        name="signature_signed_at_by",
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
        pgtrigger.migrations.AddTrigger(
            model_name="agreementtext",
            trigger=pgtrigger.compiler.Trigger(
                name="agreement_text_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."body" IS DISTINCT FROM (NEW."body") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="3423695519d30531ad052910a7f8a37bc5e50e8f",
                    operation="UPDATE",
                    pgid="pgtrigger_agreement_text_stays_29098",
                    table="agreements_agreementtext",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signature",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="legalpower",
            trigger=pgtrigger.compiler.Trigger(
                name="power_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f823a1806d27fcfce840247845aec5be243cbf6e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_power_stays_0e180",
                    table="agreements_legalpower",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signature",
            trigger=pgtrigger.compiler.Trigger(
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
        ),
    ]
