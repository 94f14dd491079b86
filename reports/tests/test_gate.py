"""Only protect() makes a protected table or cell."""

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields, replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from reports.domain import protected_table
from reports.domain.attacks.markets import random_market, total_cohort
from reports.domain.cohort import CohortFault
from reports.domain.protect import protect
from reports.domain.protected_table import ProtectedCell, ProtectedTable

ROOMS = Path(protected_table.__file__).parents[2]


def table() -> ProtectedTable:
    found = protect(total_cohort(random_market(Random(1), 20)))
    assert not isinstance(found, CohortFault)
    return found


def cell() -> ProtectedCell:
    return next(iter(table()))


def built_from_its_fields(made: Any) -> Any:
    return type(made)(**{field.name: getattr(made, field.name) for field in fields(made)})


WAYS_ROUND: list[Callable[[Any], Any]] = [
    built_from_its_fields,
    replace,
    copy.copy,
    copy.deepcopy,
    pickle.dumps,
    lambda made: type(f"Own{type(made).__name__}", (type(made),), {}),
]


@pytest.mark.parametrize("way_round", WAYS_ROUND)
@pytest.mark.parametrize("make", [table, cell])
def test_there_is_no_way_round_the_gate(make: Callable[[], Any], way_round: Callable[[Any], Any]) -> None:
    with pytest.raises(TypeError):
        way_round(make())


def test_a_guessed_gate_is_refused() -> None:
    made = cell()
    with pytest.raises(TypeError):
        ProtectedCell(made.key, made.figures, gate=object())


def test_what_was_made_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        cell().figures = None  # type: ignore[misc]
    with pytest.raises(TypeError):
        table().cells[cell().key] = cell()  # type: ignore[index]


def test_the_gate_is_named_in_two_modules_only() -> None:
    own = Path(__file__).name
    named = [path.name for path in ROOMS.rglob("reports/**/*.py") if "_GATE" in path.read_text(encoding="utf-8")]
    assert sorted(name for name in named if name != own) == ["protect.py", "protected_table.py"]
