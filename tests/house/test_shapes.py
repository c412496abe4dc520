"""The OpenAPI document knows a shape by its name: of two of one name it shows one."""

from collections import Counter
from importlib import import_module
from pathlib import Path

from pydantic import BaseModel

from commonpool.api import shapes


def test_no_two_shapes_of_the_api_have_one_name() -> None:
    modules = [
        import_module(f"{shapes.__name__}.{file.stem}") for file in Path(shapes.__path__[0]).glob("*.py")
    ]
    names = Counter(
        name
        for module in modules
        for name, each in vars(module).items()
        if isinstance(each, type) and issubclass(each, BaseModel) and each.__module__ == module.__name__
    )
    assert len(names) > 50
    assert [name for name, times in names.items() if times > 1] == []
