"""One provider of a profile: its weeks, its measures beside the market's, and what is said of its packages and lots."""

from datetime import date
from decimal import Decimal

from costing.charts import Length, bar_chart, column_chart
from markets.measures.domain.catalogue import KEYS
from markets.profiles.domain.figure_rows import FigureRow
from markets.profiles.domain.measure_words import measure_words, number_words, words_of
from markets.profiles.domain.picture import ProfilePicture, nothing
from markets.profiles.domain.profile_figures import NOWHERE, ProfileFigures
from markets.profiles.domain.protected_market import PART

# Of these the market's is a sum of all, which says nothing beside one provider's.
SUMS = ("hours", "delivered_hours", "clients", "double_clients", "resilience", "sub_margin")
LABELS = {"resilience": "If it failed"}
BESIDE = (
    "delivered_of_done", "delivered_of_commissioned", "short", "punctual_15", "missed", "usual_carer", "double_share",
)  # fmt: skip


def provider_pictures(figures: ProfileFigures, ref: str) -> list[ProfilePicture]:
    return [_weeks(figures, ref), _beside(figures, ref), _zones(figures, ref)]


def _weeks(figures: ProfileFigures, ref: str) -> ProfilePicture:
    weeks = sorted(figures.parts("weekly", "provider", ref).items())
    if not weeks:
        return nothing("weeks", "Hours by week", "visits")
    says = (
        f"{words_of(figures.one('hours', 'provider', ref))} a week were planned, and "
        f"{words_of(figures.one('delivered_hours', 'provider', ref))} delivered."
    )
    columns = [(_week(week), [int(row.numerator or 0)]) for week, row in weeks]
    rows = tuple(
        (
            _week(week),
            number_words(row.denominator or Decimal(0), "hours"),
            number_words(row.numerator or Decimal(0), "hours"),
        )
        for week, row in weeks
    )
    chart = column_chart(columns, ["Delivered hours"])
    heads = ("Week from", "Planned", "Delivered")
    return ProfilePicture("weeks", "Hours by week", says, columns=chart, heads=heads, rows=rows)


def _zones(figures: ProfileFigures, ref: str) -> ProfilePicture:
    """Return its hours by zone, those with a lot of its own named."""
    zones = sorted(figures.parts("zone", "provider", ref).items(), key=lambda one: -(one[1].value or 0))
    if not zones:
        return nothing("zones", "Zones", "visits with their zone")
    outside = figures.one("other_lots", "provider", ref)
    says = f"It works in {len(zones)} zone{'s' if len(zones) > 1 else ''}"
    says += f"; {words_of(outside)} of its hours lie outside its own lots." if outside and not outside.is_grey else "."
    chart = bar_chart([Length(zone or NOWHERE, row.value, words_of(row, "hours")) for zone, row in zones])
    return ProfilePicture("zones", "Zones", says, chart)


def _week(week: str) -> str:
    return f"{date.fromisoformat(week):%-d %b %Y}"


def _beside(figures: ProfileFigures, ref: str) -> ProfilePicture:
    """Return shares as pairs of bars: this provider, and the market where it may be said."""
    title, lengths, said = "Beside the market", [], []
    for key in BESIDE:
        own, market = figures.one(key, "provider", ref), market_figure(figures, key, ref)
        if own is None:
            continue
        label = measure_words()[key].label
        lengths.append(Length(label, own.middle, words_of(own), "total"))
        if market is not None and market.middle is not None:
            lengths.append(Length("The market", market.middle, words_of(market, "share")))
            said.append(key)
    if not lengths:
        return nothing("beside", title, "visits with plan and log")
    says = "Each bar of this provider has the market’s below it."
    if not said:
        says = "The market’s figures are not shown."
    return ProfilePicture("beside", title, says, bar_chart(lengths, up_to=1))


def market_figure(figures: ProfileFigures, key: str, ref: str) -> FigureRow | None:
    """Return the market's figure, exact where it is here, else the protected one beside the provider's own."""
    return figures.one(key) or figures.one(f"{key}.{PART}", "provider", ref)


def provider_table(figures: ProfileFigures, ref: str, *, with_market: bool) -> list[tuple[str, str, str, str]]:
    """Return a row a measure: label, own figure, of how many, and the market's."""
    rows = []
    for key in ("hours", "delivered_hours", "clients", *KEYS):
        own, words = figures.one(key, "provider", ref), measure_words()[key]
        if own is None:
            continue
        market = figures.one(key) if with_market else figures.one(f"{key}.{PART}", "provider", ref)
        of_market = words_of(market, words.unit) if market is not None else "–"
        if own.is_grey and not own.hidden:
            continue
        is_sum = key in SUMS
        n = f"{own.n:,}" if own.n is not None and not is_sum else "–"
        rows.append((LABELS.get(key, words.label), _own(own, key), n, "–" if is_sum else of_market))
    return rows


def _own(row: FigureRow, key: str) -> str:
    if key == "resilience" and row.numerator is not None:
        return f"{number_words(row.numerator, 'hours')} with nowhere to go"
    return words_of(row)
