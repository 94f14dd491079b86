"""Confirm an erasure by typing whom it is about."""

from typing import Any

from django import forms


class ConfirmErasureForm(forms.Form):
    typed = forms.CharField(
        label="Type the name, to confirm",
        max_length=200,
        error_messages={"required": "Type the name of whom is to be erased"},
    )

    def __init__(self, name: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = name
        self.fields["typed"].help_text = f"As it is written here: {name}"

    def clean_typed(self) -> str:
        typed = " ".join(str(self.cleaned_data["typed"]).split())
        if typed.casefold() != " ".join(self.name.split()).casefold():
            raise forms.ValidationError(f"This is not the name. Type: {self.name}")
        return typed


class AskErasureForm(ConfirmErasureForm):
    reference = forms.CharField(
        label="Reference of the request (optional)",
        required=False,
        max_length=100,
        help_text="Such as the number of the letter. No names: it is forgotten when the erasure is done.",
    )
    field_order = ("reference", "typed")
