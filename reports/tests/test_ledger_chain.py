"""The chain of seals: what was written is read back as it was, and no row fits anywhere else."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reports.domain.ledger import Figures, LedgerEntry, MemberDigest
from reports.domain.ledger_chain import (
    GENESIS,
    ChainRow,
    chained,
    content_of,
    entry_from,
    faults_in,
)
from reports.domain.measures import CellKey

KEY = b"a key"
EXERCISE = "an exercise"


def entry(i: int, **figures: object) -> LedgerEntry:
    shown = Figures(
        n=12 + i,
        median=Decimal("22.60"),
        lower_quartile=None,
        upper_quartile=Decimal("24.4"),
        indicative=False,
        coverage=Decimal("0.85"),
    )
    members = frozenset(MemberDigest(f"p{j}", f"v{j}", f"o{j}") for j in range(i + 3))
    return LedgerEntry(
        CellKey("all", f"line {i}", "zone", "north"), "release 1", "policy", replace(shown, **figures), members
    )


def chain(count: int = 5) -> list[ChainRow]:
    return list(chained(KEY, EXERCISE, GENESIS, [entry(i) for i in range(count)]))


def faults(
    rows: list[ChainRow], heads: list[str] | None = None, key: bytes = KEY, exercise: str = EXERCISE
) -> list[str]:
    heads = [chain()[-1].seal] if heads is None else heads
    return [fault.words for fault in faults_in(key, exercise, rows, heads)]


@pytest.mark.parametrize("given", [entry(0), entry(3, indicative=True, weighted_mean=Decimal("21.123456789"))])
def test_an_entry_is_read_back_as_it_was(given: LedgerEntry):
    assert entry_from(content_of(given)) == given


def test_a_whole_chain_has_no_fault():
    assert faults(chain()) == []
    assert faults([], heads=[]) == []
    assert faults([], heads=[GENESIS]) == []


def test_a_chain_goes_on_from_its_end():
    first = chain(2)
    more = list(chained(KEY, EXERCISE, first[-1].seal, [entry(7)]))
    assert faults([*first, *more], [first[-1].seal, first[-1].seal, more[-1].seal]) == []


@pytest.mark.parametrize("position", range(5))
def test_every_single_change_is_found(position: int):
    for changed in (
        {"content": {**chain()[position].content, "line": "another"}},
        {"previous": "f" * 64},
        {"seal": "f" * 64},
    ):
        rows = chain()
        rows[position] = replace(rows[position], **changed)
        assert faults(rows)


@pytest.mark.parametrize("position", range(5))
def test_every_missing_row_is_found(position: int):
    rows = chain()
    del rows[position]
    assert faults(rows)


def test_rows_that_changed_places_are_found():
    first, second, *others = chain()
    assert faults([second, first, *others])


def test_a_row_of_another_exercise_or_under_another_key_does_not_fit():
    assert faults(chain(), exercise="another")
    assert faults(chain(), key=b"another")


def test_who_writes_the_chain_anew_without_the_key_is_found():
    forged = list(chained(b"a guess", EXERCISE, GENESIS, [entry(i, n=99) for i in range(5)]))
    assert faults(forged)


def test_a_row_more_than_was_released_is_found():
    rows = chain(6)
    assert "does not end where the last release ended" in " ".join(faults(rows))


@pytest.mark.parametrize("position", range(5))
def test_the_first_fault_names_the_row_that_was_changed(position: int):
    rows = chain()
    for changed in ({"content": {**rows[position].content, "line": "x"}}, {"seal": "f" * 64}, {"position": 9}):
        touched = [*rows[:position], replace(rows[position], **changed), *rows[position + 1 :]]
        assert next(faults_in(KEY, EXERCISE, touched, [rows[-1].seal])).row == position + 1
