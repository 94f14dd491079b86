"""What of a council's own market may be published: measures on a list, of enough owners and people, and nothing else.

A figure of a zone is hidden where few owners work there or one of them is most of it, and so are more zones until what
all hidden ones have in common could not be subtracted from the whole either. No figure of a provider is read on.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from markets.papers.domain.published_measures import PublishedMeasure, published_measures
from markets.papers.domain.published_zones import LIMITS, PublicationLimits, is_of_enough, published_zones
from markets.profiles.domain.figure_rows import FigureRow
from markets.profiles.domain.measure_words import number_words
from markets.profiles.domain.profile_figures import ProfileFigures

FEW = "[c]"
# Of ten largest something can be subtracted where hardly more than ten are there.
FEWEST_FOR_LARGEST = 15
FEWEST_PEOPLE = LIMITS.owners


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A figure in words, or ``[c]``; ``value`` is None where it is hidden."""

    measure: PublishedMeasure
    words: str
    value: Decimal | None


@dataclass(frozen=True)
class PublishedFigures:
    """Figures that may be published, by measure; those of zones by zone; ``lengths`` are shares of visits.

    ``why_nothing`` is the sentence where the whole market is of too few.
    """

    whole: Mapping[str, PublishedFigure] = field(default_factory=dict)
    zones: Mapping[str, Mapping[str, PublishedFigure]] = field(default_factory=dict)
    hidden_zones: int = 0
    lengths: tuple[tuple[str, Decimal], ...] = ()
    providers: int = 0
    why_nothing: str = ""

    def in_chapter(self, chapter: str) -> list[PublishedFigure]:
        return [one for one in self.whole.values() if one.measure.chapter == chapter]

    def words(self, key: str) -> str:
        """Return a figure of the whole market in words; blank where it is unknown."""
        return self.whole[key].words if key in self.whole else ""


def published_figures(
    now: ProfileFigures, owners: Mapping[str, str], limits: PublicationLimits = LIMITS, unspoken: Collection[str] = ()
) -> PublishedFigures:
    """Return what may be published; ``owners`` are by provider, ``unspoken`` names that no zone may bear."""
    by_owner: defaultdict[str, Decimal] = defaultdict(Decimal)
    refs = now.refs("hours", "provider")
    for ref in refs:
        by_owner[owners.get(ref, ref)] += now.value("hours", "provider", ref) or Decimal(0)
    if not is_of_enough(by_owner, limits):
        return PublishedFigures(why_nothing=_why_nothing(limits))
    by_zone, called = _hours_by_zone(now, refs, owners), {name.casefold() for name in unspoken}
    never = frozenset(zone for zone in by_zone if not zone or zone.casefold() in called)
    zones = published_zones(by_zone, limits, never)
    all_zones = [ref for ref in by_zone if ref]
    whole = {one.key: found for one in published_measures() if (found := _figure(now.one(one.key), one, len(refs)))}
    return PublishedFigures(
        whole,
        {zone: _of_zone(now, zone) for zone in zones},
        len(all_zones) - len(zones),
        _lengths(now),
        len(refs),
    )


def _hours_by_zone(
    now: ProfileFigures, refs: Collection[str], owners: Mapping[str, str]
) -> Mapping[str, dict[str, Decimal]]:
    """Return hours by zone and owner; a zone of which nobody's hours are known has none, and stays hidden."""
    found: dict[str, dict[str, Decimal]] = {zone: {} for zone in now.refs("hours", "zone")}
    for ref in refs:
        owner = owners.get(ref, ref)
        for zone, row in now.parts("zone", "provider", ref).items():
            hours = found.setdefault(zone, {})
            hours[owner] = hours.get(owner, Decimal(0)) + (row.middle or Decimal(0))
    return found


def _of_zone(now: ProfileFigures, zone: str) -> dict[str, PublishedFigure]:
    listed = [one for one in published_measures() if one.level == "both"]
    return {one.key: found for one in listed if (found := _figure(now.one(one.key, "zone", zone), one, 0))}


def _figure(row: FigureRow | None, measure: PublishedMeasure, providers: int) -> PublishedFigure | None:
    """Return a figure in words, ``[c]`` if it is of too few; None where it is unknown."""
    if row is None or (row.middle is None and not row.hidden):
        return None
    value = Decimal(row.n or 0) if measure.counts == "bands" else row.middle
    if row.hidden or value is None or _is_of_few(row, value, measure, providers):
        return PublishedFigure(measure, FEW, None)
    words = number_words(value, measure.unit)
    return PublishedFigure(measure, "1 day" if words == "1 days" else words, value)


def _is_of_few(row: FigureRow, value: Decimal, measure: PublishedMeasure, providers: int) -> bool:
    if measure.counts == "largest":
        return providers < FEWEST_FOR_LARGEST
    if measure.counts == "people":
        return 0 < value < FEWEST_PEOPLE and measure.unit == "count"
    if measure.counts == "share_of_people" and row.numerator is not None and row.denominator is not None:
        return any(0 < each < FEWEST_PEOPLE for each in (row.numerator, row.denominator - row.numerator))
    return measure.counts == "rate" and row.n is not None and 0 < row.n < FEWEST_PEOPLE


def _lengths(now: ProfileFigures) -> tuple[tuple[str, Decimal], ...]:
    """Return shares of visits by planned minutes; rare lengths stand together, so that none can be subtracted."""
    parts = now.parts("length")
    known = {minutes: row.value for minutes, row in parts.items() if row.value is not None}
    shown = {minutes: share for minutes, share in known.items() if share >= Decimal("0.01")}
    if len(shown) < len(parts) and len(shown) == len(known) and len(shown) > 1:
        shown.pop(min(shown, key=lambda minutes: (shown[minutes], minutes)))
    found = [(f"{minutes} minutes", shown[minutes]) for minutes in sorted(shown, key=int)]
    rest = 1 - sum(shown.values(), Decimal(0))
    return (*found, ("other lengths", rest)) if found and len(shown) < len(parts) else tuple(found)


def _why_nothing(limits: PublicationLimits) -> str:
    return (
        f"Nothing of the council’s own market can be published: it is of fewer than {limits.owners} owners, or one "
        "or two of them deliver most of it."
    )
