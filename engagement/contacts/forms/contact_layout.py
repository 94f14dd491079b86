"""How the form of a contact lies on the page: what every call needs first, all else folded away."""

from collections.abc import Iterable
from json import dumps
from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import HTML, Div, Field, Layout

from engagement.contacts.domain.vocabulary import FITTING

MORE = (
    "day",
    "clock",
    "minutes",
    "promised_on",
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
    """Of a contact with many: all of it in view, in the order of the fields."""
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
    """With what can come of each channel, so that a script can leave the rest out; without one the form says it."""
    fitting = {channel.value: sorted(outcomes) for channel, outcomes in FITTING.items()}
    return Div(Field.radios("outcome", small=True), css_class="portal-columns", data_portal_fits=dumps(fitting))


def _first(form: Any) -> list[Any]:
    shared = [Field.checkbox("is_shared", small=True)] if "is_shared" in form.fields else []
    whom = ["person"] if "person" in form.fields else ["more_locations", "names"]
    return [
        Div("channel", Field.radios("direction", small=True, inline=True), css_class="portal-side-by-side"),
        _outcome(),
        *whom,
        "words",
        *shared,
    ]


def _more(form: Any) -> list[Any]:
    """Where no location is given, locations and names come first."""
    first = () if "person" in form.fields else ("more_locations", "names")
    return [_field(name) for name in MORE if name in form.fields and name not in first]


def _field(name: str) -> Any:
    if name not in BESIDE:
        return name
    return Div(Field.checkboxes(name, small=True), css_class="portal-columns")
