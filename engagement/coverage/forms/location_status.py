"""Forms about the status of locations: a filter, and an outcome given by a person."""

from collections.abc import Iterable
from typing import Any

from django import forms

from engagement.contacts.domain.vocabulary import Topic
from engagement.coverage.domain.breakdown import Breakdown, divided
from engagement.coverage.domain.coverage import Stage
from engagement.coverage.domain.location_filter import REACHED_BY, SHORTS, LocationFilter
from engagement.coverage.domain.location_status import LocationStatus
from engagement.coverage.domain.outcome_names import MAY_BE_GIVEN, LocationOutcome
from engagement.coverage.domain.outcomes import Outstanding


class PartFilter(forms.Form):
    """The choice of a part of the market; breakdowns that the council's list does not have are not offered."""

    def __init__(self, market: Iterable[LocationStatus], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody = list(market)
        for by in Breakdown:
            names = list(divided(everybody, by))
            if len(names) > 1:
                choices = [("", "All"), *((name, name) for name in names)]
                self.fields[by.value] = forms.ChoiceField(label=by.label, choices=choices, required=False)

    @property
    def wanted(self) -> LocationFilter:
        """Return the filter; values that are none of the choices are ignored."""
        self.is_valid()
        return LocationFilter(**{by.value: self.cleaned_data.get(by.value) or "" for by in Breakdown})


class LocationStatusFilter(PartFilter):
    """The filter of locations; for the council it has no usable returns."""

    def __init__(self, market: Iterable[LocationStatus], *args: Any, for_team: bool, **kwargs: Any) -> None:
        super().__init__(market, *args, **kwargs)
        stages = [stage for stage in Stage if for_team or stage is not Stage.USABLE]
        outcomes = [outcome for outcome in LocationOutcome if for_team or outcome is not LocationOutcome.USABLE]
        chosen = {
            "q": forms.CharField(label="Location or provider", required=False),
            "stage": _choice("Stage", _said(stages)),
            "outcome": _choice("Outcome", _said(outcomes)),
            "short": _choice("Contact standard", SHORTS.items()),
            "reached": _choice("Reached by", REACHED_BY.items()),
        }
        self.fields = {**chosen, **self.fields}
        if for_team:
            self.fields["topic"] = _choice("Brought up, no return yet", _said(Topic))

    @property
    def topic(self) -> Topic | None:
        """Return the topic of those without a return; it comes from the team's notes, so only the team is asked."""
        self.is_valid()
        given = self.cleaned_data.get("topic")
        return Topic(given) if given else None

    @property
    def wanted(self) -> LocationFilter:
        self.is_valid()
        given = self.cleaned_data
        return LocationFilter(
            **{by.value: given.get(by.value) or "" for by in Breakdown},
            stage=Stage(given["stage"]) if given.get("stage") else None,
            outcome=LocationOutcome(given["outcome"]) if given.get("outcome") else None,
            short=given.get("short", ""),
            reached=given.get("reached", ""),
            search=given.get("q", "").strip(),
        )


def _said(words: Iterable[Any]) -> list[tuple[str, str]]:
    return [(word.value, word.label) for word in words]


def _choice(label: str, choices: Iterable[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", "Any"), *choices], required=False)


class GivenOutcomeForm(forms.Form):
    outcome = forms.ChoiceField(
        label="What is the outcome?",
        choices=[(outcome.value, outcome.label) for outcome in MAY_BE_GIVEN],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the outcome"},
    )
    reason = forms.CharField(
        label="Why is it so?",
        max_length=300,
        help_text="For the independent team: the council sees the outcome, and not the reason.",
        error_messages={"required": "Say why the outcome is so"},
    )


def _count(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=20,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-2", "inputmode": "numeric"}),
        error_messages={
            "required": f"Enter how many {label.lower()}",
            "invalid": f"Enter how many {label.lower()} in figures, such as 3",
        },
    )


class StandardForm(forms.Form):
    emails = _count("Emails")
    calls = _count("Calls")

    @property
    def owed(self) -> Outstanding:
        return Outstanding(self.cleaned_data["emails"], self.cleaned_data["calls"])
