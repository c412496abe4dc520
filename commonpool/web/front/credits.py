"""Whose facts the product shows, and under which licence. NOTICE says the same; a test compares them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OGL = "Open Government Licence v3.0"
OGL_URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"

ORDNANCE = (
    "Contains public sector information licensed under the Open Government Licence v3.0.",
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0.",
    "Contains OS data © Crown copyright and database right 2024.",
    "Northern Ireland: contains LPS Intellectual Property © Crown copyright.",
)
"""Statements in the words their owners ask for."""


@dataclass(frozen=True)
class Credit:
    """One source: what we took, what it is called, who made it, its licence, and what we changed."""

    what: str | Promise
    source: str
    by: str
    licence: str
    licence_url: str
    changed: str | Promise


CREDITS = (
    Credit(
        _("Names, codes and kinds of councils"),
        "UK Local Authority Names and Codes",
        "mySociety",
        "CC BY 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
        _(
            "Changed by us: names corrected, new and ended bodies added, who replaced whom, tables of our own shape"
        ),
    ),
    Credit(
        _("Where councils are, and which replaced which codes"),
        "Boundaries and codes of local authorities",
        "Office for National Statistics",
        OGL,
        OGL_URL,
        _("Changed by us: one point for each council, and a map of hexagons made from those points"),
    ),
    Credit(
        _("Websites of councils"),
        "council-website-emissions",
        "Open Innovations",
        "MIT",
        "https://opensource.org/license/mit",
        _("Changed by us: joined to council codes"),
    ),
    Credit(
        _("E-mail domains of councils"),
        "ukps-domains",
        "GOV.UK Digital Backbone",
        OGL,
        OGL_URL,
        _("Changed by us: joined to council codes; shared domains marked"),
    ),
    Credit(
        _("Digital and data roles and skills (names only)"),
        "Government Digital and Data Profession Capability Framework",
        "Government Digital Service",
        OGL,
        OGL_URL,
        _("Changed by us: some names reworded so that they read well by themselves"),
    ),
    Credit(
        _("Council functions"),
        "Local Government Services List",
        "Local Government Association, esd-toolkit",
        "As published by esd-toolkit",
        "https://standards.esd.org.uk/",
        _("Changed by us: “Running the council” and its ten parts added"),
    ),
    Credit(
        _("Bank holidays"),
        "UK bank holidays",
        "GOV.UK",
        OGL,
        OGL_URL,
        _("Not changed"),
    ),
    Credit(
        _("Everyday words (so that search takes none for a slip of the finger)"),
        "Spell Checker Oriented Word Lists (SCOWL)",
        "Kevin Atkinson",
        "As published with SCOWL",
        "http://wordlist.aspell.net/scowl-readme/",
        _("Changed by us: only those kept that are spelt almost like a word of our vocabulary"),
    ),
)
