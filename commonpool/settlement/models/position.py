"""One line for each council: gross in, gross out, net."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F

from commonpool.kernel.personal import NOTHING
from commonpool.organisations.models import Organisation
from commonpool.settlement.models.cycle import Cycle

# Deferred: positions are made again as invoices are taken out, and judged when that is done.
TIES = """
    IF (SELECT sum(net) FROM settlement_position WHERE cycle_id = NEW.cycle_id) <> 0 THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'positions_sum_to_nought',
            MESSAGE = 'positions_sum_to_nought: the positions of a cycle do not sum to nought';
    END IF;
    IF EXISTS (
        SELECT FROM settlement_position place JOIN settlement_cycle cycle ON cycle.id = place.cycle_id
         WHERE place.id = NEW.id AND cycle.status <> 'unwound' AND (
            place.gross_in <> (SELECT COALESCE(sum(pence), 0) FROM settlement_cycleinvoice
                                WHERE cycle_id = place.cycle_id AND payee_id = place.council_id AND is_in)
         OR place.gross_out <> (SELECT COALESCE(sum(pence), 0) FROM settlement_cycleinvoice
                                 WHERE cycle_id = place.cycle_id AND payer_id = place.council_id AND is_in))
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'position_ties_to_invoices',
            MESSAGE = 'position_ties_to_invoices: a position is not what its invoices come to';
    END IF;
    RETURN NULL;
"""
FROZEN_ONCE_CALLED = """
    IF EXISTS (SELECT FROM settlement_cycle
                WHERE id = OLD.cycle_id AND status NOT IN ('open', 'closed', 'advised')) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'position_frozen_once_called',
            MESSAGE = 'position_frozen_once_called: positions stay once payments are called';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


class Position(models.Model):
    """What a council is owed and owes in a cycle, in pence, VAT included; `net` above nought: it is paid."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="positions", db_index=False)
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    gross_in = models.PositiveBigIntegerField()
    gross_out = models.PositiveBigIntegerField()
    net = models.BigIntegerField()

    PERSONAL: ClassVar = NOTHING

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "council"], name="position_once"),
            models.CheckConstraint(
                condition=models.Q(net=F("gross_in") - F("gross_out")), name="position_net_of_gross"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="position_ties",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=TIES,
            ),
            pgtrigger.Trigger(
                name="position_frozen_once_called",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=FROZEN_ONCE_CALLED,
            ),
        ]

    @property
    def owes(self) -> int:
        """What it pays in the end, in pence; nothing where it is paid."""
        return max(-self.net, 0)
