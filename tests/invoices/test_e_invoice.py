"""E-invoices: valid by the official schemas, right by the arithmetic of EN 16931, and each rule has what breaks it."""

import re
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonpool.invoices.queries.judged import schema_errors
from commonpool.invoices.rules import CREDIT_NOTE, Document, DocumentLine, Vat, ubl
from commonpool.invoices.rules.en16931 import RULES, failures_of, parsed
from commonpool.kernel.money import price_of
from tests.factories.documents import HOME, HOST, OUTSIDE, TWO_HOURS, document
from tests.invoices.broken import ALSO, BREAKS, adjustment

KINDS = ("invoice", CREDIT_NOTE)
FIFTY_MINUTES = DocumentLine(1, "Advice", 50, 3831, 3193)
WORDS = ("Planning advice", 'A & <b> "c"', "Cyngor ŵ ŷ — “x”", " two  spaces ", "x\x00y\ud800z", "9" * 300)
ROWS = st.lists(
    st.tuples(st.integers(1, 20_000), st.integers(1, 50_000), st.integers(-3, 3), st.integers(0, 30)),
    min_size=1,
    max_size=6,
)


def drawn(kind: str, rows: list[tuple[int, int, int, int]], percent: int) -> Document:
    lines = []
    for number, (minutes, hourly, off, day) in enumerate(rows, start=1):
        net = max(0, price_of(minutes, hourly) + off)
        first = date(2026, 11, 1) + timedelta(days=day)
        lines.append(
            DocumentLine(
                number, WORDS[day % len(WORDS)], minutes, hourly, net, first, first + timedelta(days=day % 4)
            )
        )
    return document(*lines, kind=kind, vat=Vat("S", percent) if percent else OUTSIDE)


DOCUMENTS = st.builds(drawn, st.sampled_from(KINDS), ROWS, st.sampled_from([0, 5, 20]))


def pence(text: str) -> int:
    pounds, _point, rest = text.partition(".")
    assert len(rest) == 2
    return int(pounds) * 100 + int(rest)


def read(xml: bytes) -> tuple[dict[str, int], list[dict[str, str]], str]:
    """Totals in pence, lines as words, and the rate: with another reader than the rules use."""
    root = ElementTree.fromstring(xml)  # noqa: S314
    bare = re.compile(r"\{.*\}")
    for each in root.iter():
        each.tag = bare.sub("", each.tag)
    totals = {each.tag: pence(each.text or "") for each in root.find("LegalMonetaryTotal") or ()}
    totals |= {
        f"vat {n}": pence(each.text or "") for n, each in enumerate(root.findall("TaxTotal//TaxAmount"))
    }
    lines = [
        {
            "net": each.findtext("LineExtensionAmount", ""),
            "quantity": each.findtext("InvoicedQuantity") or each.findtext("CreditedQuantity") or "",
            "price": each.findtext("Price/PriceAmount", ""),
            "off": each.findtext("AllowanceCharge/Amount", "0.00"),
            "sign": "1" if each.findtext("AllowanceCharge/ChargeIndicator") == "true" else "-1",
        }
        for each in [*root.findall("InvoiceLine"), *root.findall("CreditNoteLine")]
    ]
    return totals, lines, root.findtext("TaxTotal/TaxSubtotal/TaxCategory/Percent", "0")


@settings(max_examples=2000)
@given(DOCUMENTS)
def test_whatever_is_charged_the_e_invoice_adds_up_to_the_penny(made: Document) -> None:
    xml = ubl.ubl_of(made)
    totals, lines, percent = read(xml)
    net = sum(line.net_pence for line in made.lines)
    assert sum(pence(line["net"]) for line in lines) == net
    assert totals["LineExtensionAmount"] == totals["TaxExclusiveAmount"] == net
    vat = (2 * net * int(percent) + 100) // 200
    assert totals["vat 0"] == totals["vat 1"] == vat
    assert totals["TaxInclusiveAmount"] == totals["PayableAmount"] == net + vat
    for line, row in zip(made.lines, lines, strict=True):
        worth = Fraction(row["quantity"]) * Fraction(row["price"]) + int(row["sign"]) * Fraction(row["off"])
        assert abs(worth - Fraction(row["net"])) <= Fraction("0.02")
        assert abs(Fraction(row["quantity"]) - Fraction(line.minutes, 60)) <= Fraction(1, 2_000_000)
    assert failures_of(parsed(xml)) == []


@settings(max_examples=100)
@given(DOCUMENTS)
def test_whatever_is_charged_the_e_invoice_is_valid_by_the_official_schema(made: Document) -> None:
    assert schema_errors(parsed(ubl.ubl_of(made))) == []


@pytest.mark.parametrize(
    ("minutes", "hours"),
    [(120, "2"), (30, "0.5"), (3, "0.05"), (50, "0.833333"), (1, "0.016667"), (600, "10")],
)
def test_minutes_are_hours_exactly_or_to_a_millionth(minutes: int, hours: str) -> None:
    assert ubl.quantity_of(minutes) == hours


def test_a_line_below_its_hours_at_their_price_says_what_was_taken_off() -> None:
    words = ubl.ubl_of(document(replace(FIFTY_MINUTES, net_pence=3100))).decode()
    assert '<cbc:Amount currencyID="GBP">0.93</cbc:Amount>' in words
    assert "Taken off: no more than was agreed" in words


def test_what_is_not_subject_to_vat_names_no_vat_number_anywhere() -> None:
    words = ubl.ubl_of(document(vat=OUTSIDE)).decode()
    assert HOME.vat_number not in words
    assert HOST.vat_number not in words
    assert '<cbc:EndpointID schemeID="EM">invoices@ashby.example</cbc:EndpointID>' in words


@pytest.mark.parametrize(
    ("electronic", "vat_number", "vat", "address"),
    [
        ("a@b.example", "123456782", Vat("S", 20), ("9932", "GB123456782")),
        ("a@b.example", "", Vat("S", 20), ("EM", "a@b.example")),
        ("a@b.example", "123456782", OUTSIDE, ("EM", "a@b.example")),
        ("0088:5060012349998", "123456782", Vat("S", 20), ("0088", "5060012349998")),
        ("0088:5060012349998", "123456782", OUTSIDE, ("0088", "5060012349998")),
        ("", "", Vat("S", 20), ("", "")),
        ("", "123456782", OUTSIDE, ("", "")),
    ],
)
def test_the_electronic_address_is_what_a_council_has(
    electronic: str, vat_number: str, vat: Vat, address: tuple[str, str]
) -> None:
    assert ubl.endpoint_of(replace(HOME, electronic=electronic, vat_number=vat_number), vat) == address


@pytest.mark.parametrize(
    ("lines", "elements"),
    [
        (("Town Hall", "Ashby", "ab1 2cd"), ["StreetName>Town Hall", "CityName>Ashby", "PostalZone>ab1 2cd"]),
        (("A", "B", "C", "D", "E"), ["StreetName>A", "AdditionalStreetName>B", "Line>C, D", "CityName>E"]),
        (("Town Hall",), ["StreetName>Town Hall"]),
    ],
)
def test_an_address_as_people_write_it_is_taken_apart(lines: tuple[str, ...], elements: list[str]) -> None:
    made = document(supplier=replace(HOME, address=lines, postcode=""))
    words = ubl.ubl_of(made).decode().partition("AccountingCustomerParty")[0]
    found = re.findall(r"<cbc:((?:StreetName|AdditionalStreetName|CityName|PostalZone|Line)>[^<]+)", words)
    assert sorted(found) == sorted(elements)
    assert schema_errors(parsed(ubl.ubl_of(made))) == []


def test_words_that_xml_cannot_hold_leave_no_trace() -> None:
    words = ubl.ubl_of(
        document(replace(TWO_HOURS, description="A\x00 & <b>\ufffe\ud800 c\x0b"), notes=(" ",))
    )
    assert b"<cbc:Name>A &amp; &lt;b&gt; c</cbc:Name>" in words
    assert b"Note>" in words  # of the line; the empty one of the document is left out
    assert failures_of(parsed(words)) == []


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_has_an_e_invoice_that_breaks_it(rule: str) -> None:
    vat, was, becomes = BREAKS[rule]
    words = re.sub(r">\s+<", "><", ubl.ubl_of(document(vat=vat)).decode())
    if rule in ALSO:
        words = words.replace("<cac:TaxTotal>", adjustment(ALSO[rule], "O"), 1)
    assert failures_of(parsed(words.encode())) == []
    assert was in words
    broken = words.replace(was, becomes, 1)
    assert rule in [each.rule for each in failures_of(parsed(broken.encode()))]


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "many", "-Infinity", "1e999999999"])
def test_what_is_no_amount_keeps_no_rule(amount: str) -> None:
    words = ubl.ubl_of(document()).decode().replace(">91.94<", f">{amount}<")
    assert "BR-CO-16" in [each.rule for each in failures_of(parsed(words.encode()))]


def test_half_a_penny_of_a_line_goes_up_and_the_rule_of_lines_still_holds() -> None:
    xml = parsed(ubl.ubl_of(document(FIFTY_MINUTES)))
    assert failures_of(xml) == []
    assert schema_errors(xml) == []


def test_the_schema_finds_what_is_not_ubl() -> None:
    words = ubl.ubl_of(document()).replace(b"cbc:IssueDate", b"cbc:IssuedOn")
    assert "IssuedOn" in schema_errors(parsed(words))[0]
    assert schema_errors(parsed(b"<Invoice/>")) != []


def test_nothing_that_an_e_invoice_names_is_opened() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
    assert parsed(bomb).text is None
