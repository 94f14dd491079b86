"""One of thousands is chosen by words of its name, one of a few in a select."""

import pytest
from django import forms

from register.fields.one_of_many import FEW, OneOfMany, SomeOfMany

MANY = [(f"key{n}", f"Branch {n} (Care {n % 3} Ltd)") for n in range(2000)]


class PlaceForm(forms.Form):
    place = OneOfMany(label="Location", error_messages={"required": "Choose the location"})


def form(choices=MANY, typed=None):
    made = PlaceForm(None if typed is None else {"place": typed})
    made.fields["place"].offer(choices)
    return made


def test_few_are_a_select_and_many_a_search():
    few, many = str(form(MANY[:FEW])), str(form())
    assert few.count("<option") == FEW + 1
    assert "<select" not in many and len(many) < 1000


@pytest.mark.parametrize("typed", ["key77", "branch 77 (care 2 ltd)", " BRANCH 1777 ", "1777 Care"])
def test_what_fits_one_is_that_one(typed):
    chosen = form(typed=typed)
    assert chosen.is_valid(), chosen.errors
    assert chosen.cleaned_data["place"] == ("key1777" if "1777" in typed else "key77")


def test_what_fits_several_is_offered():
    several = form(typed="199 care")
    assert several.errors["place"] == ["12 fit “199 care”. Choose one of them."]
    assert str(several["place"]).count("<option") == 13


def test_what_may_be_left_empty_says_what_that_means_and_what_may_not_how_to_search_again():
    class MaybePlaceForm(forms.Form):
        place = OneOfMany(required=False)

    maybe = MaybePlaceForm({"place": "199 care"})
    maybe.fields["place"].offer(MANY, empty="Wherever it says")
    assert not maybe.is_valid()
    assert '<option value="">Wherever it says</option>' in str(maybe["place"])
    assert str(maybe["place"].help_text) == "Left empty: wherever it says."
    again = form(typed="199 care")
    assert str(form()["place"].help_text).startswith("Write words of its name")
    assert not again.is_valid() and "send this without a choice" in str(again["place"].help_text)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Choose the location"),
        ("\x00", "Choose the location"),
        ("elm", "Nothing here has “elm” in its name. Write fewer words, or only the beginning of one."),
        ("branch", "2000 fit “branch”. Write more of its name."),
    ],
)
def test_what_cannot_be_told_is_asked_again(typed, said):
    assert form(typed=typed).errors["place"] == [said]


def test_what_was_typed_stays_in_the_field():
    assert 'value="branch"' in str(form(typed="branch")["place"])
    assert 'value="Branch 7 (Care 1 Ltd)"' in str(form(typed="key7")["place"])


@pytest.mark.parametrize("typed", ["x" * 10_000, "<b>", "key99999", "1e400"])
def test_rubbish_is_refused_in_words(typed):
    assert len(form(typed=typed).errors["place"][0]) < 200


class PlacesForm(forms.Form):
    places = SomeOfMany(required=False)


def places(**data):
    made = PlacesForm(data)
    made.fields["places"].offer(MANY)
    return made


def test_several_of_many_are_a_name_a_line_or_keys():
    several = places(places="1777 care\n\nkey3\n")
    assert several.is_valid(), several.errors
    assert several.cleaned_data["places"] == ["key1777", "key3"]
    assert "<textarea" in str(several["places"]) and "Branch 3 (Care 0 Ltd)" in str(several["places"])


def test_lines_that_fit_none_or_more_are_named():
    assert places(places="elm\n199").errors["places"] == ["Each line is to fit one: “elm” fits 0, “199” fits 12."]
    assert places(places="key1\n" * 301).errors["places"] == ["Those are 301 lines; write at most 300 at once."]
