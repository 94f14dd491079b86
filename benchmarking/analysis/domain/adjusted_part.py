"""What an analysis says beside its links: exploratory, for the team, with area taken out; and a yes in pounds."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from benchmarking.analysis.domain.adjusted_links import group_shift, least_squares, partial_link
from benchmarking.rounds.domain.councils import CouncilFigures


def adjusted_part(councils: Sequence[CouncilFigures], seed: int) -> dict[str, Any]:
    """Return partial links by hypothesis, the shift of the London Living Wage, and the price by wage and area."""
    floored = [(one, one.price, one.pays_llw) for one in councils if one.price is not None and one.pays_llw is not None]
    prices, pays = [price for _, price, _ in floored], [float(pays) for _, _, pays in floored]
    inner = [_is_inner(one) for one, _, _ in floored]
    shift = group_shift([price for _, price, pays in floored if pays], [p for _, p, pays in floored if not pays], seed)
    squares = least_squares(prices, pays, [float(one) for one in inner])
    quality = partial_link(*_price_and_quality(councils), seed)
    found = {"H1": quality, "H2": partial_link(pays, prices, inner, seed), "shift": shift, "squares": squares}
    return {key: None if one is None else _texts(asdict(one)) for key, one in found.items()}


def adjusted_by_pay(councils: Sequence[CouncilFigures], seed: int) -> dict[str, Any] | None:
    """Return price and quality with area and the area's care pay taken out; None where that is not told of all."""
    pay = [one.care_pay for one in _rated(councils)]
    known = [one for one in pay if one is not None]
    found = partial_link(*_price_and_quality(councils), seed, known) if len(known) == len(pay) else None
    return None if found is None else dict(_texts(asdict(found)))


def _rated(councils: Sequence[CouncilFigures]) -> list[CouncilFigures]:
    return [one for one in councils if one.price is not None and one.good_share is not None]


def _price_and_quality(councils: Sequence[CouncilFigures]) -> tuple[list[float], list[float], list[bool]]:
    rated = _rated(councils)
    return (
        [one.price or 0.0 for one in rated],
        [one.good_share or 0.0 for one in rated],
        [_is_inner(one) for one in rated],
    )


def _is_inner(council: CouncilFigures) -> bool:
    return council.place == "inner"


def _texts(value: Any) -> Any:
    """Return figures as texts of six places, so that the same inputs are the same bytes."""
    if isinstance(value, float):
        return f"{value:.6f}"
    if isinstance(value, dict):
        return {key: _texts(one) for key, one in value.items()}
    return [_texts(one) for one in value] if isinstance(value, list | tuple) else value
