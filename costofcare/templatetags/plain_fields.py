"""Fields drawn in Python, for pages with many of them: what ``as_crispy_field`` draws, in a tenth of the time."""

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field, as_crispy_form
from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.widgets import Input
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from costofcare.templatetags.field_errors import error_words
from costofcare.templatetags.field_tags import attribute, face_widget

register = template.Library()
AROUND = ("prefix", "suffix")


@register.filter
def plain_field(field: BoundField) -> SafeString:
    """Return a text input or a select with its label, hint and errors; any other field as the template pack has it."""
    if not is_plain(field):
        return as_crispy_field(field)
    words = error_words(field) if field.errors else []
    return format_html(
        '<div id="div_{}" class="govuk-form-group{}"><label for="{}" class="govuk-label">{}</label>{}{}{}</div>',
        field.auto_id,
        " govuk-form-group--error" if words else "",
        field.id_for_label,
        field.label,
        _hint(field),
        _errors(field, words),
        face_widget(field),
    )


@register.filter
def plain_fields(form: forms.BaseForm) -> SafeString:
    """Return all fields of a form, such as one that filters a list; with an error of its own as the pack has it."""
    if form.is_bound and form.non_field_errors():
        return as_crispy_form(form)
    return mark_safe("".join(plain_field(field) for field in form))


def is_plain(field: BoundField) -> bool:
    widget = field.field.widget
    if isinstance(widget, (forms.PasswordInput, forms.FileInput, forms.CheckboxInput)) or field.is_hidden:
        return False
    if not isinstance(widget, (Input, forms.Select)) or isinstance(widget, forms.RadioSelect):
        return False
    return not any(attribute(field, name) for name in AROUND)


def _hint(field: BoundField) -> SafeString:
    if not field.help_text:
        return SafeString()
    return format_html('<div id="{}_helptext" class="govuk-hint">{}</div>', field.auto_id, mark_safe(field.help_text))


def _errors(field: BoundField, words: list[str]) -> SafeString:
    if not words:
        return SafeString()
    one = '<p class="govuk-error-message"><span class="govuk-visually-hidden">Error:</span> {}</p>'
    return format_html(
        '<div id="{}_error">{}</div>', field.auto_id, format_html_join("", one, ((each,) for each in words))
    )
