"""Forms to leave lines of a return out, and to adjust an answer."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms

from costing.form import Form, LineKind
from submissions.decisions.domain.decision_reasons import LONGEST_WORDS, DecisionKind, decision_reasons
from submissions.decisions.domain.listed_decisions import DecisionStanding
from submissions.decisions.domain.typed_adjustment import can_be_adjusted

LONGEST_VALUE = 100
LEFT_OUT = " (left out already)"


KINDS = [("", "Any"), ("line", "Line left out"), ("answer", "Value adjusted"), ("return", "Return left out")]
STANDINGS = [("", "Any"), *((one.value, one.label) for one in DecisionStanding)]


class DecisionFilter(forms.Form):
    """The filter of the list of decisions."""

    q = forms.CharField(label="Location, provider, line, reason or who", required=False, max_length=100)
    kind = forms.ChoiceField(label="Decision", choices=KINDS, required=False)
    standing = forms.ChoiceField(label="Where it stands", choices=STANDINGS, required=False)


class DecisionForm(forms.Form):
    """The reason of a decision: one of the list, and words."""

    reason = forms.ChoiceField(
        label="Why?", widget=forms.RadioSelect, error_messages={"required": "Choose a reason from the list"}
    )
    words = forms.CharField(
        label="In a few words",
        max_length=LONGEST_WORDS,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say in a few words why"},
    )
    kind = DecisionKind.RETURN

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        assert isinstance(reason, forms.ChoiceField)
        reason.choices = list(decision_reasons(self.kind).items())


class LeaveOutForm(DecisionForm):
    """The lines that are left out, a field a section.

    Those of ``standing`` are left out already: they are not offered, and refused with words if they are sent.
    """

    kind = DecisionKind.LINE

    def __init__(
        self, form: Form, figures: Mapping[str, str], standing: Collection[str], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.line_fields = [self._offer(form, section, title, figures, standing) for section, title in _sections(form)]
        self.order_fields([*self.line_fields, "reason", "words"])

    def _offer(
        self, form: Form, section: str, title: str, figures: Mapping[str, str], standing: Collection[str]
    ) -> str:
        lines = [line for line in form.lines_in(section) if self.is_bound or line.key not in standing]
        name = f"lines_{section}"
        self.fields[name] = forms.MultipleChoiceField(
            label=title,
            choices=[
                (line.key, f"{line.label}: {figures.get(line.key, '–')}{LEFT_OUT if line.key in standing else ''}")
                for line in lines
            ],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            initial=[line.key for line in lines if line.key in self.initial.get("lines", ())],
            error_messages={"invalid_choice": "One of these is no line of this return"},
        )
        return name

    @property
    def lines(self) -> list[str]:
        return [line for name in self.line_fields for line in self.cleaned_data.get(name, [])]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.lines and not any(name in self.errors for name in self.line_fields):
            self.add_error(self.line_fields[0], "Choose at least one line")
        return cleaned


def _sections(form: Form) -> list[tuple[str, str]]:
    """Return the sections that have plain lines, each with a title: that of the sum above them."""
    sums = {
        line.section: line.label.removeprefix("Total ").capitalize()
        for line in form.lines
        if line.kind == LineKind.SUBTOTAL
    }
    keys = dict.fromkeys(line.section for line in form.lines if line.kind == LineKind.LINE)
    return [(key, sums.get(key, key.replace("_", " ").capitalize())) for key in keys]


class AdjustForm(DecisionForm):
    """The answer that is adjusted, and the value as typed: it is read as on the online pages."""

    kind = DecisionKind.ANSWER
    key = forms.ChoiceField(label="Which answer?", error_messages={"required": "Choose the answer"})
    value = forms.CharField(
        label="Adjusted value",
        help_text="In the unit of the question; a percentage as 5 or 5 %. 0 where there is none of it; n/a for a cost "
        "that cannot be given.",
        max_length=LONGEST_VALUE,
        widget=forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "off"}),
        error_messages={"required": "Give the adjusted value: a figure, 0 or n/a"},
    )
    field_order = ("key", "value", "reason", "words")

    def __init__(self, form: Form, given: Mapping[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        key = self.fields["key"]
        assert isinstance(key, forms.ChoiceField)
        groups = (
            (
                sheet,
                [(q.key, f"{q.label}: {given.get(q.key, '')}") for q in form.questions_on(sheet) if can_be_adjusted(q)],
            )
            for sheet in form.sheets
        )
        key.choices = [("", "Choose an answer"), *((sheet, group) for sheet, group in groups if group)]
