"""The layout of a contact's form: what every call needs comes first, all else is folded away."""

from collections.abc import Iterable
from json import dumps
from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import HTML, Div, Field, Layout

from engagement.contacts.domain.vocabulary import FITTING, ContactOutcome

MORE = (
    "day",
    "clock",
    "minutes",
    "topics",
    "next_step",
    "next_on",
    "next_for",
    "others",
    "names",
    "colleagues",
    "about",
    "more_locations",
)
BESIDE = ("others", "topics", "about", "colleagues")
FOLDED = (
    '<details class="govuk-details"{% if form.is_open %} open{% endif %}>'
    '<summary class="govuk-details__summary"><span class="govuk-details__summary-text">'
    "When, how long, topics, next step, more people and locations</span></summary>"
    '<div class="govuk-details__text">'
)


def contact_helper(form: Any) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.layout = Layout(*_first(form), HTML(FOLDED), *_more(form), HTML("</div></details>"))
    return helper


def together_helper(names: Iterable[str]) -> FormHelper:
    """Return the layout for a contact with many: all fields in view, in their order."""
    helper = FormHelper()
    helper.form_tag = False
    helper.layout = Layout(*(_in_view(name) for name in names))
    return helper


def _in_view(name: str) -> Any:
    if name == "direction":
        return Field.radios(name, small=True, inline=True)
    if name == "outcome":
        return _outcome()
    return Field.checkbox(name, small=True) if name in ("is_shared", "leave_out") else _field(name)


def _outcome() -> Div:
    """Return the outcome field with the fitting outcomes of each channel for a script; without it the form checks."""
    fitting = {channel.value: sorted(outcomes) for channel, outcomes in FITTING.items()}
    return Div(Field.radios("outcome", small=True), css_class="portal-columns", data_portal_fits=dumps(fitting))


def _promised() -> Div:
    """Return the promised day right below the outcome that asks for it; a script hides it for all other outcomes."""
    return Div("promised_on", data_portal_for=f"outcome={ContactOutcome.PROMISED_DATE.value}")


def _first(form: Any) -> list[Any]:
    shared = [Field.checkbox("is_shared", small=True)] if "is_shared" in form.fields else []
    whom = ["person"] if "person" in form.fields else ["more_locations", "names"]
    return [
        Div("channel", Field.radios("direction", small=True, inline=True), css_class="portal-side-by-side"),
        _outcome(),
        *([_promised()] if "promised_on" in form.fields else []),
        *whom,
        "words",
        *shared,
    ]


def _more(form: Any) -> list[Any]:
    """Return the folded fields; if the page gives no location, locations and names come first."""
    first = () if "person" in form.fields else ("more_locations", "names")
    return [_field(name) for name in MORE if name in form.fields and name not in first]


def _field(name: str) -> Any:
    if name not in BESIDE:
        return name
    return Div(Field.checkboxes(name, small=True), css_class="portal-columns")
