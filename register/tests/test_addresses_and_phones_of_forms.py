"""What a list takes as an address or a phone number a form takes too, and the other way round."""

import pytest
from django import forms

from register.fields import EmailAddressField, PhoneField
from spreadsheets.email_addresses import email_from
from spreadsheets.phone_numbers import NoPhone, phone_from

ADDRESSES = (
    "mia@elm.example",
    " Mia@Elm.Example ",
    "Mia Manager <mia@elm.example>",
    "<mia@elm.example>",
    "(mia@elm.example)",
    "mailto:mia@elm.example",
    "mia@elm.example (office)",
    "mia@elm.example;",
    "mia@elm",
    "mia at elm.example",
    "mia@elm.example, pat@elm.example",
    "mia@elm.example pat@elm.example",
    "mia.o’neil@elm.example",
    "miä@elm.example",
    "mia@elm.example\0",
    "<" * 10_000,
)
PHONES = (
    "020 7946 0000",
    "Tel: 020 7946 0000",
    "2079460000",
    "442079460000",
    "+44 20 7946 0000",
    "020 7946 0000 ext. 12",
    "4.42E+11",
    "020 7946 0000 / 020 7946 0001",
    "O20 7946 0000",
    "01",
    "ring the office",
    "9" * 30,
    "",
)


def read(field: forms.Field, text: str) -> str | None:
    try:
        return str(field.clean(text))
    except forms.ValidationError as wrong:
        (words,) = wrong.messages
        assert words.startswith("Enter ") and len(words) < 200
        return None


@pytest.mark.parametrize("text", ADDRESSES)
def test_an_address_is_the_same_in_a_form_and_in_a_list(text: str):
    assert read(EmailAddressField(), text) == email_from(text)


@pytest.mark.parametrize("text", PHONES)
def test_a_phone_number_is_the_same_in_a_form_and_in_a_list(text: str):
    listed = phone_from(text)
    assert read(PhoneField(), text) == (None if isinstance(listed, NoPhone) else listed)


class Contact(forms.Form):
    email = EmailAddressField(required=False)
    phone = PhoneField()


def test_what_was_meant_is_said():
    form = Contact({"email": "mia@elm.example, pat@elm.example", "phone": "020 7946"})
    assert form.errors == {
        "email": ["Enter one email address"],
        "phone": ["Enter a whole phone number with its area code: it has too few digits"],
    }
    assert Contact({"email": "mia"}).errors == {"email": ["Enter a complete email address, such as name@example.org"]}
