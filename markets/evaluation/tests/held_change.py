"""Test support: visits before a change and three months after it, of a small county and of one location."""

from datetime import date, timedelta
from typing import Any

from accounts.domain.context import Context
from accounts.tests.pages import post
from markets.models import Dataset, MarketEvaluation, VisitRun
from markets.store import look_worker
from markets.synthetic.domain.county import InventedCounty, generator, invented_county
from markets.synthetic.domain.market_change import changed_county
from markets.synthetic.domain.visit_texts import HEADER, PLACE, visit_texts
from markets.tests.council import Council
from markets.tests.held_visits import file_of, sent
from markets.visits.tests.visit_rows import visit
from register.models import Location, Provider

# Eighteen weeks to 26 October 2025; the change is on the Monday of the fifth.
WEEKS, CHANGE_WEEK, SEED, HOURS = 18, 5, 12, 300
CHANGE_ON = date(2025, 7, 21)
Days = tuple[date, date]
LOOK = 4
# Four weeks before it, and the last four of three months after it.
BEFORE, AFTER = (date(2025, 6, 23), date(2025, 7, 20)), (date(2025, 9, 23), date(2025, 10, 20))


def hold_county(council: Council, county: InventedCounty | None = None, weeks: int = LOOK) -> Dataset:
    """Have a worker take in the weeks of both sides, with every location of theirs in the register."""
    rows = county_rows(spans_of(weeks), county)
    elm = Provider.objects.get(cqc_provider_id="1-elm")
    Location.objects.bulk_create(
        Location(name=f"Branch {ref}", cqc_location_id=ref, provider=elm, authority=council.authority, is_homecare=True)
        for ref in sorted({row["provider_ref"] for row in rows})
    )
    return taken_in(council.carol, rows, "county.csv")


def changed(seed: int = SEED, hours: int = HOURS, look: int = LOOK) -> InventedCounty:
    """Return a county with so many weeks, and one, before the change."""
    weeks = WEEKS + look - LOOK
    return changed_county(invented_county(generator(seed), seed, weeks, hours), CHANGE_WEEK + look - LOOK)


def spans_of(weeks: int) -> tuple[Days, Days]:
    """Return the days of so many weeks before the change, and of as many up to three months after it."""
    before, after = ((last - timedelta(days=7 * weeks - 1), last) for _, last in (BEFORE, AFTER))
    return before, after


def county_rows(spans: tuple[Days, ...], county: InventedCounty | None = None) -> list[dict[str, str]]:
    """Return the visits of a changed county on these days, as a file holds them."""
    kept = [
        row
        for row in visit_texts(county or changed())
        if any(str(a) <= row[PLACE["planned_start"]][:10] <= str(b) for a, b in spans)
    ]
    found = [dict(zip(HEADER, row, strict=True)) for row in kept]
    return [row | {"provider_ref": f"1-{row['provider_ref']}"} for row in found]


def daily(days: Days, seconds: int) -> list[dict[str, str]]:
    """Return a visit a day by one location, each of the same length."""
    count = (days[1] - days[0]).days + 1
    return [
        visit(
            day.toordinal(), provider_ref="1-elm-a", client_ref=f"C{day.day % 6}", actual_seconds=str(seconds),
            planned_start=f"{day}T08:00:00Z", actual_start=f"{day}T08:02:00Z",
        )
        for day in (days[0] + timedelta(days=number) for number in range(count))
    ]  # fmt: skip


def taken_in(by: Context, rows: list[dict[str, str]], name: str) -> Dataset:
    held = sent(by, file_of(rows), name)
    assert held.state == "taken_in", (held.words, held.findings, held.questions)
    return held


def planned(**more: Any) -> dict[str, Any]:
    """Return what the form of a new evaluation sends."""
    day = {"change_on_0": str(CHANGE_ON.day), "change_on_1": str(CHANGE_ON.month), "change_on_2": str(CHANGE_ON.year)}
    usual = {"name": "The new rule", "what": "No pay for drawing out", "weeks": "4", **day}
    return {**usual, "measures": ["delivered_of_done", "stretched", "missed", "punctual_15", "cr", "hhi"], **more}


def begun(council: Council, **more: Any) -> MarketEvaluation:
    """Plan an evaluation on its page and begin it there."""
    post(council.carol, "markets:evaluation_new", **planned(**more))
    row = MarketEvaluation.objects.get()
    post(council.carol, "markets:evaluation_begin", row.id, edition=str(row.edition))
    row.refresh_from_db()
    return row


def worked_out() -> VisitRun:
    """Have a worker at the last run; return it as it is then."""
    run = VisitRun.objects.filter(kind="evaluation").latest("received_at")
    look_worker.process(run.id)
    run.refresh_from_db()
    return run
