"""The bank's file is valid by the schema, offline, and says the pence to the penny."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from lxml import etree

from commonpool.settlement.rules.pain_001 import (
    NAMESPACE,
    Account,
    Instruction,
    Order,
    pain_001,
)

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schema" / "pain.001.001.09.xsd"))
PAYER = Account("Ashford Borough Council", "309089", "00012345")
PAYEES = (Account("Barnet & Sons <Council>", "200000", "55779911"), Account("Ynys Môn", "400000", "12345678"))


def order(*pence: int) -> Order:
    lines = [
        Instruction(f"P-0000-000{n}", each, PAYEES[n % 2], "Clearing 2026-11") for n, each in enumerate(pence)
    ]
    return Order("P-0000-000A", datetime(2026, 12, 22, 9, 0, tzinfo=UTC), date(2026, 12, 31), PAYER, lines)


@pytest.mark.parametrize("pence", [(1,), (9196, 100), (10**13, 5, 99)])
def test_the_file_is_valid_by_the_schema(pence: tuple[int, ...]) -> None:
    SCHEMA.assertValid(etree.fromstring(pain_001(order(*pence))))


def test_a_file_without_its_bank_is_not_valid() -> None:
    broken = pain_001(order(1)).replace(b"ClrSysMmbId", b"Wrong")
    assert not SCHEMA.validate(etree.fromstring(broken))


def test_sort_code_account_amount_and_reference_stand_where_banks_look() -> None:
    document = etree.fromstring(pain_001(order(9196, 100)))

    def said(path: str) -> list[str]:
        steps = "/".join(f"p:{step}" for step in path.split("/"))
        return [found.text for found in document.findall(f".//{steps}", {"p": NAMESPACE})]

    assert said("GrpHdr/NbOfTxs") == ["2"]
    assert said("CtrlSum") == ["92.96", "92.96"]
    assert said("ReqdExctnDt/Dt") == ["2026-12-31"]
    assert said("EndToEndId") == ["P-0000-0000", "P-0000-0001"]
    assert said("Amt/InstdAmt") == ["91.96", "1.00"]
    assert said("ClrSysId/Cd") == ["GBDSC"] * 3
    assert said("CdtrAgt/FinInstnId/ClrSysMmbId/MmbId") == ["200000", "400000"]
    assert said("CdtrAcct/Id/Othr/Id") == ["55779911", "12345678"]
    assert said("Cdtr/Nm") == ["Barnet & Sons <Council>", "Ynys Môn"]
