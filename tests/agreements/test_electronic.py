"""Addresses for e-invoices: a scheme and an identifier; a GLN with its check digit."""

import pytest

from commonpool.agreements.rules.electronic import electronic_address_right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("", True),
        ("0088:5060012349998", True),
        ("0088:5060012349997", False),
        ("0088:506001234999", False),
        ("0060:123456789", True),
        ("9932:GB123456789", True),
        ("ap@council.example", False),
        ("88:5060012349998", False),
        ("0088 5060012349998", False),
        ("0060:" + "1" * 51, False),
    ],
)
def test_an_electronic_address_is_a_scheme_and_an_identifier(text: str, right: bool) -> None:
    assert electronic_address_right(text) is right
