"""One bad row stops a release."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from reports.domain.attacks.markets import TOTAL, total_cohort
from reports.domain.attacks.markets import total_row as row
from reports.domain.cohort import Cohort, CohortFault, CohortRow
from reports.domain.protect import protect
from reports.domain.protected_table import ProtectedTable

GOOD = [row(number, Decimal(20 + number)) for number in range(8)]


def refusal_of(*rows: CohortRow) -> str:
    answer = protect(total_cohort(rows))
    assert isinstance(answer, CohortFault)
    return answer.message


def test_good_rows_pass() -> None:
    assert isinstance(protect(total_cohort(GOOD)), ProtectedTable)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"owner": "  "}, "owner is blank"),
        ({"provider": ""}, "provider is blank"),
        ({"provider": "provider 3"}, "comes 2 times"),
        ({"weight": Decimal(-1)}, "weight"),
        ({"weight": Decimal("NaN")}, "weight"),
        ({"values": {}}, "total is missing"),
        ({"values": {TOTAL.key: Decimal(20), "lunch": Decimal(1)}}, "lunch is not one of the cohort"),
        ({"values": {TOTAL.key: Decimal("NaN")}}, "believable"),
        ({"values": {TOTAL.key: Decimal("sNaN")}}, "believable"),
        ({"values": {TOTAL.key: Decimal("Infinity")}}, "believable"),
        ({"values": {TOTAL.key: Decimal("-0.01")}}, "believable"),
        ({"values": {TOTAL.key: Decimal("1e12")}}, "believable"),
        ({"values": {TOTAL.key: 21.5}}, "believable"),
        ({"breakdown": {"zone": " "}}, "no name"),
    ],
)
def test_a_bad_row_is_refused_in_words(change: Mapping[str, Any], words: str) -> None:
    assert words in refusal_of(*GOOD, replace(row(99, Decimal(21)), **change))


def test_a_provider_has_one_owner_in_all_columns() -> None:
    other = tuple(replace(one, owner="somebody else") for one in GOOD)
    answer = protect([*total_cohort(GOOD), Cohort("nursing", (TOTAL,), other)])
    assert isinstance(answer, CohortFault) and "one owner" in answer.message


def test_a_column_comes_once() -> None:
    answer = protect([*total_cohort(GOOD), *total_cohort(GOOD)])
    assert isinstance(answer, CohortFault) and "twice" in answer.message


def test_no_cohort_is_no_table() -> None:
    assert isinstance(protect([]), CohortFault)


@pytest.mark.parametrize("scope", [Decimal(0), Decimal("NaN")])
def test_a_weight_in_scope_is_a_number_above_zero(scope: Decimal) -> None:
    answer = protect([Cohort("homecare", (TOTAL,), tuple(GOOD), scope)])
    assert isinstance(answer, CohortFault) and "scope" in answer.message
