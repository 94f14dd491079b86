"""Forms of the team: a survey, when it is open, and what pay is set against as counts are frozen."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from accounts.fields import DateInputField
from markets.models import PaySurvey
from markets.paysurveys.domain.pay_standing import floor_on
from markets.paysurveys.domain.survey_terms import NewPaySurvey
from markets.paysurveys.forms.own_pay import SHORT
from register.queries import Exercise
from spreadsheets.numbers import number_from

MOST_ZONES, LONGEST_ZONE, LONGEST_NUMBER = 20, 100, 30


class PaySurveyForm(forms.Form):
    """A survey to begin."""

    name = forms.CharField(label="Name", max_length=80, error_messages={"required": "Give the survey a name"})
    exercise = forms.ChoiceField(
        label="Ask the locations of",
        help_text="An exercise of home care. Its locations in scope are asked, each for itself.",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose whose locations are asked"),
    )
    reference_date = DateInputField(
        label="Pay as at",
        require_all_fields=False,
        help_text="Pay is set against the National Living Wage of this day.",
    )
    opens_on = DateInputField(label="Opens on", require_all_fields=False)
    closes_on = DateInputField(label="Closes at the end of", require_all_fields=False)
    zones = forms.CharField(
        label="Zones",
        required=False,
        max_length=MOST_ZONES * (LONGEST_ZONE + 2),
        widget=forms.Textarea({"rows": 5, "spellcheck": "false"}),
        help_text=f"A name a line, at most {MOST_ZONES}. Blank if you do not ask by zone. They stay as they are.",
    )
    visit_minutes = forms.CharField(
        label="Minutes of a mean visit",
        max_length=LONGEST_NUMBER,
        widget=forms.TextInput(SHORT),
        help_text="The wage test spreads the way to a visit over it.",
    )

    def __init__(self, exercises: Sequence[Exercise], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [(str(one.id), one.name) for one in exercises]
        self.fields["exercise"].choices = chosen  # type: ignore[attr-defined]

    def clean_reference_date(self) -> date:
        day: date = self.cleaned_data["reference_date"]
        if floor_on(day) is None:
            raise forms.ValidationError("No National Living Wage is filed for this day. Choose another day.")
        return day

    def clean_zones(self) -> tuple[str, ...]:
        names = [line.strip() for line in str(self.cleaned_data["zones"]).splitlines() if line.strip()]
        if len(names) > MOST_ZONES:
            raise forms.ValidationError(f"There are {len(names)} zones. Ask by {MOST_ZONES} at most.")
        if long := next((name for name in names if len(name) > LONGEST_ZONE), None):
            raise forms.ValidationError(f"“{long[:40]}…” is longer than {LONGEST_ZONE} characters.")
        if len({name.casefold() for name in names}) < len(names):
            raise forms.ValidationError("Two zones have the same name.")
        return tuple(names)

    def clean_visit_minutes(self) -> Decimal:
        return number_within(self.cleaned_data["visit_minutes"], "minutes", Decimal(5), Decimal(240), "such as 30")

    def clean(self) -> None:
        check_days(self)

    @property
    def told(self) -> NewPaySurvey:
        found = self.cleaned_data
        return NewPaySurvey(
            found["exercise"], found["name"].strip(), found["reference_date"], found["opens_on"], found["closes_on"],
            found["zones"], found["visit_minutes"],
        )  # fmt: skip


class SurveyDaysForm(forms.Form):
    """When a survey is open, to be changed."""

    opens_on = DateInputField(label="Opens on", require_all_fields=False)
    closes_on = DateInputField(label="Closes at the end of", require_all_fields=False)

    def clean(self) -> None:
        check_days(self)


def check_days(form: forms.Form) -> None:
    opens_on, closes_on = (form.cleaned_data.get(key) for key in ("opens_on", "closes_on"))
    if opens_on and closes_on and closes_on < opens_on:
        form.add_error("closes_on", "The last day is before the first")


def number_within(text: str, unit: str, low: Decimal, high: Decimal, example: str) -> Decimal:
    found = number_from(text.strip().removeprefix("£"), unit)
    if found is None or found.is_percent or not low <= found.value <= high:
        raise forms.ValidationError(f"“{text[:30]}” is not possible. Enter a number from {low} to {high}, {example}")
    return found.value


class RiseForm(forms.Form):
    """Since which survey pay is compared, and how much the rate has risen, typed or from the rate cards."""

    since = forms.ChoiceField(label="Pay has risen since", required=False)
    rate = forms.CharField(
        label="Change of the council’s rate, £ an hour",
        required=False,
        max_length=LONGEST_NUMBER,
        widget=forms.TextInput(SHORT),
        help_text="Blank: the mean change between the rate cards of both days, over the lines that stand in both.",
    )

    def __init__(self, surveys: Sequence[PaySurvey], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(one.id), one.name) for one in surveys]
        self.fields["since"].choices = [("", "Do not compare"), *named]  # type: ignore[attr-defined]

    def clean_rate(self) -> Decimal | None:
        text = str(self.cleaned_data.get("rate") or "")
        if not text.strip():
            return None
        return number_within(text, "£ per hour", Decimal("0.01"), Decimal(50), "such as 1.20")
