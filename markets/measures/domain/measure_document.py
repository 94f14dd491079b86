"""Measures as one JSON document, figures as texts of six places, and as words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from markets.measures.domain.figures import (
    AnyFigure,
    HiddenFigure,
    Number,
    ShareOfVisits,
    SpreadFigure,
    decimal,
)
from markets.measures.domain.market_measures import Figures, MarketMeasures
from markets.visits.domain.visit_file import VisitDataset
from spreadsheets.decimals import rounded


def measure_document(measures: MarketMeasures, dataset: VisitDataset) -> dict[str, Any]:
    return {
        "market": figures_document(measures.market),
        "providers": {name: figures_document(figures) for name, figures in measures.providers.items()},
        "quality": {code: len(rows) for code, rows in dataset.marks.items()},
        "rows": rows_document(dataset),
    }


def rows_document(dataset: VisitDataset) -> dict[str, int]:
    """Return what became of the rows: used, copies, waiting and refused add up to those in the file."""
    return {
        "in_file": dataset.rows,
        "used": len(dataset.used),
        "copies": dataset.copies,
        "waiting": dataset.waiting,
        "refused": dataset.refused,
        "visits": len({(row.provider, row.visit) for row in dataset.used}),
    }


def figures_document(figures: Figures) -> dict[str, Any]:
    return {key: figure_document(figure) for key, figure in figures.items()}


def figure_document(figure: AnyFigure) -> dict[str, Any] | None:
    if figure is None:
        return None
    if isinstance(figure, HiddenFigure):
        return {"hidden": figure.rule}
    parts: Mapping[str, AnyFigure] = figure.parts
    found = _spread(figure) if isinstance(figure, SpreadFigure) else _share(figure)
    return found | figures_document(parts)


def _spread(figure: SpreadFigure) -> dict[str, Any]:
    quartiles = figure.quartiles
    return {
        "n": quartiles.n,
        "lower_quartile": six_digits(quartiles.lower),
        "median": six_digits(quartiles.median),
        "upper_quartile": six_digits(quartiles.upper),
    }


def _share(figure: ShareOfVisits) -> dict[str, Any]:
    return {
        "value": None if figure.value is None else _text(figure.value),
        "numerator": _text(figure.numerator),
        "denominator": _text(figure.denominator),
        "n": figure.n,
    }


def _text(number: Number) -> str:
    return six_digits(decimal(number))


def six_digits(number: Decimal) -> str:
    return format(rounded(number, 6), "f")


def measure_text(measures: MarketMeasures) -> str:
    """Return the market's figures for people: a line a measure that the file can give."""
    return "\n".join(f"{key}: {_words(figure)}" for key, figure in measures.market.items() if figure is not None)


def _words(figure: AnyFigure) -> str:
    if isinstance(figure, HiddenFigure):
        return f"not shown ({figure.rule})"
    if isinstance(figure, SpreadFigure):
        low, mid, high = (
            f"{float(x):.3f}" for x in (figure.quartiles.lower, figure.quartiles.median, figure.quartiles.upper)
        )
        return f"median {mid}, quartiles {low} and {high}, n = {figure.quartiles.n:,}"
    if figure is None or figure.value is None:
        return "nothing to divide by"
    return f"{float(figure.value):.4f}, n = {figure.n:,}"
