"""Councils that go one way and their providers the other: the box warns, and no released sentence is fooled."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any
from uuid import uuid4

import pytest

from accounts.tests.pages import get
from benchmarking.analysis.domain.analysis_document import analysis_document
from benchmarking.analysis.domain.analysis_page import is_a_trap
from benchmarking.analysis.domain.council_case import ContractPrice, CouncilCase, PlaceHours
from benchmarking.analysis.domain.frozen_inputs import FrozenRound, shortest
from benchmarking.regionalreport.domain.regional_report import regional_report
from benchmarking.regionalreport.tests.made_facts import made_facts, shared_document
from benchmarking.rounds.domain.councils import PriceRow
from benchmarking.rounds.domain.round_terms import HYPOTHESES
from benchmarking.tests.demo_region import SEED, WEEK
from benchmarking.tests.region import analysed, make_region

COUNCILS, PLACES = 9, 6
# What would carry over to a provider what councils alone were asked.
CARRIES_OVER = re.compile(
    r"goes? with|link between|dearer|cheaper|better|worse|best|worst|higher|lower|pays? (?:more|less)", re.IGNORECASE
)
# The box itself, which denies it, and what the law and practice of buying call providers.
DENIED = "does not say that the dearer provider is the better one"


def council(number: int, inside: int) -> CouncilCase:
    """Return a council that is dearer, and has more well-rated hours, than the one before it.

    Of its own places the dearer ones are rated better where ``inside`` is 1, and worse where it is −1.
    """
    price = Fraction(18 + number)
    good = 1 + number // 2
    places = tuple(
        PlaceHours(f"1-{number}{at}", Fraction(100), price + inside * at, rating=3 if at >= PLACES - good else 2)
        for at in range(PLACES)
    )
    row = ContractPrice(PriceRow("standard", "hour", price, Fraction(600), None))
    return CouncilCase(f"Council {number}", f"X{number:08}", "nel", "inner", WEEK, {}, (row,), places)


def document(inside: int) -> dict[str, Any]:
    cases = tuple(council(number, inside) for number in range(COUNCILS))
    return analysis_document(FrozenRound(WEEK, tuple(HYPOTHESES), COUNCILS, cases), SEED)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
@pytest.mark.parametrize(("inside", "is_warned"), [(-1, True), (1, False)])
def test_the_box_warns_where_councils_go_up_and_their_providers_down(inside: int, is_warned: bool):
    made = document(inside)
    assert float(made["trap"]["between"]) > 0 and float(made["trap"]["inside"]) * inside > 0
    assert is_a_trap(made) is is_warned
    region = make_region(COUNCILS)
    row = analysed(region)
    row.id, row.number, row.document = uuid4(), 2, shortest(made)
    row.save(force_insert=True)
    page = get(region.ann, "benchmarking:analysis_detail", region.round.id, row.id).content.decode()
    boxes = [" ".join(one.partition("</div>")[0].split()) for one in page.split('class="govuk-warning-text"')[1:]]
    assert any("what is true between" in one for one in boxes) is is_warned


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts(one)


def fooled(value: Any) -> list[str]:
    """Return the sentences that say of providers what was asked of councils."""
    said = (one for text in texts(value) for one in re.split(r"(?<=[.;:!?])\s+", text))
    return [one for one in said if "provider" in one.lower() and CARRIES_OVER.search(one) and DENIED not in one
            and not one.startswith("spot purchasing")]  # fmt: skip


def test_no_released_sentence_says_of_providers_what_councils_were_asked():
    """The report, and what every recipient of an edition reads alike; levers name a rule for buying, and no link."""
    assert fooled(regional_report(made_facts())) == [] and fooled(shared_document()) == []
    assert fooled("The dearer provider is the better one.") and fooled("Price goes with quality of providers.")
