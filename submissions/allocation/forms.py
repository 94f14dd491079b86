"""Forms for the costs that a company shares and the figures by which they are allocated, from its returns' form."""

from collections.abc import Iterable, Mapping
from typing import Any

from crispy_forms_gds.choices import Choice
from django import forms

from costing.form import AllocationKey, Form, Question
from submissions.allocation.domain.shared_costs import shareable
from submissions.forms.online import LONG_UNIT

MONEY = {"prefix": "£", "class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}
OTHER = "Something else"


class SharedCostsForm(forms.Form):
    """A field for each cost, under the question's own key; ``key`` and ``measure`` say by what they are allocated."""

    def __init__(self, form: Form, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in shareable(form):
            self.fields[question.key] = _cost(question)
        self.fields["key"] = forms.ChoiceField(
            label="By what are they divided?",
            required=False,
            widget=forms.RadioSelect,
            choices=[Choice(key.name, _label(key), hint=_hint(form, key)) for key in form.sharing],
        )
        self.fields["measure"] = forms.CharField(
            label="If something else: by what?",
            required=False,
            max_length=60,
            help_text="For example “visits” or “staff”. It stands in the note beside each figure.",
        )


def _cost(question: Question) -> forms.Field:
    return forms.CharField(label=question.label, required=False, max_length=40, widget=forms.TextInput(MONEY))


def _label(key: AllocationKey) -> str:
    return key.words.capitalize() if key.words else OTHER


def _hint(form: Form, key: AllocationKey) -> str:
    return "We take the figures from your returns as far as they are filled in" if key.questions else ""


class FiguresForm(forms.Form):
    """A field for each place; ``places`` are names by field, with the hint below each."""

    def __init__(
        self, key: AllocationKey, places: Iterable[tuple[str, str, str]], initial: Mapping[str, str], data: Any = None
    ) -> None:
        super().__init__(data, initial=dict(initial))
        unit = key.unit.removeprefix("£").strip()
        signs = {"prefix": "£"} if key.unit.startswith("£") else {"suffix": unit} if 0 < len(unit) <= LONG_UNIT else {}
        attributes = {"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"} | signs
        for name, label, said in places:
            self.fields[name] = forms.CharField(
                label=label, required=False, max_length=40, help_text=said, widget=forms.TextInput(attributes)
            )
