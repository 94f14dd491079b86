"""Test support: the invented region of 26 councils, as an analysis reads it and as an edition is made of it."""

import csv
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from benchmarking.analysis.domain.analysis_document import analysis_document
from benchmarking.analysis.domain.frozen_inputs import FrozenRound, cases_from, inputs_text
from benchmarking.editions.domain.edition_source import EditionSource
from benchmarking.editions.domain.named_members import NamedMember
from benchmarking.rounds.domain.consent import agreed_in
from benchmarking.rounds.domain.councils import RATINGS
from benchmarking.rounds.domain.round_terms import HYPOTHESES

FILES = Path(__file__).parents[1] / "rounds" / "tests" / "files"
WEEK, SEED = date(2025, 4, 7), 20250407


def demo_rows(name: str) -> list[dict[str, str]]:
    with (FILES / f"demo_{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def demo_inputs(councils: int = 26) -> str:
    prices, providers = demo_rows("prices"), demo_rows("providers")
    rows = [_council(row, prices, providers) for row in demo_rows("authorities")[:councils]]
    return inputs_text(week=WEEK, headline="standard", hypotheses=list(HYPOTHESES), asked=33, councils=rows)


def _council(row: dict[str, str], prices: list[dict[str, str]], providers: list[dict[str, str]]) -> dict[str, Any]:
    mine = [dict(one) for one in prices if one["la"] == row["la"]]
    places: list[dict[str, Any]] = [dict(one) for one in providers if one["la"] == row["la"]]
    for one in places:
        one["rating"] = RATINGS.get(one["rating"].lower().replace("_", " "))
    return {
        "council": row["la"], "ons_code": row["ons_code"], "sub_region": row["sub_region"].lower(),
        "place": row["inner_outer"].lower(), "answers": row, "prices": mine, "places": places,
    }  # fmt: skip


def demo_frozen() -> FrozenRound:
    return cases_from(demo_inputs())


@cache
def demo_analysis(councils: int = 26) -> dict[str, Any]:
    """Return what the region comes to, or its first councils: links of fewer than ten take no time."""
    return analysis_document(cases_from(demo_inputs(councils)), SEED)


def demo_members(**changed: str) -> tuple[NamedMember, ...]:
    """Return who agreed to what; ``changed`` are other words of consent by ONS code."""
    return tuple(
        NamedMember(
            row["ons_code"],
            row["la"],
            frozenset(
                block
                for block, given in agreed_in(
                    {"consent_names": changed.get(row["ons_code"], row["consent_names"])}
                ).items()
                if given
            ),
        )
        for row in demo_rows("authorities")
    )


def demo_source(**changed: str) -> EditionSource:
    frozen = demo_frozen()
    return EditionSource(frozen.week, frozen.cases, demo_members(**changed), demo_analysis())
