"""Electronic addresses of councils for e-invoices: scheme and identifier, as Peppol writes them."""

import re

WRITTEN = re.compile(r"[0-9]{4}:[A-Za-z0-9][A-Za-z0-9._:-]{0,49}")
GLN = "0088"


def electronic_address_right(text: str) -> bool:
    """Whether it is none, or a scheme and an identifier; of a Global Location Number, with the right check digit.

    Source: Peppol's list of participant identifier schemes; GS1 General Specifications 7.9.1 (weights 3 and 1).
    """
    if not text:
        return True
    if not WRITTEN.fullmatch(text):
        return False
    scheme, _colon, identifier = text.partition(":")
    return scheme != GLN or _gln_right(identifier)


def _gln_right(digits: str) -> bool:
    if len(digits) != 13 or not digits.isdecimal():
        return False
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0
