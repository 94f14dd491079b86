"""What an analysis says beside its links: exploratory, for the team, with area taken out; and a yes in pounds."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from benchmarking.analysis.domain.adjusted_links import group_shift, least_squares, partial_link
from benchmarking.rounds.domain.councils import CouncilFigures


def adjusted_part(councils: Sequence[CouncilFigures], seed: int) -> dict[str, Any]:
    """Return partial links by hypothesis, the shift of the London Living Wage, and the price by wage and area."""
    priced = [(one, one.price) for one in councils if one.price is not None]
    rated = [(one, price, one.good_share) for one, price in priced if one.good_share is not None]
    quality = partial_link(
        [price for _, price, _ in rated], [good for _, _, good in rated], [_is_inner(one) for one, _, _ in rated], seed
    )
    prices, pays = [price for _, price in priced], [float(one.pays_llw) for one, _ in priced]
    inner = [_is_inner(one) for one, _ in priced]
    shift = group_shift(
        [price for one, price in priced if one.pays_llw], [price for one, price in priced if not one.pays_llw], seed
    )
    squares = least_squares(prices, pays, [float(one) for one in inner])
    found = {"H1": quality, "H2": partial_link(pays, prices, inner, seed), "shift": shift, "squares": squares}
    return {key: None if one is None else _texts(asdict(one)) for key, one in found.items()}


def _is_inner(council: CouncilFigures) -> bool:
    return council.place == "inner"


def _texts(value: Any) -> Any:
    """Return figures as texts of six places, so that the same inputs are the same bytes."""
    if isinstance(value, float):
        return f"{value:.6f}"
    if isinstance(value, dict):
        return {key: _texts(one) for key, one in value.items()}
    return [_texts(one) for one in value] if isinstance(value, list | tuple) else value
