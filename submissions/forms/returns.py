"""Forms about one return."""

from collections.abc import Iterable
from typing import Any

from django import forms

from submissions.decisions.domain.decision_reasons import DecisionKind, decision_reasons
from submissions.domain.reasons import reasons_for_all
from submissions.domain.return_refusals import no_name
from submissions.domain.states import ReturnState

STATES = [("", "Any"), *[(state.value, state.label) for state in ReturnState]]
FINDINGS = [
    ("", "Any"),
    ("must_fix", "Something to put right"),
    ("explain", "Something unusual"),
    ("note", "Something to note"),
    ("none", "Nothing found"),
]


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Your filled-in workbook",
        help_text="An Excel workbook (.xlsx or .xlsm) of up to 10 MB. We keep it as it is.",
        widget=forms.FileInput({"accept": ".xlsx,.xlsm"}),
        error_messages={
            "required": "Choose the workbook to send",
            "empty": "The file is empty. Save it again and resend",
        },
    )


class ExplainForm(forms.Form):
    """The explanation why an unusual figure is right."""

    reason = forms.ChoiceField(
        label="Why is it right?", widget=forms.RadioSelect, error_messages={"required": "Choose a reason"}
    )
    words = forms.CharField(
        label="In your own words",
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text="You, your colleagues and the independent team read this.",
        error_messages={"required": "Say in a few words why it is right"},
    )

    def __init__(self, codes: Iterable[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(reason.value, reason.label) for reason in reasons_for_all(codes)]


class DeclarationForm(forms.Form):
    name = forms.CharField(
        label="Your full name",
        max_length=200,
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": "Type your full name"},
    )
    agreed = forms.BooleanField(
        label="The figures are those of this location alone, and to the best of my knowledge complete and right",
        error_messages={"required": "Tick the box if the figures are right, or go back and correct them"},
    )

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if refusal := no_name(name):
            raise forms.ValidationError(refusal.because)
        return name


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Reason",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Give a reason"},
    )


class ExcludeForm(ReasonForm):
    """The reason why a return is left out: one of the list, and words; its provider reads both."""

    code = forms.ChoiceField(
        label="Why?",
        choices=list(decision_reasons(DecisionKind.RETURN).items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a reason from the list"},
    )
    field_order = ("code", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "In a few words"


class AcceptForm(forms.Form):
    """The word that it takes to accept a return with a question open to its provider."""

    words = forms.CharField(
        label="Why do you accept it all the same?",
        help_text="The independent team reads this, not the provider.",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why you accept it while a question is open"},
    )


class ReturnFilter(forms.Form):
    """The filter of an analyst's list of returns."""

    q = forms.CharField(label="Location, provider, CQC ID or reference", required=False, max_length=100)
    state = forms.ChoiceField(label="State", choices=STATES, required=False)
    findings = forms.ChoiceField(label="Findings", choices=FINDINGS, required=False)


class VersionsForm(forms.Form):
    """The choice of two versions to compare; by GET, so that the page can be shared."""

    before = forms.TypedChoiceField(label="Earlier version", coerce=int)
    after = forms.TypedChoiceField(label="Later version", coerce=int)

    def __init__(self, choices: list[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("before", "after"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
