"""Every figure of 25 random markets (proof: 500) equals a plain twin's: groups, weights and intervals included."""

from collections.abc import Iterator
from decimal import Decimal, localcontext
from fractions import Fraction
from random import Random

import pytest

from costing.forms import CURRENT
from reports.domain.exact_document import exact_document
from reports.domain.inputs import ReturnInputs
from reports.domain.subgroups import DIMENSIONS, NOT_SAID
from reports.tests.invented_inputs import random_inputs
from reports.tests.plain_figures import (
    own,
    plain_interval,
    plain_quantiles,
    plain_table,
    plain_totals,
    plain_weighted,
)

SEED = 20221101
PENNIES = Fraction(1, 10**20)
Market = tuple[str, tuple[ReturnInputs, ...]]


@pytest.fixture(autouse=True)
def as_many_digits_as_it_takes() -> Iterator[None]:
    """The twin rounds nothing; the figures themselves are worked out in a context of their own."""
    with localcontext() as context:
        context.prec = 200
        yield


def markets(count: int) -> list[Market]:
    rng = Random(SEED)
    services = ["care_home" if number % 5 == 4 else "homecare" for number in range(count)]
    return [(service, random_inputs(rng, service, rng.randint(1, 40), left_out=0.1)) for service in services]


def exactly(part: dict) -> dict:
    """The figures of a part of a document as numbers, by column and line."""
    return {
        (column, line): {name: Decimal(value) if isinstance(value, str) else value for name, value in figures.items()}
        for column, lines in part.items()
        for line, figures in lines.items()
    }


@pytest.fixture(params=[25, pytest.param(500, marks=pytest.mark.proof)], scope="module")
def documents(request: pytest.FixtureRequest) -> list[tuple[Market, dict]]:
    found = markets(request.param)
    return [(market, exact_document(CURRENT[market[0]], market[1], 50, seed="a digest")) for market in found]


def test_lines_and_both_totals(documents):
    for (service, returns), document in documents:
        table = plain_table(CURRENT[service], returns)
        assert exactly(document["table"]) == table
        assert exactly(document["totals"]) == plain_totals(CURRENT[service], table)


def test_each_group_of_each_dimension(documents):
    for (service, returns), document in documents:
        for dimension in DIMENSIONS:
            groups = document["subgroups"].get(dimension, {})
            assert sum(group["returns"] for group in groups.values()) in (0, len(returns))
            for name, group in groups.items():
                members = [one for one in returns if one.breakdown.get(dimension, NOT_SAID) == name]
                table = plain_table(CURRENT[service], members)
                assert group["returns"] == len(members) > 0
                assert exactly(group["table"]) == table
                assert exactly(group["totals"]) == plain_totals(CURRENT[service], table)


def test_means_weighted_by_hours_or_residents(documents):
    for (service, returns), document in documents:
        found = exactly(document["weighted"])
        for key, expected in plain_weighted(CURRENT[service], returns).items():
            assert (found[key]["weight"], found[key]["n"]) == (expected["weight"], expected["n"])
            if expected["mean"] is None:
                assert found[key]["mean"] is None
            else:
                assert abs(Fraction(found[key]["mean"]) - expected["mean"]) < PENNIES


def test_visits_a_week_and_the_tariff(documents):
    for (service, returns), document in documents:
        if service == "homecare":
            supporting = document["supporting"]
            for length in ("15", "30", "45", "60", "other"):
                expected = plain_quantiles(one.appointments[length] for one in returns)
                assert exactly({"": supporting["appointments"]})["", length] == expected
            for part in ("per_visit", "per_minute"):
                expected = plain_quantiles(
                    None if one.lines_left_out else getattr(one.costs.tariff, part, None) for one in returns
                )
                assert exactly({"": {part: supporting["tariff"][part]}})["", part] == expected
        else:
            assert not {"appointments", "tariff"} & document["supporting"].keys()


def test_intervals_of_the_medians(documents):
    """The twin is slow: a line of a market."""
    for number, ((service, returns), document) in enumerate(documents[:60]):
        form = CURRENT[service]
        column, line = form.columns[0].key, form.lines[number % len(form.lines)].key
        figures = [(one.owner, value) for one in returns if (value := own(one, column, line)) is not None]
        low, high = plain_interval(figures, "a digest")
        found = document["intervals"][column][line]
        ends = [None if found[end] is None else Decimal(found[end]) for end in ("low", "high")]
        assert ends == [low, high]
        assert (found["level"], found["resamples"]) == ("0.95", 2000)
