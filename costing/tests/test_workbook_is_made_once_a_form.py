"""A workbook of what is kept of its form is the same bytes as one of which every cell is written anew."""

from decimal import Decimal
from random import Random

import pytest

from costing.forms import CURRENT
from costing.synthetic import invented_market
from costing.workbook import kept_workbook, write_workbook
from costing.workbook.contents import Filling
from costing.workbook.whole_workbook import write_whole

NASTY = (
    *("", "n/a", "a & b <c>", "  x ", "_x0041_", "\x01\x0b", "<r>hi</r>", "Branch\nname 'q' \"z\"", "0.05", "1e400"),
    *("9" * 27, "2026-02-03", "1850-01-01", "£5", "per_hour", "=1+1", "ß\ufffe", "Your answer"),
)
SERVICES = sorted(CURRENT)


def random_filling(random: Random) -> tuple[str, Filling, str]:
    """Return a service, a return of it of which a fifth is missing or nonsense, with or without notes, and a banner."""
    service = random.choice(SERVICES)
    [answers] = invented_market(service, 1, seed=random.randrange(1000))
    kept = {key: random.choice(NASTY) if random.random() < 0.1 else said for key, said in answers.items()}
    kept = {key: said for key, said in kept.items() if random.random() < 0.85}
    noted = [question.key for question in CURRENT[service].questions if random.random() < 0.2]
    notes = {key: random.choice((*NASTY, "many words " * random.randint(1, 200))) for key in noted}
    exercise, weeks = random.choice(("", "EX-1", "a&b")), random.choice(("52", "52.14", "48"))
    filling = Filling(kept, random.choice((None, {}, notes, notes)), exercise, Decimal(weeks))
    return service, filling, random.choice(("", "", "EXAMPLE & more"))


def same(service: str, filling: Filling, banner: str = "") -> bool:
    form, given = CURRENT[service], {"exercise": filling.exercise, "weeks": filling.weeks, "banner": banner}
    written = write_workbook(form, prefilled=filling.answers, notes=filling.notes, **given)
    return written == write_whole(form, filling, banner)


@pytest.mark.parametrize("many", [6, pytest.param(200, marks=pytest.mark.proof)])
def test_random_returns_are_the_same_bytes(many: int) -> None:
    random = Random(many)
    for _ in range(many):
        one = random_filling(random)
        assert same(*one), one


def test_a_text_that_no_cell_takes_is_left_out_as_before() -> None:
    assert same("homecare", Filling({"branch_name": "x" * 40_000}))


def test_only_the_first_workbook_of_a_form_is_written_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    form = CURRENT["homecare"]
    first = write_workbook(form)
    monkeypatch.setattr(kept_workbook, "write_whole", None)
    assert write_workbook(form, prefilled={"branch_name": "Elm"}) != first
    assert write_workbook(form) == first
