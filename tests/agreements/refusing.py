"""Says which refusal a test expects, by its stable code."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from commonpool.kernel.refusals import Refusal


@contextmanager
def refusing_code(code: str) -> Iterator[pytest.ExceptionInfo[Refusal]]:
    """What is done inside is refused with this code."""
    with pytest.raises(Refusal) as refused:
        yield refused
    assert refused.value.code == code
