"""The errors of a form in words for people, with the id of the control that each leads to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

# What Python says of an impossible date is no sentence for a person.
PYTHON_WORDS = ("day is out of range", "month must be in", "year 0 is out of range", "is out of range")
DATE_WORDS = "Enter a real date"
# Somebody else took the choice meanwhile; Django would name it by its key.
STALE, STALE_WORDS = "Select a valid choice", "Choose again: what you chose is no longer among these"
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
    """An error and the id of what to put right; blank if it is about the whole form."""

    words: str
    target: str = ""


def kind_of(field: BoundField) -> str:
    """Return the name of the template that draws a field."""
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


def error_words(field: BoundField) -> list[str]:
    """Return the errors of a field, each once, in words for a person; of a password the first alone."""
    words = list(dict.fromkeys(in_words(field, str(error)) for error in field.errors))
    return words[:1] if kind_of(field) == "password" else words


def in_words(field: BoundField, words: str) -> str:
    """Return an error with the field's name: "This field is required." says nothing far from its field."""
    if words == str(forms.Field.default_error_messages["required"]):
        verb = "Answer" if str(field.label).endswith("?") else VERBS[kind_of(field)]
        return f"{verb} “{field.label}”"
    if words.startswith(STALE):
        return STALE_WORDS
    return DATE_WORDS if any(said in words for said in PYTHON_WORDS) else words


def in_summary(field: BoundField, words: str) -> str:
    """Return an error for the summary; one that any field of its kind could have gets the field's name."""
    if kind_of(field) == "parts":
        return f"{field.label}: {words[:1].lower()}{words[1:]}"
    said_of_any = {str(said) for kind in type(field.field).__mro__ for said in messages_of(kind)}
    return f"{field.label}: {words[:1].lower()}{words[1:]}" if words in said_of_any else words


def messages_of(kind: type) -> list[object]:
    return list(getattr(kind, "default_error_messages", {}).values())


def part_errors(field: BoundField) -> list[bool]:
    """Return which parts of a date are wrong; all of them if the date as a whole is."""
    parts = [bool(getattr(part.widget, "errors", [])) for part in field.field.fields]
    return parts if any(parts) or not field.errors else [True] * len(parts)


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
    """Return the id of the first control that takes what is wrong; a hidden field has none that can be reached."""
    if field.is_hidden:
        return ""
    match kind_of(field):
        case "radios" | "checkboxes":
            return f"{field.auto_id}_0"
        case "parts":
            wrong = part_errors(field)
            return f"{field.auto_id}_{wrong.index(True) if True in wrong else 0}"
    return field.id_for_label or field.auto_id
