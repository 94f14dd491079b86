"""The command gives the published statistics of the demo digit for digit; a seed changes p and ends alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from accounts.tests.commands import run
from benchmarking.analysis.domain.hypotheses import findings_of
from benchmarking.rounds.domain import round_document as documents
from benchmarking.rounds.domain.round_document import round_document
from benchmarking.rounds.domain.round_files import round_figures
from benchmarking.tests.demo_region import SEED, demo_rows

FILES = Path(__file__).parent / "files"
PUBLISHED = (FILES / "statistics_of_the_demo.txt").read_text(encoding="utf-8").splitlines()
GROUPS = {"framework": "framework", "dps": "dps", "lead or patch": "lead_or_patch"}
# What a seed draws: how often a random pairing is as far from 0, and how far an interval reaches.
DRAWN = frozenset({"p", "holm", "bca", "percentile", "interval"})


def line(begins: str) -> str:
    return next(one for one in PUBLISHED if one.strip().startswith(begins))


def number(text: str | None, places: int) -> str:
    assert text is not None
    return f"{round(float(text), places):.{places}f}"


def short(text: str | None, places: int = 2) -> str:
    """Return a figure as a list of Python's shows it."""
    assert text is not None
    return str(round(float(text), places))


def listed(texts: Any, places: int = 2) -> str:
    return f"[{', '.join(short(one, places) for one in texts)}]"


@pytest.fixture(scope="module")
def team() -> dict[str, Any]:
    """Return the team's document without its links, which take seconds to work out."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(documents, "findings_of", lambda councils, seed: {})
        figures = round_figures(*(demo_rows(name) for name in ("authorities", "prices", "providers")))
        return round_document(figures, SEED, exact=True)


def links_as_published(found: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what the document gives of each link, and the line in which it is to stand."""
    for key, one in found.items():
        published, p = line(f"{key} "), number(one["p"], 4)
        if "h" in one:
            yield f"Kruskal-Wallis {number(one['h'], 2)} p {p} ", published
        else:
            ends = [listed(one[name]) for name in ("percentile", "bca", "leave_one_out")]
            yield f"tau-b {number(one['tau_b'], 3)} rho {number(one['rho'], 3)} p {p} ", published
            yield "percentile {} BCa {} leave-one-out {}".format(*ends), published
        yield f"p {p} -> {number(one['holm'], 4)}", line(f"Holm {key} ")


def test_a_council_and_the_region_are_as_published(team: dict[str, Any]):
    ashgrove = team["authorities"]["Ashgrove"]
    told = {"price": ashgrove["price"], "good": ashgrove["good_share"], "count": ashgrove["good_count"],
            "coverage": ashgrove["coverage"]}  # fmt: skip
    for key, value in told.items():
        assert f"'{key}': {short(value, 4)}" in line("one council by hand")
    prices = sorted(float(one["price"]) for one in team["authorities"].values())
    coverage = sorted(float(one["coverage"]) for one in team["authorities"].values())
    of = {measure: [found["all"][key] for key in ("lower_quartile", "median", "upper_quartile")]
          for measure, found in team["distributions"].items()}  # fmt: skip
    said = (
        f"region n {team['distributions']['price']['all']['n']} price min max {prices[0]:.2f} {prices[-1]:.2f} "
        f"LQ med UQ {listed(of['price'])} hours-weighted mean {short(team['weighted_price'])} | good LQ med UQ "
        f"{listed([float(one) / 100 for one in of['good_share']], 3)} coverage "
        f"{short(str(coverage[0]))} {short(str(median(coverage)))}"
    )
    assert said == line("region n")
    for words, group in GROUPS.items():
        price, good = (team["distributions"][measure][group] for measure in ("price", "good_share"))
        ends = listed([price[key] for key in ("lower_quartile", "median", "upper_quartile")])
        assert f"{words} {price['n']} price {ends} good median" in line(f"{words} ")
        assert line(f"{words} ").endswith(f" {short(str(float(good['median']) / 100), 3)}")


def test_what_stands_beside_the_links_is_as_published(team: dict[str, Any]):
    found = team["adjusted"]
    quality, wage, with_pay = (
        f"({number(found[key]['partial'], 3)}, {short(found[key]['p'], places)})"
        for key, places in (("H1", 4), ("H2", 4), ("H1_with_pay", 3))
    )
    assert f"price-Good+ {quality} LLW-price {wage} |" in line("adjusted for")
    assert line("adjusted for").endswith(f"price-Good+ {with_pay}")
    squares = found["squares"]
    ends = f"[{', '.join(listed(one) for one in squares['intervals'])}]"
    assert line("OLS price").endswith(f"{listed(squares['coefficients'])} {ends}")
    shift = found["shift"]
    assert f"£{number(shift['shift'], 2)} more (Hodges-Lehmann), n {shift['yes']} and {shift['no']}" in line("LLW coun")
    trap, inside = team["trap"], team["inside"]
    assert line("ecological") == (
        f"ecological: councils rho {number(trap['between'], 2)} (n 26); providers pooled {number(trap['pooled'], 2)} "
        f"(n {inside['providers']}); inside councils r {number(trap['inside'], 2)}, "
        f"{number(inside['points_a_pound'], 3)} rating points a £"
    )


def test_what_a_seed_draws_is_p_alone():
    councils = round_figures(*(demo_rows(name) for name in ("authorities", "prices", "providers"))).councils
    one, same, other = (findings_of(councils, seed, ["H4", "H7"], times=199, only_sure=True) for seed in (1, 1, 2))
    assert one == same and one != other
    assert [(each.tau, each.rho, each.h) for each in one.values()] == [
        (each.tau, each.rho, each.h) for each in other.values()
    ]


@pytest.mark.proof
def test_the_command_gives_the_same_bytes_twice_and_a_seed_changes_p_and_ends_alone():
    first, again, other = (
        run("benchmark_round", FILES, "--seed", seed, "--team", "--json") for seed in (SEED, SEED, SEED + 1)
    )
    assert first.out == again.out
    missed = [(said, published) for said, published in links_as_published(first.document["hypotheses"])
              if said not in published]  # fmt: skip
    assert missed == []
    apart = set(differing(first.document, json.loads(other.out)))
    assert apart and all(DRAWN & {*path} for path in apart), apart


def differing(one: Any, other: Any, *path: str) -> Iterator[tuple[str, ...]]:
    """Yield where two documents differ."""
    if isinstance(one, dict):
        assert one.keys() == other.keys()
        for key in one:
            yield from differing(one[key], other[key], *path, key)
    elif one != other:
        yield path
