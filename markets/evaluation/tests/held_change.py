"""Test support: a small county in which a change was planted, taken in by a worker before it and three months after."""

from datetime import date
from typing import Any

from markets.models import Dataset
from markets.synthetic.domain.county import generator, invented_county
from markets.synthetic.domain.market_change import changed_county
from markets.synthetic.domain.visit_texts import HEADER, PLACE, visit_texts
from markets.tests.council import Council
from markets.tests.held_visits import file_of, sent
from register.models import Location, Provider

# Eighteen weeks to 26 October 2025; the change is on the Monday of the fifth.
WEEKS, CHANGE_WEEK, SEED, HOURS = 18, 5, 12, 600
CHANGE_ON = date(2025, 7, 21)
# Four weeks before it, and the last four of three months after it.
BEFORE, AFTER = (date(2025, 6, 23), date(2025, 7, 20)), (date(2025, 9, 23), date(2025, 10, 20))


def rows_between(spans: tuple[tuple[date, date], ...], with_change: bool = True) -> list[dict[str, str]]:
    """Return the visits of a county on these days, as a file holds them."""
    county = invented_county(generator(SEED), SEED, WEEKS, HOURS)
    rows = visit_texts(changed_county(county, CHANGE_WEEK) if with_change else county)
    kept = [row for row in rows if any(str(a) <= row[PLACE["planned_start"]][:10] <= str(b) for a, b in spans)]
    found = [dict(zip(HEADER, row, strict=True)) for row in kept]
    return [row | {"provider_ref": f"1-{row['provider_ref']}"} for row in found]


def hold(council: Council, spans: tuple[tuple[date, date], ...], name: str, with_change: bool = True) -> Dataset:
    """Have a worker take these weeks in, with every location of theirs in the register."""
    rows = rows_between(spans, with_change)
    elm = Provider.objects.get(cqc_provider_id="1-elm")
    there = set(Location.objects.values_list("cqc_location_id", flat=True))
    Location.objects.bulk_create(
        Location(name=f"Branch {ref}", cqc_location_id=ref, provider=elm, authority=council.authority, is_homecare=True)
        for ref in sorted({row["provider_ref"] for row in rows} - there)
    )
    held = sent(council.carol, file_of(rows), name)
    assert held.state == "taken_in", (held.words, held.findings, held.questions)
    return held


def planned(**more: Any) -> dict[str, Any]:
    """Return what the form of a new evaluation sends."""
    day = {"change_on_0": str(CHANGE_ON.day), "change_on_1": str(CHANGE_ON.month), "change_on_2": str(CHANGE_ON.year)}
    usual = {"name": "The new rule", "what": "No pay for drawing out", "weeks": "4", **day}
    return {**usual, "measures": ["delivered_of_done", "stretched", "missed", "punctual_15", "cr", "hhi"], **more}
