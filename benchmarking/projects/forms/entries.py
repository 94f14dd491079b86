"""The form of a row of a list of the project, of which each list has its own."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

Choices = Sequence[tuple[str, str]]


class EntryForm(forms.Form):
    """A row of a list of the project; ``told`` is what the row will say."""

    def __init__(self, *args: Any, choices: Mapping[str, Choices] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, found in (choices or {}).items():
            self.fields[name].choices = [("", "None"), *found]  # type: ignore[attr-defined]

    @classmethod
    def shown(cls, row: Any) -> dict[str, Any]:
        """Return what a row says, by the names of the fields."""
        return {name: getattr(row, name) for name in cls.base_fields if hasattr(row, name)}  # type: ignore[attr-defined]

    @property
    def told(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "why"}
