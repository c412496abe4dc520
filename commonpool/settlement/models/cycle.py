"""One month's clearing, from open to settled or unwound."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from commonpool.identity.models import Person
from commonpool.kernel.constraints import one_of, ordered, paired
from commonpool.kernel.personal import LOG, RECORD, Personal
from commonpool.organisations.models import Organisation
from commonpool.settlement.lifecycle import CYCLE

STEPS = ("opened", "closed", "advised", "called", "settled", "unwound")
REACHED = {
    "open": ("opened",),
    "closed": ("opened", "closed"),
    "advised": ("opened", "closed", "advised"),
    "called": ("opened", "closed", "advised", "called"),
    "settled": ("opened", "closed", "advised", "called", "settled"),
    "unwound": ("opened", "closed", "advised", "called", "unwound"),
}
# What is called is what the invoices come to, whatever was taken out since the positions were made; and whoever is
# owed is paid, whoever owes pays: every position comes to nought.
CALLED_WHOLE = """
    IF (SELECT status FROM settlement_cycle WHERE id = NEW.id) <> 'unwound' AND EXISTS (
        SELECT FROM (SELECT council_id, net FROM settlement_position WHERE cycle_id = NEW.id) place
          FULL JOIN (
            SELECT council, sum(pence) AS net
              FROM (SELECT payee_id AS council, pence FROM settlement_cycleinvoice
                     WHERE cycle_id = NEW.id AND is_in
                     UNION ALL
                    SELECT payer_id, -pence FROM settlement_cycleinvoice WHERE cycle_id = NEW.id AND is_in) side
             GROUP BY council
          ) owed ON owed.council = place.council_id
         WHERE COALESCE(place.net, 0) <> COALESCE(owed.net, 0)
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'position_ties_to_invoices',
            MESSAGE = 'position_ties_to_invoices: the positions are not what the invoices come to';
    END IF;
    IF EXISTS (
        SELECT FROM settlement_position place
         WHERE place.cycle_id = NEW.id AND place.net <>
               (SELECT COALESCE(sum(pence), 0) FROM settlement_payment
                 WHERE cycle_id = NEW.id AND payee_id = place.council_id)
             - (SELECT COALESCE(sum(pence), 0) FROM settlement_payment
                 WHERE cycle_id = NEW.id AND payer_id = place.council_id)
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'cycle_called_whole',
            MESSAGE = 'cycle_called_whole: the payments do not bring every position to nought';
    END IF;
    RETURN NULL;
"""


def _instant() -> models.DateTimeField:
    return models.DateTimeField(null=True, blank=True)


def _doer() -> models.ForeignKey:
    return models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )


def _rule() -> models.CharField:
    return models.CharField(max_length=60, blank=True, default="")


def _reached(status: str) -> Q:
    done = {f"{step}_at__isnull": step not in REACHED[status] for step in STEPS}
    return Q(status=status, **done)


class Cycle(models.Model):
    """A month's clearing: what is issued and undisputed on `close_on` comes down to one position for each council.

    `object_by`: the last day to take an invoice out; `call_on`: payments are called; `pay_by`: the last day to order
    one; `value_on`: the day every invoice in it counts as paid. `defaulted`: the payer for whom it was unwound.
    """

    month = models.DateField(unique=True)
    status = models.CharField(max_length=10, default=CYCLE.start)
    close_on = models.DateField()
    object_by = models.DateField()
    call_on = models.DateField()
    pay_by = models.DateField()
    value_on = models.DateField()
    opened_at = models.DateTimeField()
    opened_by, opened_by_rule = _doer(), _rule()
    closed_at, closed_by, closed_by_rule = _instant(), _doer(), _rule()
    advised_at, advised_by, advised_by_rule = _instant(), _doer(), _rule()
    called_at, called_by, called_by_rule = _instant(), _doer(), _rule()
    settled_at, settled_by, settled_by_rule = _instant(), _doer(), _rule()
    unwound_at, unwound_by = _instant(), _doer()
    defaulted = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    unwound_reason = models.CharField(max_length=600, blank=True, default="")

    PERSONAL: ClassVar = {
        **{
            f"{step}_by": Personal("Whose act moved it", "So that it can be answered for", LOG)
            for step in STEPS
        },
        "unwound_reason": Personal("Why it was unwound", "May name a person", RECORD),
    }

    class Meta:
        constraints = [
            one_of("status", CYCLE.statuses, "cycle_status"),
            models.CheckConstraint(condition=Q(month__day=1), name="cycle_of_a_month"),
            models.CheckConstraint(
                condition=Q(*[_reached(status) for status in REACHED], _connector=Q.OR), name="cycle_status_reached"
            ),
            models.CheckConstraint(
                condition=Q(unwound_at__isnull=True, unwound_reason="", defaulted__isnull=True)
                | Q(unwound_at__isnull=False) & ~Q(unwound_reason=""),
                name="cycle_unwound_with_a_reason",
            ),
            ordered("month", "close_on", "cycle_closes_after_its_month", strict=True),
            ordered("close_on", "object_by", "cycle_time_to_object", strict=True),
            ordered("object_by", "call_on", "cycle_call_after_objections", strict=True),
            ordered("call_on", "pay_by", "cycle_time_to_pay", strict=True),
            ordered("pay_by", "value_on", "cycle_time_to_arrive", strict=True),
            *(paired(step, "cycle", rule=True) for step in STEPS[:-1]),
            paired("unwound", "cycle"),
        ]  # fmt: skip
        triggers = [
            pgtrigger.ReadOnly(
                name="cycle_stays", fields=["month", "opened_at", "opened_by", "opened_by_rule"]
            ),
            pgtrigger.Protect(
                name="cycle_over",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status__in=list(CYCLE.ends)),
            ),
            pgtrigger.Protect(name="cycles_are_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="cycle_called_whole",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__status="called"),
                timing=pgtrigger.Deferred,
                func=CALLED_WHOLE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
