"""Pictures of packages and what is paid: turnover by route, pick-up, prices."""

from decimal import Decimal

from costing.figure_words import gbp
from markets.profiles.domain.figure_rows import FigureRow
from markets.profiles.domain.measure_words import words_of
from markets.profiles.domain.picture import ProfilePicture, bars_of, earlier_cells, moved, nothing, with_earlier
from markets.profiles.domain.profile_figures import ProfileFigures
from spreadsheets.decimals import rounded

Earlier = ProfileFigures | None
ROUTES = {
    "hospital": "From hospital",
    "community": "From the community",
    "reablement": "After reablement",
    "provider_change": "Change of provider",
    "self_funder_below_threshold": "Self-funder below the threshold",
    "unknown": "Unknown",
}
GROUPS = {
    "": "All",
    "urban": "Urban places",
    "rural": "Rural places",
    "single": "One careworker",
    "double": "Two careworkers",
}


def turnover(now: ProfileFigures, before: Earlier) -> ProfilePicture:
    title, whole = "Turnover by route", now.one("turnover")
    if whole is None or (whole.is_grey and not whole.hidden):
        return nothing("turnover", title, "the table of packages")
    routes = [route for route in ROUTES if now.one(f"turnover.{route}")]
    says = (
        f"{words_of(whole)} of 100 clients on the books leave in a year. In a steady state that is a stay of "
        f"{words_of(now.one('turnover.mean_weeks'), 'weeks')} on average; by Kaplan–Meier half have left after "
        f"{words_of(now.one('turnover.median_weeks'), 'weeks')}.{moved(now, before, 'turnover')}"
    )
    rows = tuple(
        (
            ROUTES[route],
            words_of(now.one(f"turnover.{route}"), "count"),
            _on_books(now.one(f"turnover.{route}")),
            words_of(now.one(f"turnover.{route}.median_weeks"), "weeks"),
            words_of(now.one(f"start_route.{route}"), "share"),
            *earlier_cells(now, before, f"turnover.{route}", "market", ""),
        )
        for route in routes
    )
    heads = ("Route in", "Ends per 100 a year", "Mean on the books", "Half have left after", "Share of starts")
    chart = bars_of([(ROUTES[route], now.one(f"turnover.{route}")) for route in routes], "count")
    note = (
        "Reablement that ends well looks like turnover, and so do self-funders who leave after free weeks. "
        f"Handed back by providers: {words_of(now.one('handed_back'))} per 100 a year."
    )
    return ProfilePicture("turnover", title, says, chart, heads=with_earlier(heads, before), rows=rows, notes=(note,))


def _on_books(row: FigureRow | None) -> str:
    return "–" if row is None or row.denominator is None else f"{rounded(row.denominator, 0):,}"


def pickup(now: ProfileFigures, before: Earlier) -> ProfilePicture:
    title, whole = "Days to pick up", now.one("pickup")
    if whole is None or (whole.n is None and not whole.hidden):
        return nothing("pickup", title, "the table of offers")
    says = (
        f"Half of the packages offered are taken within {_days(whole)}, nine of ten within "
        f"{_days(now.one('pickup.ninety'))}; {words_of(now.one('pickup.over_a_week'), 'share')} wait over a week. "
        f"{words_of(now.one('pickup.open'), 'count')} are open and count as waiting."
    )
    groups = {name: f"pickup.{name}" if name else "pickup" for name in GROUPS}
    there = [name for name, key in groups.items() if now.one(key)]
    rows = [_pickup_row(now, before, GROUPS[name], groups[name], "market", "") for name in there]
    rows += [_pickup_row(now, before, f"Zone {ref}", "pickup", "zone", ref) for ref in now.refs("pickup", "zone")]
    heads = ("Packages", "Half within", "Nine of ten within", "Over a week", "Open", "First visit, half within")
    chart = bars_of([(GROUPS[name], now.one(groups[name])) for name in there], "days")
    note = "By Kaplan–Meier: a package that still waits is no quick one. “Not reached” means that over half wait."
    return ProfilePicture(
        "pickup", title, says, chart, heads=with_earlier(heads, before), rows=tuple(rows), notes=(note,)
    )  # fmt: skip


def _pickup_row(now: ProfileFigures, before: Earlier, name: str, key: str, level: str, ref: str) -> tuple[str, ...]:
    return (
        name,
        _days(now.one(key, level, ref)),
        _days(now.one(f"{key}.ninety", level, ref)),
        words_of(now.one(f"{key}.over_a_week", level, ref), "share"),
        words_of(now.one(f"{key}.open", level, ref), "count"),
        _days(now.one(f"{key}.first_visit", level, ref)),
        *earlier_cells(now, before, key, level, ref),
    )


def _days(row: FigureRow | None) -> str:
    if row is not None and row.is_grey and not row.hidden:
        return "not reached"
    return words_of(row, "days")


def prices(now: ProfileFigures, before: Earlier) -> ProfilePicture:
    title, found = "Prices paid", now.one("price")
    order = sorted(now.refs("price", "zone"))
    if found is None or found.is_grey:
        return nothing("prices", title, "a rate card that holds in the period")
    says = (
        f"An hour costs {words_of(found)} on average; the dearest rate is "
        f"{rounded(now.value('price.largest_of_least') or Decimal(1), 2)} times the cheapest, and rates lie "
        f"{words_of(now.one('price.deviation_of_mean'), 'share')} of the mean apart.{moved(now, before, 'price')}"
    )
    rows = tuple(
        (
            now.name(ref),
            gbp(now.value("price", "zone", ref) or Decimal(0)),
            words_of(now.one("price.deviation_of_mean", "zone", ref), "share"),
            *earlier_cells(now, before, "price", "zone", ref),
        )
        for ref in order
    )
    heads = with_earlier(("Zone", "Mean rate an hour", "Apart, of the mean"), before)
    chart = bars_of([(now.name(ref), now.one("price", "zone", ref)) for ref in order])
    note = "The rates of the card for weekdays and one careworker, weighted by planned hours."
    return ProfilePicture("prices", title, says, chart, heads=heads, rows=rows, notes=(note,))
