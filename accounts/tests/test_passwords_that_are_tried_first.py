"""No password that has leaked, nor one made of names, seasons and rows of keys; others are let through."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.actions import invitations
from accounts.domain.passwords import guessable, leaks
from accounts.domain.passwords.guessable import is_guessable, without_walks
from accounts.domain.passwords.leaks import FILE, WIDTH, digests_of, has_leaked
from accounts.domain.roles import RoleName
from accounts.password_validation import GUESSABLE, LEAKED
from accounts.tests.pages import text_of
from accounts.tests.people import ELM, PASSWORD, People

WORDS = ("Fernshire County Council", "Cost of Care Portal", "ada.elm@rosehill.example", "Ada Elm")
GOOD = (
    *("three odd words here", "correct horse battery staple", "plum kettle seventeen", "amber-anchor-apple-11"),
    *("Kd8#mmq2L0pz", "4829-1750-3361", "tomato lantern", "property were quieter", "ÿøþ-æðßđ-ŋħĸł"),
)


@pytest.mark.parametrize(
    "password", ["1qaz2wsx3edc", "Liverpool2026!", "!!Arsenal 1999", "websolutions", "WebSolutions"]
)
def test_what_has_leaked_is_refused_in_any_capitals_and_with_digits_around_it(password: str):
    assert has_leaked(password)


@pytest.mark.parametrize(
    "password",
    [
        *(
            "Summer2026!!",
            "2026-Winter-2027",
            "Fernshire2026",
            "fernshirecouncil1",
            "CostOfCare2026!",
            "F3rnsh1re-2026",
        ),
        *("rosehill-rosehill", "AdaElm!AdaElm!", "aaaaaaaaaaaa", "abcabcabcabc", "qwertyuiop12", "poiuytrewq09"),
        *("123456789012", "1qaz!2wsx!3edc", "asdfghjkl;'#", "P@ssw0rd!2026", "            ", "!!!!????????"),
        *("Welcome-Home-1", "\x00" * 12, "6" * 5000),
    ],
)
def test_what_everybody_knows_is_refused(password: str):
    assert is_guessable(password, WORDS)


@pytest.mark.parametrize("password", GOOD)
def test_others_are_let_through(password: str):
    assert not has_leaked(password) and not is_guessable(password, WORDS)


def test_rows_of_keys_are_found_there_and_back_and_words_are_left_alone():
    assert without_walks("xqwertyx321x").split() == ["x", "x", "x"]
    assert without_walks("harmony 17") == "harmony 17"
    assert guessable.pieces_of(["St. Mary’s"]) == {"mary", "stmarys"}


def test_the_file_is_small_sorted_and_finds_each_that_it_was_made_of(monkeypatch: pytest.MonkeyPatch):
    data = FILE.read_bytes()
    digests = [data[at : at + WIDTH] for at in range(0, len(data), WIDTH)]
    assert len(data) < 2 * 10**6 and digests == sorted(set(digests))
    listed = [f"secret number {n}" for n in range(300)]
    made = digests_of([listed])
    monkeypatch.setattr(leaks, "_file", lambda: made)
    assert all(has_leaked(password) for password in listed)
    assert not any(has_leaked(f"secret riddle {n}x{n}") for n in range(300))


def test_a_list_of_one_s_own_is_taken_and_one_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    words, made = tmp_path / "words.txt", tmp_path / "made.bin"
    words.write_text("Fernshire-United\nshort\n", encoding="utf-8")
    call_command("make_password_list", words, output=made)
    assert made.read_bytes() == digests_of([["fernshire-united"]])
    monkeypatch.setattr("accounts.management.commands.make_password_list.MOST_BYTES", 1)
    with pytest.raises(CommandError, match="has room for 1"):
        call_command("make_password_list", words, output=made)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("make_password_list", tmp_path / "none.txt", output=made)


def test_names_are_those_of_the_person_and_of_whom_they_act_for(people: People):
    ada = people.user(people.ada)
    ada.roles.update(scope_label="Thornbury Lodge Limited")
    for password in ("ThornburyLodge77", "ada.elm.example1"):
        with pytest.raises(ValidationError, match="easy to guess"):
            validate_password(password, ada)
    validate_password("ThornburyLodge77", people.user(people.bea))
    validate_password(PASSWORD, SimpleNamespace(full_name="", email="", _state=SimpleNamespace(adding=True)))


@pytest.mark.django_db
def test_whoever_joins_is_told_at_the_field_and_nothing_is_lost(people: People):
    role, label = RoleName.PROVIDER_USER, "Thornbury Lodge Limited"
    _, token = invitations.invite(by=people.ada, email="pat@example.org", role=role, provider_id=ELM, scope_label=label)
    address = f"/invitations/{token}/"
    for password, words in (("ThornburyLodge77", GUESSABLE), ("Liverpool2026!", LEAKED)):
        answer = Client().post(address, {"full_name": "Pat New", "password": password})
        assert words in text_of(answer) and 'value="Pat New"' in answer.content.decode()
