"""The form by which an analyst has a round worked out."""

from django import forms

HIGHEST_SEED = 2**62 - 1


class SeedForm(forms.Form):
    """The seed of an analysis; blank draws one."""

    seed = forms.IntegerField(
        label="Seed",
        required=False,
        min_value=0,
        max_value=HIGHEST_SEED,
        help_text="Leave it blank to draw one. The same seed gives the same figures.",
        error_messages={
            "invalid": "The seed is a whole number, such as 20250407",
            "min_value": "The seed is a whole number of at least 0",
            "max_value": "The seed has up to 18 digits",
        },
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-20"}),
    )
