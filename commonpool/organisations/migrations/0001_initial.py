import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import commonpool.access.rights
import commonpool.organisations.models.invitation


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Function",
            fields=[
                ("id", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("label", models.CharField(max_length=100)),
                ("uri", models.URLField(blank=True, default="")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="organisations.function",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=12, unique=True)),
                ("ons_code", models.CharField(blank=True, max_length=9, null=True, unique=True)),
                ("official_name", models.CharField(max_length=120)),
                ("name", models.CharField(max_length=80)),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("type", models.CharField(max_length=40)),
                ("tier", models.CharField(max_length=12)),
                (
                    "nation",
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
                ("region", models.CharField(blank=True, default="", max_length=40)),
                ("website", models.URLField(blank=True, default="")),
                ("population", models.PositiveIntegerField(blank=True, null=True)),
                ("area_km2", models.PositiveIntegerField(blank=True, null=True)),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("longitude", models.FloatField(blank=True, null=True)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("expected_change_on", models.DateField(blank=True, null=True)),
                ("expected_change", models.CharField(blank=True, default="", max_length=300)),
                ("demonstration", models.BooleanField(default=False)),
                (
                    "combined_authority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="constituents",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="districts",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["nation", "region", "type"], name="organisation_place")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("nation__in", ["England", "Wales", "Scotland", "Northern Ireland"])
                        ),
                        name="organisation_nation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("starts_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="organisation_lifetime",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="organisation_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="c90c21ccf4b82caba0c19d20a562b0e9ef03a43a",
                            operation="UPDATE",
                            pgid="pgtrigger_organisation_stays_b144a",
                            table="organisations_organisation",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="organisations_are_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="e65b7764e496fffe672d45d3055ffbc932d340cd",
                            operation="DELETE",
                            pgid="pgtrigger_organisations_are_kept_19c63",
                            table="organisations_organisation",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HelpRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("message", models.CharField(max_length=1000)),
                ("asked_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
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
                        condition=models.Q(("asked_at__isnull", False), ("asked_by__isnull", False)),
                        name="help_asked_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="help_closed_at_by",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address_sha256", models.CharField(max_length=64, unique=True)),
                ("asked_at", models.DateTimeField()),
                ("asked_by_rule", models.CharField(blank=True, default="", max_length=60)),
                (
                    "asked_by",
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
                            ("asked_at__isnull", False),
                            models.Q(
                                models.Q(("asked_by__isnull", False), ("asked_by_rule", "")),
                                models.Q(
                                    ("asked_by__isnull", True), models.Q(("asked_by_rule", ""), _negated=True)
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="objection_asked_at_by",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=12, unique=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="former_codes",
                        to="organisations.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Domain",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(db_index=True, max_length=120)),
                ("is_website", models.BooleanField(default=False)),
                ("added_at", models.DateTimeField(blank=True, null=True)),
                ("added_how", models.CharField(blank=True, default="", max_length=200)),
                (
                    "added_by",
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
                        related_name="domains",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "name"), name="domain_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("added_at__isnull", False), ("added_by__isnull", False)),
                            models.Q(("added_at__isnull", True), ("added_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="domain_added_at_by",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AdministratorClaim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("post", models.CharField(max_length=120)),
                ("asked_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("confirmed_how", models.CharField(blank=True, default="", max_length=200)),
                ("refused_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="administrator_claims",
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
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="administrator_claims",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("asked_at__isnull", False), ("asked_by__isnull", False)),
                        name="claim_asked_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                            models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="claim_confirmed_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("refused_at__isnull", False), ("refused_by__isnull", False)),
                            models.Q(("refused_at__isnull", True), ("refused_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="claim_refused_at_by",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("confirmed_at__isnull", True), ("refused_at__isnull", True)),
                        fields=("organisation", "person"),
                        name="claim_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True),
                            models.Q(("confirmed_by", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="claim_not_confirmed_by_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_at__isnull", True), ("refused_at__isnull", True), _connector="OR"
                        ),
                        name="claim_one_answer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleHolding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=24)),
                ("granted_at", models.DateTimeField()),
                ("granted_by_rule", models.CharField(blank=True, default="", max_length=60)),
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
                    "granted_by",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_holdings",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "officer",
                                    "approver",
                                    "booking_manager",
                                    "budget_holder",
                                    "release_contact",
                                    "hr",
                                    "finance",
                                    "auditor",
                                    "council_administrator",
                                    "steward",
                                ],
                            )
                        ),
                        name="role_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("person", "organisation", "role"),
                        name="role_held_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("organisation__isnull", True),
                                ("role", commonpool.access.rights.Role["STEWARD"]),
                            ),
                            models.Q(
                                models.Q(("role", commonpool.access.rights.Role["STEWARD"]), _negated=True),
                                ("organisation__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="role_steward_of_the_network",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("granted_by__isnull", True),
                            models.Q(("granted_by", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="role_not_to_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("granted_at__isnull", False),
                            models.Q(
                                models.Q(("granted_by__isnull", False), ("granted_by_rule", "")),
                                models.Q(
                                    ("granted_by__isnull", True),
                                    models.Q(("granted_by_rule", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="role_granted_at_by",
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
                        name="role_ended_at_by",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                (
                    "predecessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successions",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="precedents",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("predecessor", "successor"), name="succession_once"),
                    models.CheckConstraint(
                        condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                        name="succession_by_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
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
                        default=commonpool.organisations.models.invitation.invitation_reference,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("name", models.CharField(blank=True, default="", max_length=120)),
                ("post", models.CharField(blank=True, default="", max_length=120)),
                ("email", models.EmailField(blank=True, default="", max_length=254)),
                ("invited_at", models.DateTimeField()),
                ("forgotten_at", models.DateTimeField(blank=True, null=True)),
                ("forgotten_by_rule", models.CharField(blank=True, default="", max_length=60)),
                (
                    "forgotten_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "invited_by",
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
                        related_name="invitations",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("email", ""), _negated=True),
                        fields=["email"],
                        name="invitation_mailbox",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("invited_at__isnull", False), ("invited_by__isnull", False)),
                        name="invitation_invited_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("forgotten_at__isnull", False),
                                models.Q(
                                    models.Q(("forgotten_by__isnull", False), ("forgotten_by_rule", "")),
                                    models.Q(
                                        ("forgotten_by__isnull", True),
                                        models.Q(("forgotten_by_rule", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("forgotten_at__isnull", True),
                                ("forgotten_by__isnull", True),
                                ("forgotten_by_rule", ""),
                            ),
                            _connector="OR",
                        ),
                        name="invitation_forgotten_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("forgotten_at__isnull", True),
                            ("forgotten_at__gte", models.F("invited_at")),
                            _connector="OR",
                        ),
                        name="invitation_forgotten_afterwards",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("forgotten_at__isnull", True),
                                models.Q(("name", ""), _negated=True),
                                models.Q(("email", ""), _negated=True),
                            ),
                            models.Q(
                                ("email", ""), ("forgotten_at__isnull", False), ("name", ""), ("post", "")
                            ),
                            _connector="OR",
                        ),
                        name="invitation_known_or_forgotten",
                    ),
                ],
            },
        ),
    ]
