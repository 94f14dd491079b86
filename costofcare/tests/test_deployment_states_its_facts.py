"""What a privacy notice and a contact page need and only a deployment knows: as stated, or said to be missing."""

import pytest

from accounts.tests.pages import client_of, text_of
from costofcare.demo.environment import FACTS

PAGES = {
    "/privacy/": ("DATA_CONTROLLER", "DATA_PROTECTION_OFFICER", "LAWFUL_BASIS", "KEPT_FOR"),
    "/contact/": ("CONTACT_EMAIL", "CONTACT_PHONE", "CONTACT_HOURS"),
}
ALL = [(path, name) for path, names in PAGES.items() for name in names]


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "name"), ALL)
def test_a_fact_is_shown_as_it_is_stated_and_said_to_be_missing_otherwise(settings, path: str, name: str):
    setattr(settings, name, "")
    assert f"({name} in its settings)" in text_of(client_of(None).get(path))
    setattr(settings, name, "Something stated")
    text = text_of(client_of(None).get(path))
    assert "Something stated" in text and f"({name} in its settings)" not in text


def test_the_demo_states_all_of_them():
    assert {name for _, name in ALL} == set(FACTS)


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["UK GDPR", "Information Commissioner’s Office", "Your rights", "lawful basis"])
def test_the_notice_says_what_it_must(words: str):
    assert words in text_of(client_of(None).get("/privacy/"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words", ["last tested on", "axe-core", "does not show that there is no failure", "prepared on"]
)
def test_the_accessibility_statement_has_its_date_method_and_results(words: str):
    assert words in text_of(client_of(None).get("/accessibility/"))


@pytest.mark.django_db
def test_the_accessibility_statement_claims_no_more_than_was_tested():
    text = text_of(client_of(None).get("/accessibility/"))
    assert "found no failure" not in text and "not every page was used" in text
