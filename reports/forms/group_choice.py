"""A form to choose which groups of a calculation to look at, and on which line."""

from collections.abc import Mapping
from typing import Any

from django import forms

from costing.form import Form
from reports.domain.calculation_groups import GroupChoice, columns_in, dimensions_in, first_choice


class GroupChoiceForm(forms.Form):
    """Whatever cannot be chosen is the first choice: there is nothing to put right."""

    by = forms.ChoiceField(label="Groups", required=False)
    line = forms.ChoiceField(label="Line", required=False)
    column = forms.ChoiceField(label="Column", required=False)

    def __init__(self, data: Mapping[str, str], *, form: Form, document: Mapping[str, Any]) -> None:
        dimensions, columns = dimensions_in(document), columns_in(form, document)
        lines = [(line.key, line.label) for line in form.lines]
        first = first_choice(form, document, dimensions[0][0])
        options = {"by": (dimensions, first.dimension), "line": (lines, first.line), "column": (columns, first.column)}
        said = {name: _said(data.get(name, ""), *option) for name, option in options.items()}
        super().__init__(initial=said)
        self.chosen = GroupChoice(said["by"], said["column"], said["line"])
        self.line_label = dict(lines)[said["line"]]
        for name, (choices, _) in options.items():
            self._offer(name, choices)

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        if name == "column" and len(choices) == 1:
            del self.fields[name]
            return
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


def _said(value: str, choices: list[tuple[str, str]], first: str) -> str:
    return value if value in dict(choices) else first
