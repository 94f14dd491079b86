"""Coverage is of the returns received, whichever were used, rounded, and frozen with the calculation."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest
from django.db.models import F

from costing.forms import CURRENT
from costing.formulas.costs import Costs
from register.models import Participation
from reports import queries
from reports.actions import calculations, releases
from reports.domain.inputs import Inputs, ReceivedReturns, ReturnInputs
from reports.domain.ledger import EMPTY_LEDGER
from reports.domain.policy import PROTECTED
from reports.domain.release_page import release_page
from reports.domain.release_preview import Prepared, prepared
from reports.tests.accepted_returns import Market
from submissions.actions import returns
from submissions.models import Return

FORM = CURRENT["homecare"]


WEIGHTS = [Decimal(weight) for weight in (410, 35, 120, 88, 260, 15, 540, 73, 199, 42, 310, 64)]


def inputs_of(
    received: ReceivedReturns | None, used: Sequence[int], in_scope: Decimal | None = Decimal(3000)
) -> Inputs:
    """Inputs of returns with known hours, of which only some are used."""
    lines = [line.key for line in FORM.lines]
    costs = [dict.fromkeys(lines, Decimal(20) + Decimal(i) / 3) for i in range(len(WEIGHTS))]
    returns = tuple(
        ReturnInputs(f"version {i}", f"1-{i}", f"owner {i}", Costs({"homecare": costs[i]}, {}), WEIGHTS[i])
        for i in used
    )
    return Inputs(
        *("exercise", "homecare", FORM.version, date(2026, 4, 1), Decimal(52), {}),
        returns=returns,
        weight_in_scope=in_scope,
        received=received,
    )


def coverage_of(inputs: Inputs) -> str | None:
    made = prepared(FORM, inputs, PROTECTED, EMPTY_LEDGER)
    assert isinstance(made, Prepared), made
    return made.document["coverage"].get("homecare")


ALL_RECEIVED = ReceivedReturns(len(WEIGHTS), sum(WEIGHTS, Decimal(0)))
EVERYBODY = range(len(WEIGHTS))


def test_whoever_knows_all_weights_cannot_tell_by_the_coverage_who_was_left_out():
    """Whichever one or two of those received are left out, the released share is the same."""
    whole = coverage_of(inputs_of(ALL_RECEIVED, EVERYBODY))
    left_out = [*combinations(EVERYBODY, 1), *list(combinations(EVERYBODY, 2))[::7]]
    rests = [[one for one in EVERYBODY if one not in out] for out in left_out]
    assert whole == "0.70", "2,156 of 3,000 hours, to 10 % below 20 received"
    assert {coverage_of(inputs_of(ALL_RECEIVED, rest)) for rest in rests} == {whole}


def test_coverage_is_never_withheld_for_use():
    """All cells are hidden, as two returns are used; what was received is told all the same."""
    assert coverage_of(inputs_of(ALL_RECEIVED, [0, 1])) == "0.70"


def test_without_what_was_received_or_asked_there_is_no_coverage():
    assert coverage_of(inputs_of(None, EVERYBODY)) is None, "a calculation of before"
    assert coverage_of(inputs_of(ReceivedReturns(12, None), EVERYBODY)) is None
    assert coverage_of(inputs_of(ALL_RECEIVED, EVERYBODY, in_scope=None)) is None


def test_what_was_received_is_part_of_the_digest_and_old_digests_stay():
    before = inputs_of(None, EVERYBODY)
    digests = {
        before.sha256,
        *(inputs_of(one, EVERYBODY).sha256 for one in (ALL_RECEIVED, ReceivedReturns(13, Decimal(9)))),
    }
    assert len(digests) == 3
    assert "received" not in before.canonical_json


def test_a_cell_says_nothing_of_the_weight_of_what_was_used():
    made = prepared(FORM, inputs_of(ALL_RECEIVED, EVERYBODY), PROTECTED, EMPTY_LEDGER)
    assert isinstance(made, Prepared) and made.table is not None
    assert {cell.coverage for cell in made.table} == {None}


@pytest.mark.django_db
class TestOfARelease:
    def test_it_is_frozen_and_says_what_was_received_by_then(self, market: Market):
        Participation.objects.filter(exercise=market.exercise).update(weight=100)
        calculation = calculations.make(by=market.ana, exercise_id=market.exercise.id)
        release = releases.draft(by=market.ana, calculation_id=calculation.id)
        asked = Participation.objects.filter(exercise=market.exercise, eligibility="in_scope").count()
        assert (calculation.returns_received, calculation.weight_received) == (14, 1400)
        share = int(Decimal(140) / asked + Decimal("0.5")) * 10
        assert Decimal(release.table["coverage"]["homecare"]) * 100 == share
        [column] = release_page(FORM, release.table, headline="median_of_returns", policy=PROTECTED)
        assert any(
            f"about {share} % of the hours of all who were asked had been received" in note for note in column.notes
        )
        Participation.objects.filter(exercise=market.exercise).update(weight=1)
        assert releases.approve(by=market.fay, release_id=release.id).state == "released"

    def test_a_return_that_is_left_out_or_sent_back_at_review_moves_nothing(self, market: Market):
        Participation.objects.filter(exercise=market.exercise).update(weight=100)
        Return.objects.update(received_at=F("submitted_at"))
        first = calculations.make(by=market.ana, exercise_id=market.exercise.id)
        returns.exclude(by=market.sam, return_id=market.accepted[0].id, reason="In doubt")
        returns.reopen(by=market.sam, return_id=market.accepted[1].id, reason="Please look at the mileage")
        second = calculations.make(by=market.ana, exercise_id=market.exercise.id)
        assert (first.returns_used, second.returns_used) == (14, 12)
        assert (first.returns_received, first.weight_received) == (second.returns_received, second.weight_received)

    def test_a_calculation_of_before_has_none(self, market: Market):
        calculation = calculations.make(by=market.ana, exercise_id=market.exercise.id)
        calculation.returns_received = calculation.weight_received = None
        assert queries.inputs_of(market.ana, calculation).received is None
