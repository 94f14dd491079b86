"""The budget of a scenario as it was last saved: when the fee starts, how it grows, and its providers."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from markets.fees.domain.fee_budget import MOST_YEARS, BudgetTerms, ProviderLine
from markets.fees.domain.provider_lines import read_lines
from spreadsheets.numbers import number_from

A_HUNDRED = Decimal(100)


def kept_terms(typed: Mapping[str, Any]) -> BudgetTerms | None:
    """Return the terms; None where no sound ones were saved, as then nobody has said when the fee starts."""
    try:
        start = date(*(int(typed[f"start_{part}"]) for part in (2, 1, 0)))
    except (KeyError, TypeError, ValueError):
        return None
    uplift, growth, years = (_number(typed.get(name, "")) for name in ("uplift", "growth", "years"))
    if uplift is None or growth is None or years is None or not 1 <= years <= MOST_YEARS:
        return None
    return BudgetTerms(start, uplift / A_HUNDRED, growth / A_HUNDRED, int(years))


def kept_providers(typed: Mapping[str, Any], zones: Sequence[str]) -> list[ProviderLine]:
    return read_lines(str(typed.get("providers", "")), zones)[0]


def _number(text: object) -> Decimal | None:
    found = number_from(str(text).removesuffix("%").strip(), "")
    return found.value if found else None
