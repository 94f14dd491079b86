"""The fee model gives the worked example, agrees with a plain twin, and its tariff says every length's price."""

from decimal import Decimal
from random import Random
from typing import Any

import pytest

from markets.fees.domain.fee_document import fee_document
from markets.fees.domain.zone_fee import rate_of, zone_fee
from markets.fees.tests.typed_fees import fee_1, plain_rate, random_document, read, worked_example

MILLIONTH = Decimal("0.0000011")  # both are rounded to six places


def differences(ours: Any, printed: Any, where: str = "") -> list[str]:
    if isinstance(printed, dict):
        return [one for key, value in printed.items() for one in differences(ours[key], value, f"{where}/{key}")]
    return [] if abs(Decimal(ours) - Decimal(str(printed))) <= MILLIONTH else [f"{where}: {ours}, not {printed}"]


def test_every_figure_of_the_worked_example():
    expected = worked_example()
    del expected["inputs"]
    assert differences(fee_document(fee_1()), expected) == []


def disagreements(number: int, seed: int) -> list[object]:
    rng, found = Random(seed), []
    for _ in range(number):
        document = random_document(rng)
        inputs = read(document)
        for name, zone in inputs.zones.items():
            fee, plain = zone_fee(inputs, zone), plain_rate(document, name)
            if abs(rate_of(inputs, zone) - Decimal(plain.numerator) / plain.denominator) > Decimal("0.00005"):
                found.append((document, name, "rate"))
            weighed = sum(share * fee.by_length[k].per_visit for k, share in inputs.mix.items() if share)
            if abs(weighed * inputs.visits_per_hour - fee.rate) > Decimal("0.0001"):
                found.append((document, name, "tariff"))
    return found


def test_random_branches_agree_with_the_plain_twin():
    assert disagreements(25, seed=1) == []


@pytest.mark.proof
def test_500_random_branches_agree_with_the_plain_twin():
    assert disagreements(500, seed=2) == []


def test_lines_add_up_to_the_total():
    inputs = fee_1()
    for zone in inputs.zones.values():
        lines = zone_fee(inputs, zone).lines
        assert abs(lines["total"] - lines["direct"] - lines["variable"] - lines["fixed"]) < MILLIONTH
        assert abs(inputs.priced(lines["total"]) - rate_of(inputs, zone)) < MILLIONTH
