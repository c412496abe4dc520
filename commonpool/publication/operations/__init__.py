"""What a council says about what it publishes."""

from commonpool.publication.operations.comparing import set_comparison_rate

__all__ = ["set_comparison_rate"]
