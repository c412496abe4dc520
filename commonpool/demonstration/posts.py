"""What officers say of their posts: for most of them nothing holds."""

from datetime import date, timedelta
from typing import Any

REGISTERED = "Cerys Whitford"
"""A social worker of Wales whom a council in Scotland asks for: it has looked into its own nation's register."""
MONITORING = "Andrew Nesbitt"
"""A council's solicitor and its monitoring officer: a booking appoints them to no such post elsewhere."""


def facts_of_post(name: str, today: date) -> dict[str, Any]:
    """What this officer said on a day, in the words of the operation."""
    if name == REGISTERED:
        return {
            "profession": "social_worker",
            "registered_in": ["Wales", "Scotland"],
            "vetting_level": "enhanced_barred",
            "vetting_issuer": "DBS",
            "vetting_issued_on": today - timedelta(days=300),
            "vetting_seen_by": "HR",
        }
    return {"statutory_post": "monitoring_officer"} if name == MONITORING else {}
