"""Widgets and fields drawn in Python are what Django's templates and the template pack draw, only sooner."""

import re

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field, as_crispy_form
from django import forms
from django.forms.renderers import DjangoTemplates

from costofcare.templatetags.plain_fields import plain_field, plain_fields
from costofcare.templatetags.quick_widgets import QuickWidgets
from costofcare.tests.sampler import EveryField

NASTY = '<b a="1">\'&\n'


class Awkward(forms.Form):
    """What the sampler has not: groups, several at once, numbers as choices, attributes without a value."""

    grouped = forms.ChoiceField(label="<One>", choices=[("", "None"), ("A & B", [("a", NASTY), (NASTY, "b")])])
    several = forms.MultipleChoiceField(choices=[(1, "One"), (2.5, "Two")], required=False, help_text="<b>Several</b>")
    known = forms.NullBooleanField(required=False)
    number = forms.IntegerField(min_value=0, max_value=12, widget=forms.NumberInput(attrs={"autofocus": True}))
    suffixed = forms.CharField(widget=forms.TextInput(attrs={"suffix": "%"}))
    hidden = forms.CharField(widget=forms.HiddenInput)
    words = forms.CharField(max_length=5, strip=False, widget=forms.TextInput(attrs={"class": "own", "data-x": NASTY}))


FILLED = {"grouped": NASTY, "several": ["1"], "known": "true", "number": "3", "words": NASTY, "hidden": NASTY}
FORMS = {
    "empty": lambda: Awkward(),
    "initial": lambda: Awkward(initial=FILLED),
    "filled": lambda: Awkward(FILLED),
    "wrong": lambda: Awkward({"grouped": "no such", "number": "x"}, prefix="a-b"),
    "every field": lambda: EveryField(),
    "every error": lambda: EveryField({}),
}


def squeezed(html: str) -> str:
    """Return the page without the space around tags and before the end of one, which no browser shows here."""
    return re.sub(r"\s*(>|<)\s*", r"\1", re.sub(r"\s+", " ", html))


@pytest.mark.parametrize("name", FORMS)
def test_widgets_are_the_same_bytes(name):
    quick, plain = FORMS[name](), FORMS[name]()
    quick.renderer, plain.renderer = QuickWidgets(), DjangoTemplates()
    for field in quick.fields:
        assert str(quick[field].as_widget()) == str(plain[field].as_widget()), field


@pytest.mark.parametrize("name", FORMS)
def test_fields_are_those_of_the_template_pack(name):
    form = FORMS[name]()
    for field in form:
        assert squeezed(plain_field(field)) == squeezed(as_crispy_field(field)), field.name
    assert squeezed(plain_fields(form)) == squeezed(as_crispy_form(form))
