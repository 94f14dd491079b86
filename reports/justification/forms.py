"""The form of the words that justify an exercise's returns."""

from typing import Any

from django import forms

from reports.justification.domain.words import LABELS, LONGEST

_HELP = {
    "roo_words": "Why this return on operations is right: what providers gave, what is usual, what was decided.",
    "roc_words": "Why this return on capital is right, and what it is a share of.",
    "method_words": "What a reader has to know of how returns were checked, left out and put together.",
}


class JustificationForm(forms.Form):
    """``seen`` is the number of the words that are being changed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=1_000_000)

    def __init__(self, *args: Any, has_capital: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, label in LABELS.items():
            if has_capital or key != "roc_words":
                self.fields[key] = forms.CharField(
                    label=label,
                    help_text=_HELP[key],
                    max_length=LONGEST,
                    required=False,
                    widget=forms.Textarea({"rows": 8}),
                )

    @property
    def words(self) -> dict[str, str]:
        return {key: self.cleaned_data[key] for key in LABELS if key in self.fields}
