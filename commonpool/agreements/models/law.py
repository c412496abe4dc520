"""The law as it has been read, version by version, and which of its rules a council has set aside."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from commonpool.agreements.rules.law import BODIES, EFFECTS, HOME, HOST, MARKS
from commonpool.identity.models import Person
from commonpool.kernel.constraints import one_of, paired
from commonpool.kernel.personal import LOG, Personal
from commonpool.organisations.models import Nation, Organisation


class LegalPower(models.Model):
    """By what power one nation's bodies lend to another's, as read: another reading is another version.

    `brings`: the rule that comes with it and not with others.
    """

    home_nation = models.CharField(max_length=16, choices=Nation.choices)
    host_nation = models.CharField(max_length=16, choices=Nation.choices)
    home_body = models.CharField(max_length=20)
    host_body = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField()
    power = models.CharField(max_length=120)
    deemed = models.BooleanField()
    text = models.CharField(max_length=600)
    source = models.CharField(max_length=300)
    mark = models.CharField(max_length=1)
    brings = models.CharField(max_length=8, blank=True, default="")

    PERSONAL: ClassVar[dict[str, Personal]] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["home_nation", "home_body", "host_nation", "host_body", "version"],
                name="power_by_nations_and_bodies",
            ),
            one_of("home_body", BODIES, "power_home_body"),
            one_of("host_body", BODIES, "power_host_body"),
            one_of("mark", MARKS, "power_mark"),
        ]
        triggers = [pgtrigger.Protect(name="power_stays", operation=pgtrigger.Update | pgtrigger.Delete)]


class Rule(models.Model):
    """A rule of law or of good practice: where and when it holds, what it does, and where it was read.

    Another reading is another version; the newest is the one that counts. `whose`: whether `nations` are the home
    council's or the host's.
    """

    rule = models.CharField(max_length=8)
    version = models.PositiveSmallIntegerField()
    whose = models.CharField(max_length=4)
    nations = ArrayField(models.CharField(max_length=16))
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    effects = ArrayField(models.CharField(max_length=5))
    message = models.CharField(max_length=300)
    source = models.CharField(max_length=300)
    mark = models.CharField(max_length=1)

    PERSONAL: ClassVar[dict[str, Personal]] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "version"], name="rule_version_once"),
            one_of("whose", [HOME, HOST], "rule_whose"),
            one_of("mark", MARKS, "rule_mark"),
            models.CheckConstraint(
                condition=Q(effects__contained_by=list(EFFECTS), effects__len__gt=0), name="rule_effects"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="rule_lifetime",
            ),
        ]
        triggers = [pgtrigger.Protect(name="rule_stays", operation=pgtrigger.Update | pgtrigger.Delete)]


class RuleSetAside(models.Model):
    """A council does without a rule from a day on, because its monitoring officer says so. Never a verified one.

    It holds for what is asked for on that day or later, until the rule is restored.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="rules_set_aside")
    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    reason = models.CharField(max_length=600)
    source = models.CharField(max_length=300)
    monitoring_officer = models.CharField(max_length=120)
    set_aside_at = models.DateTimeField()
    set_aside_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    restored_at = models.DateTimeField(null=True, blank=True)
    restored_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = {
        "reason": Personal("Why the council does without it", "So that it can be answered for", LOG),
        "monitoring_officer": Personal("The monitoring officer who says so", "They answer for it", LOG),
        "set_aside_by": Personal("Who set it aside", "So that it can be answered for", LOG),
        "restored_by": Personal("Who restored it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "rule"],
                condition=Q(restored_at__isnull=True),
                name="rule_set_aside_once",
            ),
            paired("set_aside", "rule_set_aside", required=True),
            paired("restored", "rule_set_aside"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="only_known_rules_set_aside",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
    IF NOT EXISTS (SELECT FROM agreements_rule WHERE id = NEW.rule_id AND mark = 'K') THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'only_known_rules_set_aside',
            MESSAGE = 'a verified rule is not set aside';
    END IF;
    IF NEW.from_on <= (NEW.set_aside_at AT TIME ZONE 'Europe/London')::date THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'rule_set_aside_from_the_next_day',
            MESSAGE = 'what has been asked for keeps its rules';
    END IF;
    RETURN NEW;
""",
            )
        ]
