"""Every form above accounts asks for addresses and phone numbers by the fields that read them as the lists do."""

from collections.abc import Iterator

from django import forms
from django.urls import get_resolver

from register.fields import EmailAddressField, PhoneField

ROOMS = ("register", "submissions", "engagement", "reports", "costofcare")


def forms_of_rooms(known: type[forms.Form] = forms.Form) -> Iterator[type[forms.Form]]:
    for each in known.__subclasses__():
        if each.__module__.partition(".")[0] in ROOMS and ".tests." not in each.__module__:
            yield each
        yield from forms_of_rooms(each)


def test_no_form_has_a_reader_of_its_own():
    get_resolver().url_patterns  # noqa: B018 - brings in the views, and they their forms
    asked = {
        f"{form.__module__}.{form.__name__}.{name}": field
        for form in forms_of_rooms()
        for name, field in form.base_fields.items()
        if isinstance(field, forms.EmailField) or "phone" in name or "email" in name
    }
    texts = {name: field for name, field in asked.items() if isinstance(field, forms.CharField)}
    own = [name for name, field in texts.items() if not isinstance(field, EmailAddressField | PhoneField)]
    assert len(texts) > 8 and own == []
