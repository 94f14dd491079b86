"""Who may be the same person: within one provider, and by what speaks for it."""

import uuid
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.people.domain.duplicates import Pair, Someone, are_alike, candidates, number_of, pairs_of, speaking_for


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Sam Elm", "Elm, Sam", True),
        ("Mrs Sam Elm", "S. Elm", True),
        ("Katherine Oakley", "Catherine Oakley", True),
        ("Sam Elm", "Pat Elm", False),
        ("Sam", "Samuel", False),
        ("", "", False),
        ("Sam Elm", "Sam Elms", True),
    ],
)
def test_names_are_alike(one: str, other: str, alike: bool):
    assert are_alike(one, other) is alike and are_alike(other, one) is alike


def test_pairs_say_what_speaks_for_them():
    provider = uuid.uuid4()
    a, b, c = (
        Someone(uuid.uuid4(), provider, "A B", "x@y.example", "020 7946 0000"),
        Someone(uuid.uuid4(), provider, "C D", "X@y.example"),
        Someone(uuid.uuid4(), provider, "E F", phone="+44 (0)20 79460000"),
    )
    assert [pair.because for pair in pairs_of([c, b, a])] == ["the same email address", "the same phone number"]
    assert number_of("0044 20 7946 0000") == "02079460000" and number_of("123") == ""


def invented(dice: Random, size: int) -> list[Someone]:
    """Few names, addresses and numbers, so that many are alike, within a provider and across."""
    providers = [uuid.UUID(int=dice.getrandbits(128)) for _ in range(dice.randint(1, 6))]
    names = ("Sam Elm", "S. Elm", "Elm, Sam", "Sam Elms", "Pat Oak", "Patricia Oak", "Mrs Oak", "Sam", "")
    emails = ("", "", "sam@elm.example", "Sam@Elm.example", "pat@oak.example")
    phones = ("", "", "020 7946 0000", "+44 20 7946 0000", "0100 1")
    return [
        Someone(uuid.UUID(int=dice.getrandbits(128)), *map(dice.choice, (providers, names, emails, phones)))
        for _ in range(size)
    ]


def plain_pairs(people: list[Someone]) -> list[Pair]:
    """The slow twin: every two of all people are held against each other."""
    ordered = sorted(people, key=lambda each: (str(each.provider), each.name.casefold(), str(each.key)))
    two = [(one, other) for one, other in combinations(ordered, 2) if one.provider == other.provider]
    return [pair for one, other in two if (pair := speaking_for(one, other))]


@pytest.mark.parametrize("seed", range(20))
def test_random_people_are_paired_as_by_the_plain_twin(seed: int):
    dice = Random(seed)
    people = invented(dice, dice.randint(0, 60))
    assert pairs_of(people) == plain_pairs(people)


NAMES = st.text(alphabet="abeno", min_size=1, max_size=7)


@given(st.lists(st.lists(NAMES, min_size=1, max_size=3), max_size=12), st.randoms(use_true_random=False))
def test_names_nearly_the_same_are_never_missed(names: list[list[str]], dice: Random):
    """Each name once more with a letter changed, left out or put in."""
    written = [" ".join(words) for words in names]
    slips = [name[:at] + dice.choice(("", "a", "zz")) + name[at + 1 :] for name in written for at in (len(name) // 2,)]
    provider = uuid.uuid4()
    people = [Someone(uuid.UUID(int=number), provider, name) for number, name in enumerate([*written, *slips])]
    assert pairs_of(people) == plain_pairs(people)


def test_in_a_large_team_few_are_compared():
    dice = Random(7)
    syllables = ("an", "bel", "cor", "dan", "el", "fin", "gor", "hol", "ir", "jas", "kim", "lor", "mar", "nol", "ost")
    names = {f"{''.join(dice.sample(syllables, 3))} {''.join(dice.sample(syllables, 3))}" for _ in range(600)}
    team = [Someone(uuid.uuid4(), uuid.UUID(int=1), name) for name in sorted(names)]
    assert len(candidates(team)) < len(team) * (len(team) - 1) / 2 / 3
