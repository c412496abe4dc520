"""The bank's file is valid by the schema, offline, and says the pence to the penny."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import xmlschema

from commonpool.settlement.rules.pain_001 import (
    NAMESPACE,
    Account,
    Instruction,
    Order,
    decimal_pounds,
    pain_001,
)

SCHEMA = xmlschema.XMLSchema(str(Path(__file__).parent / "schema" / "pain.001.001.09.xsd"))
PAYER = Account("Ashford Borough Council", "309089", "00012345")
PAYEES = (Account("Barnet & Sons <Council>", "200000", "55779911"), Account("Ynys Môn", "400000", "12345678"))


def order(*pence: int) -> Order:
    lines = [
        Instruction(f"P-0000-000{n}", each, PAYEES[n % 2], "Clearing 2026-11") for n, each in enumerate(pence)
    ]
    return Order("P-0000-000A", datetime(2026, 12, 22, 9, 0, tzinfo=UTC), date(2026, 12, 31), PAYER, lines)


@pytest.mark.parametrize("pence", [(1,), (9196, 100), (10**13, 5, 99)])
def test_the_file_is_valid_by_the_schema(pence: tuple[int, ...]) -> None:
    SCHEMA.validate(pain_001(order(*pence)).decode())


def test_a_file_without_its_bank_is_not_valid() -> None:
    broken = (
        pain_001(order(1)).decode().replace("<ClrSysMmbId>", "<Wrong>").replace("</ClrSysMmbId>", "</Wrong>")
    )
    assert not SCHEMA.is_valid(broken)


def test_sort_code_account_amount_and_reference_stand_where_banks_look() -> None:
    said = SCHEMA.to_dict(pain_001(order(9196, 100)).decode())["CstmrCdtTrfInitn"]
    assert said["GrpHdr"]["NbOfTxs"] == "2"
    assert str(said["GrpHdr"]["CtrlSum"]) == "92.96"
    batch = said["PmtInf"][0]
    assert batch["ReqdExctnDt"]["Dt"] == "2026-12-31"
    first = batch["CdtTrfTxInf"][0]
    assert first["PmtId"]["EndToEndId"] == "P-0000-0000"
    assert first["Amt"]["InstdAmt"] == {"@Ccy": "GBP", "$": first["Amt"]["InstdAmt"]["$"]}
    assert str(first["Amt"]["InstdAmt"]["$"]) == "91.96"
    bank = first["CdtrAgt"]["FinInstnId"]["ClrSysMmbId"]
    assert (bank["ClrSysId"]["Cd"], bank["MmbId"]) == ("GBDSC", "200000")
    assert first["CdtrAcct"]["Id"]["Othr"]["Id"] == "55779911"
    assert first["Cdtr"]["Nm"] == "Barnet & Sons <Council>"
    assert NAMESPACE.encode() in pain_001(order(1))


def test_pence_are_written_without_a_float() -> None:
    assert [decimal_pounds(pence) for pence in (1, 100, 12345, 10**15 + 1)] == [
        "0.01", "1.00", "123.45", "10000000000000.01",
    ]  # fmt: skip
