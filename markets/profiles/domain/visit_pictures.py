"""Pictures of how visits are delivered: lengths, delivered of planned, short, missed and late, double-handed."""

from collections.abc import Sequence
from decimal import Decimal

from markets.profiles.domain.measure_words import number_words, words_of
from markets.profiles.domain.picture import (
    MOST_BARS,
    ProfilePicture,
    bars_of,
    earlier_cells,
    moved,
    nothing,
    with_earlier,
)
from markets.profiles.domain.profile_figures import ProfileFigures

Earlier = ProfileFigures | None
MOST_LENGTHS = 12
ORDER = "In the order of hours, not a ranking."
GREY = "Unknown is grey: providers whose times were filled in by hand have no bar, and are in no mean."


def lengths(now: ProfileFigures, before: Earlier) -> ProfilePicture:
    title, parts = "Lengths of visits", now.parts("length")
    if not parts:
        return nothing("lengths", title, "visits with their plan")
    order = sorted(parts, key=lambda minutes: -(parts[minutes].value or 0))[:MOST_LENGTHS]
    order.sort(key=int)
    short = sum((parts[m].value or Decimal(0) for m in parts if int(m) <= 15), start=Decimal(0))
    says = f"{number_words(short, 'share')} of visits are planned for 15 minutes or less."
    if now.value("under_30") is not None:
        says += f" {words_of(now.one('under_30'))} are done in under half an hour.{moved(now, before, 'under_30')}"
    rows = tuple(
        (
            f"{minutes} minutes",
            words_of(parts[minutes], "share"),
            f"{parts[minutes].n or 0:,}",
            *earlier_cells(now, before, f"length.{minutes}", "market", ""),
        )
        for minutes in order
    )
    heads = with_earlier(("Planned", "Share of visits", "Visits"), before)
    chart = bars_of([(f"{minutes} minutes", parts[minutes]) for minutes in order], "share")
    return ProfilePicture("lengths", title, says, chart, heads=heads, rows=rows)


def delivered(now: ProfileFigures, before: Earlier) -> ProfilePicture:
    whole = now.one("delivered_of_done")
    says = f"{words_of(whole)} of the planned minutes of visits that were done were delivered"
    if now.value("stretched") is not None:
        says += (
            f"; {words_of(now.one('stretched'))} of visits that could have been shorter were drawn out to their plan"
        )
    says += f".{moved(now, before, 'delivered_of_done')}"
    measures = ("delivered_of_done", "delivered_of_commissioned", "stretched", "manual")
    heads = ("Of planned", "Of commissioned", "Drawn out", "By hand")
    return _by_provider(now, before, "delivered", "Delivered of planned", says, measures, heads)


def short(now: ProfileFigures, before: Earlier) -> ProfilePicture:
    says = (
        f"{words_of(now.one('short'))} of visits were short: under 80 % of their plan and over five minutes short. "
        f"{words_of(now.one('missed'))} were missed, and {words_of(now.one('punctual_15'))} of those that a device "
        f"logged began within 15 minutes of their plan.{moved(now, before, 'short')}"
    )
    measures = ("short", "under_15", "under_30", "missed", "punctual_15")
    heads = ("Short", "Under 15 min", "Under 30 min", "Missed", "Within 15 min")
    return _by_provider(now, before, "short", "Short, missed and late", says, measures, heads)


def _by_provider(
    now: ProfileFigures,
    before: Earlier,
    key: str,
    title: str,
    says: str,
    measures: Sequence[str],
    heads: Sequence[str],
) -> ProfilePicture:
    """Return a bar a provider in the order of hours: no rank is drawn where intervals may overlap."""
    first = measures[0]
    order = now.by_hours(first)
    if not order or (now.one(first) is None):
        return nothing(key, title, "visits with plan and log")
    rows = tuple(
        (
            now.name(ref),
            *(words_of(now.one(measure, "provider", ref)) for measure in measures),
            f"{row.n:,}" if (row := now.one(first, "provider", ref)) and row.n else "–",
            *earlier_cells(now, before, first, "provider", ref),
        )
        for ref in order
    )
    chart = bars_of([(now.name(ref), now.one(first, "provider", ref)) for ref in order])
    notes = [ORDER if len(order) <= MOST_BARS else f"{ORDER} The table has all {len(order)}."]
    if any(now.value(first, "provider", ref) is None for ref in order):
        notes.append(GREY)
    heads = with_earlier(("Provider", *heads, "Visits"), before)
    return ProfilePicture(key, title, says, chart, heads=heads, rows=rows, notes=tuple(notes))


def double_handed(now: ProfileFigures, before: Earlier) -> ProfilePicture:
    title, whole = "Double-handed", now.one("double_share")
    order = sorted(now.refs("double_share", "zone"))
    if whole is None or whole.is_grey:
        return nothing("double", title, "how many careworkers were planned")
    clients = words_of(now.one("double_clients"))
    people = clients if clients.endswith("clients") else f"{clients} clients"
    says = f"{words_of(whole)} of attendances are at double-handed visits, of {people}"
    if now.value("overlap") is not None:
        says += f"; both are there together for {words_of(now.one('overlap'))} of the planned time"
    density = now.one("double_density")
    if density is not None and not density.is_grey:
        own = words_of(now.one("double_density.own_provider"), "km")
        says += f". The nearest other such client lives {words_of(density)} away, of the same provider {own}"
    says += f".{moved(now, before, 'double_share')}"
    rows = tuple(
        (
            now.name(ref),
            words_of(now.one("double_share", "zone", ref)),
            words_of(now.one("double_clients", "zone", ref)),
            words_of(now.one("overlap", "zone", ref)),
            *earlier_cells(now, before, "double_share", "zone", ref),
        )
        for ref in order
    )
    heads = with_earlier(("Zone", "Share of attendances", "Clients", "Together, of planned"), before)
    chart = bars_of([(now.name(ref), now.one("double_share", "zone", ref)) for ref in order])
    return ProfilePicture("double", title, says, chart, heads=heads, rows=rows)
