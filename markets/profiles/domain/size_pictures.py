"""Pictures of who delivers how much: weeks, size bands, the largest, zones, and what a failure would leave."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from costing.charts import column_chart
from markets.measures.domain.concentration import BANDS, LARGEST
from markets.profiles.domain.figure_rows import FigureRow
from markets.profiles.domain.measure_words import number_words, words_of
from markets.profiles.domain.picture import (
    ProfilePicture,
    bars_of,
    earlier_cells,
    moved,
    nothing,
    share_words,
    with_earlier,
)
from markets.profiles.domain.profile_figures import ProfileFigures

BAND_WORDS = {
    "under_100": "under 100 h",
    "100_to_250": "100 to 250 h",
    "250_to_500": "250 to 500 h",
    "500_to_1000": "500 to 1,000 h",
    LARGEST: "over 1,000 h",
}
LARGEST_SHOWN = 10
Earlier = ProfileFigures | None


def weekly_hours(now: ProfileFigures, before: Earlier) -> ProfilePicture:
    title = "Hours by week"
    weeks = sorted(now.parts("weekly").items())
    if not weeks:
        return nothing("weeks", title, "visits")
    says = (
        f"{words_of(now.one('hours'))} a week were planned, and {words_of(now.one('delivered_hours'))} delivered"
        f"{_to_clients(now)}.{moved(now, before, 'hours')}"
    )
    columns = [(f"{date.fromisoformat(week):%-d %b %Y}", [int(row.numerator or 0)]) for week, row in weeks]
    rows = tuple(
        (
            f"{date.fromisoformat(week):%-d %B %Y}",
            number_words(row.denominator or Decimal(0), "hours"),
            number_words(row.numerator or Decimal(0), "hours"),
        )
        for week, row in weeks
    )
    heads = ("Week from", "Planned", "Delivered")
    chart = column_chart(columns, ["Delivered hours"])
    return ProfilePicture("weeks", title, says, columns=chart, heads=heads, rows=rows)


def _to_clients(now: ProfileFigures) -> str:
    found = now.one("clients")
    return f", to {words_of(found)} clients" if found and not found.is_grey else ""


def size_bands(now: ProfileFigures, before: Earlier, break_even: tuple[str, Decimal | None] | None) -> ProfilePicture:
    """Return the bands; ``break_even`` is a scenario's name and the hours from which today's fee carries itself."""
    title, bands = "Providers by size", now.parts("size_band")
    if not bands:
        return nothing("bands", title, "visits with their plan")
    names = [name for name, _ in BANDS] + [LARGEST]
    few = now.one("size_band")
    says = f"{few.numerator if few else 0:.0f} of {few.n if few else 0} providers deliver under 100 hours a week."
    rows = tuple(
        (
            BAND_WORDS[name],
            f"{bands[name].n or 0}",
            number_words(bands[name].numerator or Decimal(0), "hours"),
            words_of(bands[name], "share"),
            *(() if before is None else (f"{part.n}" if (part := before.one(f"size_band.{name}")) else "–",)),
        )
        for name in names
        if name in bands
    )
    heads = ("Hours a week", "Providers", "Their hours", "Share of hours")
    chart = bars_of([(BAND_WORDS[name], bands[name]) for name in names if name in bands], "share")
    return ProfilePicture(
        "bands", title, says, chart, heads=heads if before is None else (*heads, "Providers earlier"), rows=rows,
        notes=_break_even(now, break_even),
    )  # fmt: skip


def _break_even(now: ProfileFigures, found: tuple[str, Decimal | None] | None) -> tuple[str, ...]:
    """Return what a scenario says of the sizes; it is modelled, and of no provider."""
    if found is None:
        return (
            "Make a scenario with today’s fee in the fee lab: here stands then from how many hours it carries itself.",
        )
    name, hours = found
    if hours is None:
        return (f"By the scenario “{name}” today’s fee carries a branch of no size. Modelled, no provider’s own cost.",)
    sizes = [now.value("hours", "provider", ref) for ref in now.refs("hours", "provider")]
    below = sum(size is not None and size < hours for size in sizes)
    return (
        f"By the scenario “{name}” today’s fee carries a branch from {number_words(hours, 'hours')} a week on: {below} "
        f"of {len(sizes)} providers have fewer from this council. Modelled, no provider’s own cost.",
    )


def largest(now: ProfileFigures, before: Earlier) -> ProfilePicture:
    title, order = "The largest providers", now.by_hours("hours")
    whole = now.value("hours")
    if not order or not whole:
        return nothing("largest", title, "visits with their plan")
    top, three, index = now.one("cr"), now.one("cr.top_three"), now.one("hhi")
    owners = now.one("owners")
    says = f"The ten largest deliver {words_of(top)}, the three largest {words_of(three, 'share')} of all hours"
    says += f"; the index of concentration (HHI) is {words_of(index)}"
    says += f", as of {words_of(now.one('hhi.equivalent_providers'), 'count')} equal ones.{moved(now, before, 'cr')}"
    notes = []
    if owners and not owners.is_grey:
        notes.append(
            f"By owner: {words_of(owners, 'count')} owners, the ten largest {words_of(now.one('cr.owners'), 'share')}, "
            f"HHI {words_of(now.one('hhi.owners'), 'points')}; locally owned "
            f"{words_of(now.one('locally_owned'), 'share')} of hours."
        )
    rows = tuple(
        (
            now.name(ref),
            words_of(now.one("hours", "provider", ref)),
            share_words(now.value("hours", "provider", ref), whole),
            *earlier_cells(now, before, "hours", "provider", ref),
        )
        for ref in order
    )
    heads = with_earlier(("Provider", "Hours a week", "Share"), before)
    chart = bars_of([(now.name(ref), now.one("hours", "provider", ref)) for ref in order[:LARGEST_SHOWN]])
    return ProfilePicture("largest", title, says, chart, heads=heads, rows=rows, notes=tuple(notes))


def zones(now: ProfileFigures, before: Earlier) -> ProfilePicture:
    """Return hours by zone, each with its urban and rural hours and how concentrated it is."""
    title, order = "Zones, urban and rural", sorted(now.refs("hours", "zone"))
    if not order or order == [""]:
        return nothing("zones", title, "visits with their zone")
    classes = sorted({part for ref in order for part in now.parts("ruc_hours", "zone", ref)})
    rural = now.one("ruc_hours")
    says = f"Hours lie in {len(order)} zone{'s' * (len(order) != 1)}"
    says += f"; {words_of(rural)} are in rural places.{moved(now, before, 'ruc_hours')}" if _said(rural) else "."
    heads = ("Zone", "Hours a week", *(f"Hours in {each}" for each in classes), "HHI", "Three largest")
    rows = tuple(
        (
            now.name(ref),
            words_of(now.one("hours", "zone", ref)),
            *(words_of(now.one(f"ruc_hours.{each}", "zone", ref), "hours") for each in classes),
            words_of(now.one("hhi", "zone", ref)),
            words_of(now.one("cr.top_three", "zone", ref), "share"),
            *earlier_cells(now, before, "hours", "zone", ref),
        )
        for ref in order
    )
    chart = bars_of([(now.name(ref), now.one("hours", "zone", ref)) for ref in order])
    notes = ("Hours by class of place are of the whole period.",) if classes else ()
    return ProfilePicture("zones", title, says, chart, heads=with_earlier(heads, before), rows=rows, notes=notes)


def _said(row: FigureRow | None) -> bool:
    return row is not None and not row.is_grey


def failures(now: ProfileFigures, before: Earlier) -> ProfilePicture:
    """Return the hours a week that nobody has room for if each provider failed, the most first."""
    title = "If a provider failed"
    order = sorted(now.refs("resilience", "provider"), key=lambda ref: -_left(now, ref))
    if not order:
        return nothing("failures", title, "visits with their zone")
    absorbed = sum(not _left(now, ref) for ref in order)
    worst = order[0]
    says = (
        f"If {now.name(worst)} failed, {number_words(_left(now, worst), 'hours')} of its "
        f"{words_of(now.one('hours', 'provider', worst))} a week would have nowhere to go; {absorbed} of {len(order)} "
        "providers could be absorbed whole."
    )
    rows = tuple(
        (
            now.name(ref),
            words_of(now.one("hours", "provider", ref)),
            number_words(_left(now, ref), "hours"),
            words_of(now.one("resilience", "provider", ref), "share"),
            *earlier_cells(now, before, "hours", "provider", ref),
        )
        for ref in order
    )
    heads: tuple[str, ...] = ("Provider", "Hours a week", "With nowhere to go", "Share")
    heads = heads if before is None else (*heads, "Hours earlier", "Hours moved")
    found = [(now.name(ref), _row(now, ref)) for ref in order[:LARGEST_SHOWN]]
    note = "Others are taken to have room for a tenth more than they deliver in the same zone."
    return ProfilePicture("failures", title, says, bars_of(found, "hours"), heads=heads, rows=rows, notes=(note,))


def _left(now: ProfileFigures, ref: str) -> Decimal:
    row = now.one("resilience", "provider", ref)
    return (row.numerator if row else None) or Decimal(0)


def _row(now: ProfileFigures, ref: str) -> FigureRow | None:
    row = now.one("resilience", "provider", ref)
    return replace(row, value=row.numerator) if row else None
