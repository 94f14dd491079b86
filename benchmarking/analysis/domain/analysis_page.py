"""An analysis as the team reads it: councils, groups, links with their sentences, the trap, and what is covered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from benchmarking.analysis.domain.catalogue import MEASURES
from benchmarking.editions.domain.edition_tables import group_in_words
from benchmarking.rounds.domain.distributions import GROUP_PLACES
from benchmarking.rounds.domain.round_terms import link_name
from spreadsheets.decimals import rounded

LEAST_COVERED = Decimal(70)
TRAP = (
    "Councils that pay more and care that is rated better may go together, and the dearer provider of a council need "
    "not be the better one: what is true between councils says nothing of providers, nor of any one council."
)


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A hypothesis, what the round says to it, and the figures behind."""

    key: str
    words: str
    sentence: str
    n: int
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownGroups:
    """A measure with the exact figures of each group of councils."""

    key: str
    label: str
    unit: str
    rows: tuple[tuple[str, int, str, str, str], ...]


def shown_links(document: Mapping[str, Any]) -> list[ShownLink]:
    return [
        ShownLink(key, link_name(key), found["sentence"], found["n"], tuple(_figures(found)))
        for key, found in document["hypotheses"].items()
    ]


def _figures(found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    names = {"tau_b": "tau-b", "rho": "rho", "h": "H", "p": "p", "holm": "p by Holm"}
    for key, name in names.items():
        if found.get(key) is not None:
            yield name, short(found[key], 4 if key in ("p", "holm") else 3)
    pairs = {"bca": "95 % (BCa)", "percentile": "95 % (percentile)", "leave_one_out": "leaving one out"}
    for key, name in pairs.items():
        if found.get(key):
            yield name, " to ".join(short(end, 2) for end in found[key])


def shown_groups(document: Mapping[str, Any], keys: Sequence[str] = ()) -> list[ShownGroups]:
    """Return the measures that any council has, or those of ``keys``."""
    found = []
    for key, groups in document["groups"].items():
        if not groups or (keys and key not in keys):
            continue
        measure = MEASURES[key]
        rows = tuple(
            (group_in_words(name), groups[name]["n"],
             *(short(groups[name][part], measure.places) for part in ("lower_quartile", "median", "upper_quartile")))
            for name, _, _ in GROUP_PLACES
            if name in groups
        )  # fmt: skip
        found.append(ShownGroups(key, measure.label, measure.unit, rows))
    return found


def shown_councils(document: Mapping[str, Any], keys: Sequence[str]) -> list[tuple[dict[str, Any], list[str]]]:
    """Return each council with its figures of the measures, missing ones as a dash."""
    return [
        (council, [short(council["figures"][key], MEASURES[key].places) for key in keys])
        for council in document["councils"]
    ]


def thinly_covered(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the councils of whose hours less than 70 % have a rating, the least first."""
    known = [(one["council"], Decimal(one["figures"]["coverage"])) for one in document["councils"]
             if one["figures"]["coverage"] is not None]  # fmt: skip
    thin = sorted((share, council) for council, share in known if share < LEAST_COVERED)
    return [(council, f"{rounded(share, 1)} %") for share, council in thin]


def shown_trap(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    trap = document["trap"]
    names = {
        "between": "Between councils: price and quality, by ranks",
        "pooled": "Over all rated places: price and rating, by ranks",
        "inside": "Inside councils: price and rating, each less its council’s mean",
    }
    return [(name, short(trap[key], 2)) for key, name in names.items()]


def shown_adjusted(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what is said beside the links, each with its figures; nothing where there are too few councils."""
    adjusted, found = document.get("adjusted", {}), []
    for key, words in (("H1", "Price and quality, inner and outer taken out"), ("H2", "Wage and price, the same")):
        if one := adjusted.get(key):
            found.append((words, f"partial {short(one['partial'], 2)}, p {short(one['p'], 4)}, {one['n']} councils"))
    if one := adjusted.get("shift"):
        low, high = one["interval"]
        ends = f"{short(low, 2)} to {short(high, 2)}"
        figures = f"£{short(one['shift'], 2)} an hour ({ends}), {one['yes']} and {one['no']} councils"
        found.append(("Councils that require the London Living Wage against those that do not", figures))
    if one := adjusted.get("squares"):
        for at, name in ((1, "the London Living Wage"), (2, "inner London")):
            low, high = one["intervals"][at]
            words = f"Least squares with HC3: what {name} adds"
            found.append((words, f"£{short(one['coefficients'][at], 2)} ({short(low, 2)} to {short(high, 2)})"))
    return found


def is_a_trap(document: Mapping[str, Any]) -> bool:
    """Tell whether councils go one way and providers inside them the other."""
    between, inside = (document["trap"][key] for key in ("between", "inside"))
    return between is not None and inside is not None and Decimal(between) * Decimal(inside) < 0


def short(text: str | None, places: int) -> str:
    return "–" if text is None else format(rounded(Decimal(text), places), ",f").replace("-", "−")
