"""Large libraries that are imported when they are first used: most processes never use them."""

from importlib import import_module
from typing import Any


class LateModule:
    """A module that is imported when something of it is asked for, by whichever thread comes first.

    For the types there is the import itself, under ``TYPE_CHECKING``, and annotations that are not evaluated.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, part: str) -> Any:
        return getattr(import_module(self._name), part)
