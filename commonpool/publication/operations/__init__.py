"""What a council says about what it publishes and keeps."""

from commonpool.publication.operations.comparing import set_comparison_rate
from commonpool.publication.operations.keeping import choose_retention, hold_records, lift_hold

__all__ = ["choose_retention", "hold_records", "lift_hold", "set_comparison_rate"]
