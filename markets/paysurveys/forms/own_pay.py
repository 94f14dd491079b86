"""The form of a provider's page of pay, and of a question or a reply."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from accounts.fields import DateInputField
from markets.models import PaySurvey
from markets.paysurveys.domain.given_pay import ALL_ZONES, KEYS, LABELS, GivenPay, TravelPay
from markets.paysurveys.domain.pay_reader import read_pay

# Of a field nobody means to type more; the rest is not kept.
LONGEST_TEXT = 300
SHORT = {"class": "govuk-input--width-5", "inputmode": "decimal", "autocomplete": "off"}


def _number_field(label: str, help_text: str = "") -> forms.CharField:
    widget = forms.TextInput(SHORT)
    return forms.CharField(label=label, required=False, max_length=LONGEST_TEXT, widget=widget, help_text=help_text)


def typed_in(posted: QueryDict) -> dict[str, str]:
    """Return what a provider's page sends, of each field no more than anybody means to type."""
    return {key: ",".join(str(one) for one in posted.getlist(key))[:LONGEST_TEXT] for key in KEYS}


class PayForm(forms.Form):
    """A provider's page of pay. It shows whatever was typed; once sound, ``pay`` is the answer."""

    basic = _number_field(
        LABELS["basic"] + ", £ per contact hour", "On weekdays by day, of a careworker without extras."
    )
    evening = _number_field(LABELS["evening"] + ", £ per contact hour", "Blank if it is the same as basic pay.")
    weekend = _number_field(LABELS["weekend"] + ", £ per contact hour", "Blank if it is the same as basic pay.")
    travel = forms.ChoiceField(
        label="How is travel between visits paid?",
        required=False,
        choices=[(one.value, one.label) for one in TravelPay],
        widget=forms.RadioSelect,
    )
    travel_rate = _number_field(LABELS["travel_rate"] + ", £", "Only where travel is paid by the hour.")
    travel_minutes = _number_field(LABELS["travel_minutes"], "On average. Blank if you do not know.")
    waiting_minutes = _number_field(
        LABELS["waiting_minutes"], "Gaps in which a careworker is not free to go. Blank if you do not know."
    )
    holds_from = DateInputField(label=LABELS["holds_from"], require_all_fields=False, required=False)
    zones = forms.MultipleChoiceField(
        label="Where does this location work?", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, survey: PaySurvey, typed: Mapping[str, str]) -> None:
        data = QueryDict(mutable=True)
        for key in KEYS:
            data.setlist(key, typed.get(key, "").split(",") if key == "zones" else [typed.get(key, "")])
        super().__init__(data)
        self.survey, self.typed = survey, typed
        self.pay: GivenPay | None = None
        numbered = [(str(number), zone) for number, zone in enumerate(survey.zones)]
        if numbered:
            self.fields["zones"].choices = [(ALL_ZONES, "All zones"), *numbered]  # type: ignore[attr-defined]
        else:
            del self.fields["zones"]

    def as_typed(self) -> "PayForm":
        """Return the form without what is wrong on it, while somebody still fills it in."""
        self._errors, self.cleaned_data = ErrorDict(), {}
        return self

    def full_clean(self) -> None:
        """Read the fields as the domain reads them, which has a sentence for each; the fields' own checks say less."""
        self._errors, self.cleaned_data = ErrorDict(), {}
        read = read_pay(self.typed, self.survey.zones, self.survey.reference_date)
        for key, fault in read.faults.items():
            self.add_error(key if key in self.fields else None, fault)
        self.pay = read.pay


class PayWordsForm(forms.Form):
    """A question, or a reply."""

    words = forms.CharField(
        label="Your words", max_length=1000, widget=forms.Textarea({"rows": 4}), error_messages={"required": "Write it"}
    )

    def __init__(self, label: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label
        self.fields["words"].error_messages["required"] = f"Write {label[0].lower()}{label[1:]}"
