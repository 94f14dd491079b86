"""Confirm an erasure by typing whom it is about; find whom to erase, and what was erased."""

from typing import Any

from django import forms

from accounts.erasures.domain.states import ErasureState
from costofcare.erasures.domain.typed_name import is_same_name


class ConfirmErasureForm(forms.Form):
    typed = forms.CharField(
        label="Type the name, to confirm",
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Type the name of whom is to be erased"},
    )

    def __init__(self, name: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = name
        self.fields["typed"].help_text = f"As it is written here: {name}"

    def clean_typed(self) -> str:
        typed = str(self.cleaned_data["typed"])
        if not is_same_name(typed, self.name):
            raise forms.ValidationError(f"This is not the name. Type: {self.name}")
        return typed


class AskErasureForm(ConfirmErasureForm):
    reference = forms.CharField(
        label="Reference of the request (optional)",
        required=False,
        max_length=100,
        help_text="Such as the number of the letter. No names: it is forgotten when the erasure is done.",
        error_messages={"max_length": "Enter 100 characters at most"},
    )
    field_order = ("reference", "typed")


class ErasureFilter(forms.Form):
    state = forms.ChoiceField(
        label="State", required=False, choices=[("", "Any"), *((each.value, each.label) for each in ErasureState)]
    )
    q = forms.CharField(label="Reference, or key in the trail", required=False, max_length=100)

    @property
    def wanted(self) -> dict[str, str]:
        """Return what the filter says; what cannot be read is left out."""
        self.is_valid()
        return {name: str(value) for name, value in self.cleaned_data.items() if value}


class WhomForm(forms.Form):
    whom = forms.CharField(
        label="Erase somebody: name, email address or CQC ID",
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
        error_messages={"max_length": "Enter 200 characters at most"},
    )
