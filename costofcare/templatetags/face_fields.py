"""Form fields as GOV.UK Frontend 6 wants them; used by templates/gds, which mend the template pack."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.widgets import Input
from django.utils.safestring import SafeString

register = template.Library()

# The first that fits; a field of several choices or parts is drawn by its own template.
CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.Select, "govuk-select"),
    (forms.Textarea, "govuk-textarea"),
    (Input, "govuk-input"),
)
# What Python says of an impossible date is no sentence for a person.
PYTHON_WORDS = ("day is out of range", "month must be in", "year 0 is out of range", "is out of range")
DATE_WORDS = "Enter a real date"
# How a field that was left blank is asked for, by how it is drawn.
VERBS = {
    "plain": "Enter",
    "password": "Enter",
    "select": "Choose",
    "parts": "Enter",
    "radios": "Choose one for",
    "checkboxes": "Choose at least one for",
    "checkbox": "Tick",
    "file": "Choose a file for",
}


@dataclass(frozen=True)
class ErrorLink:
    """An error and the id of what to put right; blank where it speaks of the whole form."""

    words: str
    target: str = ""


@register.simple_tag
def face_widget(field: BoundField, kind: str = "", info: str = "") -> SafeString:
    """The widget with its classes; `info` is the id of one more description, such as a character count."""
    widget = field.field.widget
    field.form.use_required_attribute = False
    attrs: dict[str, Any] = {"class": classes_of(field, kind), "prefix": False, "suffix": False}
    if isinstance(widget, forms.NumberInput):
        attrs["inputmode"] = "decimal" if isinstance(field.field, (forms.DecimalField, forms.FloatField)) else "numeric"
    if described := described_by(field, info):
        attrs["aria-describedby"] = described
    return field.as_widget(widget=without_arrows(widget), attrs=attrs)


def classes_of(field: BoundField, kind: str) -> str:
    widget = field.field.widget
    block = next((name for fitting, name in CLASSES if isinstance(widget, fitting)), "")
    own = str(widget.attrs.get("class", "")).split()
    error = [f"{block}--error"] if field.errors and block and not block.endswith("__input") else []
    extra = ["govuk-password-input__input", "govuk-js-password-input-input"] if kind == "password" else []
    return " ".join(dict.fromkeys([*([block] if block else []), *extra, *error, *own]))


def without_arrows(widget: forms.Widget) -> forms.Widget:
    """Numbers are typed into plain text inputs: a wheel or an arrow key must not change a figure unseen."""
    if not isinstance(widget, forms.NumberInput):
        return widget
    text = forms.TextInput(attrs={k: v for k, v in widget.attrs.items() if k not in ("min", "max", "step")})
    text.is_localized = widget.is_localized
    return text


def described_by(field: BoundField, info: str) -> str:
    own = field.field.widget.attrs.get("aria-describedby", "")
    hint = f"{field.auto_id}_helptext" if field.help_text else ""
    error = f"{field.auto_id}_error" if field.errors else ""
    return " ".join(part for part in (hint, error, info, own) if part)


@register.filter
def described(field: BoundField) -> str:
    """The ids that describe a fieldset: its hint and its error."""
    return described_by(field, "")


@register.filter
def kind_of(field: BoundField) -> str:
    """Which template a field is drawn by."""
    widget = field.field.widget
    kinds: tuple[tuple[type[forms.Widget], str], ...] = (
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.RadioSelect, "radios"),
        (forms.MultiWidget, "parts"),
        (forms.CheckboxInput, "checkbox"),
        (forms.FileInput, "file"),
        (forms.PasswordInput, "password"),
        (forms.Select, "select"),
    )
    return next((kind for fitting, kind in kinds if isinstance(widget, fitting)), "plain")


@register.filter
def attribute(field: BoundField, name: str) -> str:
    """An attribute of the widget that the template draws around it, such as a prefix."""
    return str(field.field.widget.attrs.get(name, ""))


@register.filter
def is_chosen(field: BoundField, value: object) -> bool:
    chosen = field.value()
    if isinstance(chosen, (list, tuple, set)):
        return str(value) in {str(one) for one in chosen}
    return str(value) == ("" if chosen is None else str(chosen))


@register.filter
def error_words(field: BoundField) -> list[str]:
    """The errors of a field, each once, in words for a person."""
    return list(dict.fromkeys(in_words(field, str(error)) for error in field.errors))


def in_words(field: BoundField, words: str) -> str:
    """Django's "This field is required." says nothing in a list of errors far from its field."""
    if words == str(forms.Field.default_error_messages["required"]):
        verb = "Answer" if str(field.label).endswith("?") else VERBS[kind_of(field)]
        return f"{verb} “{field.label}”"
    return DATE_WORDS if any(said in words for said in PYTHON_WORDS) else words


def in_summary(field: BoundField, words: str) -> str:
    """What is said of any field of its kind, such as any date, gets the field's name before it."""
    if kind_of(field) == "parts":
        return f"{field.label}: {words[:1].lower()}{words[1:]}"
    said_of_any = {str(said) for kind in type(field.field).__mro__ for said in messages_of(kind)}
    return f"{field.label}: {words[:1].lower()}{words[1:]}" if words in said_of_any else words


def messages_of(kind: type) -> list[object]:
    return list(getattr(kind, "default_error_messages", {}).values())


@dataclass(frozen=True)
class Part:
    """One box of a field that has several, such as the day of a date."""

    id: str
    name: str
    label: str
    value: str
    classes: str


@register.filter
def parts_of(field: BoundField) -> list[Part]:
    widget = field.field.widget
    values = field.value()
    values = list(values) if isinstance(values, (list, tuple)) else list(widget.decompress(values))
    wrong = part_errors(field)
    return [
        Part(
            id=f"{field.auto_id}_{place}",
            name=f"{field.html_name}{widget.widgets_names[place]}",
            label=str(part.attrs.get("label", "")),
            value="" if value is None else str(value),
            classes=f"{part.attrs.get('class', '')}{' govuk-input--error' if wrong[place] else ''}",
        )
        for place, (part, value) in enumerate(zip(widget.widgets, values, strict=False))
    ]


@register.filter
def part_errors(field: BoundField) -> list[bool]:
    """Which parts of a date are wrong; all of them where the date as a whole is."""
    parts = [bool(getattr(part.widget, "errors", [])) for part in field.field.fields]
    return parts if any(parts) or not field.errors else [True] * len(parts)


@register.inclusion_tag("partials/_error_summary.html")
def error_summary(*forms_: Any) -> dict[str, list[ErrorLink]]:
    """The errors of one or more forms or formsets at the top of the page, each with a link to its field."""
    return {"error_links": [link for form in forms_ if form for link in links_of(form)]}


def links_of(form: Any) -> Iterator[ErrorLink]:
    if isinstance(form, forms.BaseFormSet):
        if form.is_bound:
            yield from (ErrorLink(str(error)) for error in form.non_form_errors())
        for one in form.forms:
            yield from links_of(one)
        return
    if not isinstance(form, forms.BaseForm) or not form.is_bound:
        return
    yield from (ErrorLink(str(error)) for error in form.non_field_errors())
    for field in form:
        yield from (ErrorLink(in_summary(field, words), target_of(field)) for words in error_words(field))


def target_of(field: BoundField) -> str:
    """The id of the first control that takes what is wrong; a hidden field has none that can be reached."""
    if field.is_hidden:
        return ""
    match kind_of(field):
        case "radios" | "checkboxes":
            return f"{field.auto_id}_0"
        case "parts":
            wrong = part_errors(field)
            return f"{field.auto_id}_{wrong.index(True) if True in wrong else 0}"
    return field.id_for_label or field.auto_id
