"""Form fields as GOV.UK Frontend 6 wants them; used by templates/gds, which correct the template pack."""

from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.widgets import Input
from django.utils.safestring import SafeString

from costofcare.templatetags.field_errors import ErrorLink, error_words, kind_of, links_of, part_errors

register = template.Library()
register.filter("error_words", error_words)
register.filter("kind_of", kind_of)

# The first that fits; a field of several choices or parts is drawn by its own template.
CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.Select, "govuk-select"),
    (forms.Textarea, "govuk-textarea"),
    (Input, "govuk-input"),
)


@register.simple_tag
def face_widget(field: BoundField, kind: str = "", info: str = "") -> SafeString:
    """Return the widget with its classes; `info` is the id of one more description, such as a character count."""
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
    """Return a plain text input for a number: a wheel or an arrow key must not change a figure unseen."""
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
    """Return the ids that describe a fieldset: its hint and its error."""
    return described_by(field, "")


@register.filter
def attribute(field: BoundField, name: str) -> str:
    """Return an attribute of the widget that the template draws around it, such as a prefix."""
    return str(field.field.widget.attrs.get(name, ""))


@register.filter
def is_chosen(field: BoundField, value: object) -> bool:
    chosen = field.value()
    if isinstance(chosen, (list, tuple, set)):
        return str(value) in {str(one) for one in chosen}
    return str(value) == ("" if chosen is None else str(chosen))


@dataclass(frozen=True)
class FieldPart:
    """A box of a field that has several, such as the day of a date."""

    id: str
    name: str
    label: str
    value: str
    classes: str


@register.filter
def parts_of(field: BoundField) -> list[FieldPart]:
    widget = field.field.widget
    values = field.value()
    values = list(values) if isinstance(values, (list, tuple)) else list(widget.decompress(values))
    wrong = part_errors(field)
    return [
        FieldPart(
            id=f"{field.auto_id}_{place}",
            name=f"{field.html_name}{widget.widgets_names[place]}",
            label=str(part.attrs.get("label", "")),
            value="" if value is None else str(value),
            classes=f"{part.attrs.get('class', '')}{' govuk-input--error' if wrong[place] else ''}",
        )
        for place, (part, value) in enumerate(zip(widget.widgets, values, strict=False))
    ]


@register.inclusion_tag("partials/_error_summary.html")
def error_summary(*forms_: Any) -> dict[str, list[ErrorLink]]:
    """Return the errors of forms, formsets or lists of forms at the top of the page, each with a link to its field."""
    each = [form for one in forms_ for form in (one if isinstance(one, list) else [one])]
    return {"error_links": [link for form in each if form for link in links_of(form)]}
