"""For each rule of e-invoices: of what VAT, and which of its words become which, so that it is broken."""

from commonpool.invoices.rules import Vat
from tests.factories.documents import AT_20 as S
from tests.factories.documents import OUTSIDE

VAT_NUMBER = (
    "<cac:PartyTaxScheme><cbc:CompanyID>GB123456782</cbc:CompanyID>"
    "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme><cac:PartyLegalEntity>"
)
SUBTOTAL = (
    '<cac:TaxSubtotal><cbc:TaxableAmount currencyID="GBP">0.00</cbc:TaxableAmount>'
    '<cbc:TaxAmount currencyID="GBP">0.00</cbc:TaxAmount>'
    "<cac:TaxCategory><cbc:ID>{}</cbc:ID><cbc:TaxExemptionReason>x</cbc:TaxExemptionReason>{}</cac:TaxCategory>"
    "</cac:TaxSubtotal></cac:TaxTotal>"
)


def adjustment(charge: str, category: str, percent: str = "") -> str:
    return (
        f"<cac:AllowanceCharge><cbc:ChargeIndicator>{charge}</cbc:ChargeIndicator>"
        f'<cbc:Amount currencyID="GBP">0.00</cbc:Amount><cac:TaxCategory><cbc:ID>{category}</cbc:ID>{percent}'
        "</cac:TaxCategory></cac:AllowanceCharge><cac:TaxTotal>"
    )


PERCENT = "<cbc:Percent>0</cbc:Percent>"
LINE_CATEGORY = "<cac:ClassifiedTaxCategory><cbc:ID>O</cbc:ID>"
AT_20 = "<cbc:Percent>20</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory>"
PAYABLE = "<cbc:PayableAmount"
CURRENCY = "<cbc:DocumentCurrencyCode>"
REASON = (
    "<cbc:TaxExemptionReasonCode>VATEX-EU-O</cbc:TaxExemptionReasonCode>"
    f"<cbc:TaxExemptionReason>{OUTSIDE.reason}</cbc:TaxExemptionReason>"
)

AMOUNT = '<cbc:{0} currencyID="GBP">{1}</cbc:{0}>'
NO_VAT = AMOUNT.format("TaxAmount", "0.00") + "<cac:TaxCategory>"
BREAKS: dict[str, tuple[Vat, str, str]] = {
    "BR-CO-10": (
        S,
        AMOUNT.format("LineExtensionAmount", "76.62"),
        AMOUNT.format("LineExtensionAmount", "76.61"),
    ),
    "BR-CO-11": (S, PAYABLE, AMOUNT.format("AllowanceTotalAmount", "1.00") + PAYABLE),
    "BR-CO-12": (S, PAYABLE, AMOUNT.format("ChargeTotalAmount", "1.00") + PAYABLE),
    "BR-CO-13": (
        S,
        AMOUNT.format("TaxExclusiveAmount", "76.62"),
        AMOUNT.format("TaxExclusiveAmount", "76.63"),
    ),
    "BR-CO-14": (S, AMOUNT.format("TaxAmount", "15.32"), AMOUNT.format("TaxAmount", "15.31")),
    "BR-CO-15": (
        S,
        AMOUNT.format("TaxInclusiveAmount", "91.94"),
        AMOUNT.format("TaxInclusiveAmount", "91.95"),
    ),
    "BR-CO-16": (S, AMOUNT.format("PayableAmount", "91.94"), AMOUNT.format("PayableAmount", "91.93")),
    "BR-CO-17": (S, AT_20, "<cbc:Percent>19</cbc:Percent></cac:TaxCategory>"),
    "BR-O-01": (
        OUTSIDE,
        "</cac:TaxSubtotal></cac:TaxTotal>",
        "</cac:TaxSubtotal>" + SUBTOTAL.format("O", ""),
    ),
    "BR-O-02": (OUTSIDE, "<cac:PartyLegalEntity>", VAT_NUMBER),
    "BR-O-03": (OUTSIDE, "<cac:PartyLegalEntity>", VAT_NUMBER),
    "BR-O-04": (OUTSIDE, "<cac:PartyLegalEntity>", VAT_NUMBER),
    "BR-O-05": (OUTSIDE, LINE_CATEGORY, LINE_CATEGORY + PERCENT),
    "BR-O-06": (OUTSIDE, "<cac:TaxTotal>", adjustment("false", "O", PERCENT)),
    "BR-O-07": (OUTSIDE, "<cac:TaxTotal>", adjustment("true", "O", PERCENT)),
    "BR-O-08": (OUTSIDE, AMOUNT.format("TaxableAmount", "76.62"), AMOUNT.format("TaxableAmount", "76.60")),
    "BR-O-09": (
        OUTSIDE,
        NO_VAT,
        NO_VAT.replace("0.00", "1.00"),
    ),
    "BR-O-10": (OUTSIDE, REASON, ""),
    "BR-O-11": (
        OUTSIDE,
        "</cac:TaxSubtotal></cac:TaxTotal>",
        "</cac:TaxSubtotal>" + SUBTOTAL.format("Z", ""),
    ),
    "BR-O-12": (OUTSIDE, LINE_CATEGORY, "<cac:ClassifiedTaxCategory><cbc:ID>Z</cbc:ID>"),
    "BR-O-13": (OUTSIDE, "<cac:TaxTotal>", adjustment("false", "Z")),
    "BR-O-14": (OUTSIDE, "<cac:TaxTotal>", adjustment("true", "Z")),
    "PEPPOL-EN16931-R002": (S, CURRENCY, "<cbc:Note>a</cbc:Note><cbc:Note>b</cbc:Note>" + CURRENCY),
    "PEPPOL-EN16931-R003": (S, "<cac:OrderReference><cbc:ID>PO 4711</cbc:ID></cac:OrderReference>", ""),
    "PEPPOL-EN16931-R004": (S, "urn:cen.eu:en16931:2017#compliant", "urn:cen.eu:en16931:2017#conformant"),
    "PEPPOL-EN16931-R008": (S, "<cbc:Name>Planning advice, B-7K3M-9QXT</cbc:Name>", "<cbc:Name> </cbc:Name>"),
    "PEPPOL-EN16931-R010": (S, '<cbc:EndpointID schemeID="9932">GB987654374</cbc:EndpointID>', ""),
    "PEPPOL-EN16931-R020": (S, '<cbc:EndpointID schemeID="9932">GB123456782</cbc:EndpointID>', ""),
    "PEPPOL-EN16931-R120": (S, AMOUNT.format("PriceAmount", "38.31"), AMOUNT.format("PriceAmount", "38.33")),
}
ALSO = {"BR-O-03": "false", "BR-O-04": "true"}
"""Rules of allowances and charges: what they judge has to stand there too."""
