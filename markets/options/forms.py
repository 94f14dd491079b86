"""Forms of options and risks."""

from typing import Any

from django import forms

from markets.options.domain.appraisal import MOST_WEIGHT
from markets.options.domain.appraisal_terms import NamedLine, first_criteria, first_options, named_lines
from markets.options.domain.risk_register import RiskSide, SignRule
from markets.profiles.domain.measure_words import measure_words

ONE_TO_FIVE = [(number, str(number)) for number in range(1, 6)]


class AppraisalForm(forms.Form):
    """An appraisal to begin."""

    name = forms.CharField(label="Name", max_length=105, error_messages={"required": "Give the appraisal a name"})
    question = forms.CharField(
        label="What is to be decided", max_length=2_000, required=False, widget=forms.Textarea({"rows": 3})
    )
    options = forms.CharField(
        label="Options", max_length=5_000, widget=forms.Textarea({"rows": 10}), initial=first_options,
        help_text="One a line. Doing nothing is an option too.", error_messages={"required": "Write the options"},
    )  # fmt: skip
    criteria = forms.CharField(
        label="Criteria", max_length=5_000, widget=forms.Textarea({"rows": 8}), initial=first_criteria,
        help_text="One a line. What each weighs is set next, before anybody scores.",
        error_messages={"required": "Write the criteria"},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines: dict[str, tuple[NamedLine, ...]] = {}

    def clean_options(self) -> str:
        return self._lines("options")

    def clean_criteria(self) -> str:
        return self._lines("criteria")

    def _lines(self, name: str) -> str:
        text = str(self.cleaned_data[name])
        try:
            self.lines[name] = named_lines(text)
        except ValueError as trouble:
            raise forms.ValidationError(str(trouble)) from None
        return text


class WeightsForm(forms.Form):
    """What each criterion weighs."""

    def __init__(self, *args: Any, criteria: tuple[NamedLine, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for line in criteria:
            self.fields[f"weight-{line.key}"] = forms.IntegerField(
                label=line.words, min_value=0, max_value=MOST_WEIGHT, widget=forms.TextInput({"inputmode": "numeric"}),
                error_messages={
                    "required": f"Give “{line.words}” a weight; 0 leaves it out",
                    "invalid": f"The weight of “{line.words}” must be a whole number",
                },
            )  # fmt: skip

    @property
    def weights(self) -> dict[str, int]:
        return {name.removeprefix("weight-"): value for name, value in self.cleaned_data.items()}


class ScoreForm(forms.Form):
    """A score with its sentence, and the frozen figure on which it rests."""

    points = forms.TypedChoiceField(
        label="Score", coerce=int, choices=[(number, str(number)) for number in range(6)],
        help_text="0 is worst, 5 is best.", error_messages={"required": "Choose a score"},
    )  # fmt: skip
    reason = forms.CharField(
        label="Why", max_length=500, widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say in a sentence why"},
    )  # fmt: skip
    figure = forms.ChoiceField(label="Frozen figure on which it rests", required=False)

    def __init__(self, *args: Any, figures: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["figure"].choices = [("", "None"), *figures]  # type: ignore[attr-defined]


class RiskForm(forms.Form):
    """A risk of the register."""

    side = forms.ChoiceField(label="Whose risk", choices=[(one.value, one.label) for one in RiskSide])
    title = forms.CharField(label="What may happen", max_length=200, error_messages={"required": "Say what may happen"})
    owner = forms.CharField(label="Who looks after it", max_length=150, required=False)
    likelihood = forms.TypedChoiceField(label="How likely, 1 to 5", coerce=int, choices=ONE_TO_FIVE, initial=3)
    impact = forms.TypedChoiceField(label="How grave, 1 to 5", coerce=int, choices=ONE_TO_FIVE, initial=3)
    mitigation = forms.CharField(
        label="What is done about it", max_length=2_000, required=False, widget=forms.Textarea({"rows": 3})
    )
    first_sign = forms.CharField(label="First sign of it, in words", max_length=200, required=False)
    measure = forms.ChoiceField(label="Measure of the market profile that shows it", required=False)
    sign_rule = forms.ChoiceField(
        label="It is a sign when the measure is", required=False,
        choices=[("", "–"), *((one.value, one.label) for one in SignRule)],
    )  # fmt: skip
    threshold = forms.DecimalField(
        label="Above or below which figure", required=False, max_digits=14, decimal_places=4,
        widget=forms.TextInput({"inputmode": "decimal"}), help_text="Shares as decimals: 0.3 for 30 %.",
    )  # fmt: skip
    why = forms.CharField(label="Why it changes", max_length=300, required=False)

    def __init__(self, *args: Any, is_new: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new:
            del self.fields["why"]
        named = sorted(((key, words.label) for key, words in measure_words().items()), key=lambda pair: pair[1])
        self.fields["measure"].choices = [("", "None: people watch it"), *named]  # type: ignore[attr-defined]

    def clean(self) -> None:
        found = self.cleaned_data
        parts = [found.get("measure"), found.get("sign_rule"), found.get("threshold")]
        if any(part not in ("", None) for part in parts) and any(part in ("", None) for part in parts):
            self.add_error("measure", "A measure needs above or below, and a figure; or leave all three empty")
