"""What councils in force were told of a newer version of the text, and when it reached them without signing."""

from typing import ClassVar

import pgtrigger
from django.db import models

from commonpool.agreements.models.agreement import Agreement, AgreementText
from commonpool.agreements.rules.changing import MINOR, NOTICE_DAYS, PUBLISHED, STEPS
from commonpool.identity.models import Person
from commonpool.kernel.constraints import append_only, one_of, paired
from commonpool.kernel.personal import LOG, Personal


class TextNotice(models.Model):
    """A council was told of a newer version: as it was published, or so many days before the last day to sign."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="notices")
    text = models.ForeignKey(AgreementText, on_delete=models.PROTECT, related_name="notices")
    step = models.CharField(max_length=9)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    given_by_rule = models.CharField(max_length=40, blank=True, default="")

    PERSONAL: ClassVar = {"given_by": Personal("Who gave notice", "So that it can be answered for", LOG)}

    class Meta:
        constraints = [
            one_of("step", STEPS, "text_notice_step"),
            models.UniqueConstraint(fields=["agreement", "text", "step"], name="text_notice_once"),
            paired("given", "text_notice", rule=True, required=True),
        ]
        triggers = append_only("text_notice_stays", "text_notices_never_emptied", "notices are")


class Carried(models.Model):
    """An agreement came to stand under the next version by a minor change, without new signatures."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="carried")
    text_before = models.ForeignKey(AgreementText, on_delete=models.PROTECT, related_name="+")
    text = models.ForeignKey(AgreementText, on_delete=models.PROTECT, related_name="+")
    carried_at = models.DateTimeField()
    carried_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    carried_by_rule = models.CharField(max_length=40, blank=True, default="")

    PERSONAL: ClassVar = {"carried_by": Personal("Who carried it", "So that it can be answered for", LOG)}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "text"], name="carried_once"),
            paired("carried", "carried", rule=True, required=True),
        ]
        triggers = [
            *append_only("carried_stays", "carried_never_emptied", "agreements carried are"),
            pgtrigger.Trigger(
                # The next working day is never the same day: the rule counts it, this holds whoever writes.
                name="carried_after_its_notice",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"""
    IF NOT EXISTS (
        SELECT FROM agreements_textnotice AS notice
        JOIN agreements_agreementtext AS newer ON newer.id = notice.text_id
        WHERE notice.agreement_id = NEW.agreement_id AND notice.text_id = NEW.text_id
            AND notice.step = '{PUBLISHED}' AND newer.change = '{MINOR}'
            AND (notice.given_at AT TIME ZONE 'Europe/London')::date + {NOTICE_DAYS}
                < (NEW.carried_at AT TIME ZONE 'Europe/London')::date
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'carried_after_its_notice',
            MESSAGE = 'only a minor change carries an agreement, after its notice';
    END IF;
    RETURN NEW;
""",
            ),
        ]
