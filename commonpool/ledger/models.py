"""Double entry in two tables: entries, and their lines. Added to, never changed; balances are derived, never stored.

An entry comes whole, in one statement: the triggers judge the statement, so nothing waits for the transaction's end,
and the trial balance is zero at every instant.
"""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from commonpool.identity.models import Person
from commonpool.kernel.constraints import append_only, one_of, paired
from commonpool.kernel.personal import LOG, NOTHING, Personal
from commonpool.ledger.rules.accounts import ACCOUNTS
from commonpool.organisations.models import Organisation

# EXECUTE, so that each statement is planned for the table as large as it is now: a plan kept from an empty table would
# read the whole of a full one.
NOT_EMPTY = """
    EXECUTE 'SELECT FROM added WHERE NOT EXISTS (SELECT FROM ledger_line WHERE entry_id = added.id) LIMIT 1';
    GET DIAGNOSTICS found = ROW_COUNT;
    IF found > 0 THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_not_empty',
            MESSAGE = 'ledger_entry_not_empty: an entry comes with its lines, in one statement';
    END IF;
    RETURN NULL;
"""
BALANCED = """
    IF EXISTS (SELECT FROM added GROUP BY entry_id, organisation_id HAVING sum(pence) <> 0) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_balanced',
            MESSAGE = 'ledger_entry_balanced: the lines of an entry sum to zero within each organisation';
    END IF;
    RETURN NULL;
"""
# An entry that is there has its lines, so whoever brings more finds them; one that is not there yet, another
# transaction's for instance, takes none.
NOT_LATE = """
    EXECUTE 'SELECT FROM (SELECT entry_id, count(*) AS number FROM added GROUP BY entry_id) AS of_entry
              WHERE NOT EXISTS (SELECT FROM ledger_entry WHERE id = of_entry.entry_id)
                 OR number <> (SELECT count(*) FROM ledger_line WHERE entry_id = of_entry.entry_id) LIMIT 1';
    GET DIAGNOSTICS found = ROW_COUNT;
    IF found > 0 THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_no_late_lines',
            MESSAGE = 'ledger_no_late_lines: an entry comes whole, and nothing is added to it later';
    END IF;
    RETURN NULL;
"""
# A key would look again for each of two thousand lines whether the same forty councils are there.
OF_COUNCILS = """
    IF EXISTS (
        SELECT FROM (SELECT organisation_id AS id FROM added UNION SELECT counterparty_id FROM added) named
         WHERE id IS NOT NULL AND NOT EXISTS (SELECT FROM organisations_organisation one WHERE one.id = named.id)
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'ledger_line_of_councils',
            MESSAGE = 'ledger_line_of_councils: a line is of councils that are there';
    END IF;
    RETURN NULL;
"""
FOUND = [("found", "bigint")]


def _of_statement(name: str, func: str, declare: list[tuple[str, str]] | None = None) -> pgtrigger.Trigger:
    """After each statement that adds rows, over all that it added."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        referencing=pgtrigger.Referencing(new="added"),
        declare=declare,
        func=func,
    )


class Entry(models.Model):
    """What happened to money on a day (UK), and what it is about. A reversal is a new entry that `reverses` one."""

    on = models.DateField()
    source_kind = models.SlugField(max_length=40, db_index=False)
    source_id = models.BigIntegerField()
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversal"
    )
    posted_at = models.DateTimeField()
    posted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    posted_by_rule = models.CharField(max_length=60, blank=True, default="")

    PERSONAL: ClassVar = {"posted_by": Personal("Whose act posted it", "So that it can be answered for", LOG)}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source_kind", "source_id"], name="ledger_entry_source_once"),
            models.CheckConstraint(condition=~Q(source_kind=""), name="ledger_entry_has_source"),
            paired("posted", "ledger_entry", rule=True, required=True),
        ]
        triggers = [
            *append_only("entry_stays", "entries_never_emptied", "entries of the ledger are"),
            _of_statement("entry_not_empty", NOT_EMPTY, FOUND),
        ]


class Line(models.Model):
    """Pence into (debit, positive) or out of (credit, negative) an account of a council.

    `counterparty`: the other council, where there is one. `document`: the reference of the invoice, "" for none.
    """

    # Its entry is there: `line_not_late` looks, and no entry ever goes. The key would look again, line by line.
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="lines", db_constraint=False)
    # So are its councils: `line_of_councils` looks, and none ever goes.
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    account = models.SlugField(max_length=20, db_index=False)
    counterparty = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    document = models.CharField(max_length=40, blank=True, default="")
    pence = models.BigIntegerField()

    PERSONAL: ClassVar = NOTHING

    class Meta:
        constraints = [
            one_of("account", ACCOUNTS, "ledger_line_account"),
            models.CheckConstraint(condition=~Q(pence=0), name="ledger_line_not_nought"),
        ]
        indexes = [models.Index(fields=["organisation", "account", "document"], name="ledger_line_balance")]
        triggers = [
            *append_only("line_stays", "lines_never_emptied", "lines of the ledger are"),
            _of_statement("line_balanced", BALANCED),
            _of_statement("line_of_councils", OF_COUNCILS),
            _of_statement("line_not_late", NOT_LATE, FOUND),
        ]
