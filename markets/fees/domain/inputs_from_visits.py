"""What a profile of the council's own visits gives a scenario: the lengths of visits, and hours a week by zone.

Travel, waiting and miles are not among it: no rounds are built of the council's own visits.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from costing.figure_words import day_in_words, percent
from markets.fees.domain.fee_file import LONGEST_VISIT
from markets.fees.domain.input_sources import HOURS, SourceKind, Sources, source_of
from markets.fees.domain.released_start import plain
from markets.profiles.domain.figure_rows import FigureRow
from markets.profiles.domain.measure_words import words_of
from markets.profiles.domain.profile_figures import ProfileFigures
from spreadsheets.decimals import rounded

MOST_LENGTHS = 8
# As in what is published: rarer lengths could be of few clients.
RAREST = Decimal("0.01")
# Of fewer attendances than these the lengths that are known say nothing of all.
FEWEST_COVERED = Decimal("0.8")
SHARE_PLACES, HOUR_PLACES = 4, 1
WHOLE_MARKET = "all zones together"


@dataclass(frozen=True)
class VisitInputs:
    """What a profile measured: ``mix`` are shares of 1 by minutes, ``covered`` of how many of all attendances.

    ``hours`` are planned hours a week by zone of the profile, ``whole`` those of all zones; ``left_out`` are lengths
    and ``unknown`` zones that are not taken over, in words. A mix that covers too few is empty. ``run`` is the id of
    the profile, kept beside each input that is taken: a frozen scenario says of which run it is.
    """

    days: str
    mix: Mapping[int, Decimal]
    covered: Decimal
    left_out: tuple[str, ...]
    hours: Mapping[str, Decimal]
    whole: Decimal | None
    unknown: tuple[str, ...]
    double_share: str = ""
    run: str = ""

    @property
    def covered_words(self) -> str:
        return percent(self.covered)

    @property
    def offered(self) -> dict[str, Decimal]:
        """Return the hours that a zone of a scenario may take: of each zone, and of all together."""
        return {**self.hours, **({WHOLE_MARKET: self.whole} if self.whole else {})}


def profile_days(first: date | None, last: date | None) -> str:
    """Return the days of a profile, what both have in common said once: 1 to 28 June 2025."""
    if first is None or last is None:
        return "all days held"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day_in_words(last)}"
    begin = f"{first:%-d %B}" if first.year == last.year else day_in_words(first)
    return f"{begin} to {day_in_words(last)}"


def visit_inputs(now: ProfileFigures, days: str, run: str = "") -> VisitInputs:
    lengths = {int(name): row for name, row in now.parts("length").items() if name.isdecimal()}
    chosen, left_out = _chosen(lengths)
    covered = sum(chosen.values(), Decimal(0))
    zones = {ref: _hours(now.value("hours", "zone", ref)) for ref in sorted(now.refs("hours", "zone"))}
    unknown = [f"{ref or 'visits without a zone'}" for ref, hours in zones.items() if not (ref and hours)]
    double = now.one("double_share")
    return VisitInputs(
        days,
        _whole(chosen, covered) if covered >= FEWEST_COVERED else {},
        covered,
        tuple(left_out),
        {ref: hours for ref, hours in zones.items() if ref and hours},
        _hours(now.value("hours")),
        tuple(unknown),
        "" if double is None or double.is_grey else words_of(double, "share"),
        run,
    )


def _chosen(lengths: Mapping[int, FigureRow]) -> tuple[dict[int, Decimal], list[str]]:
    """Return the most frequent lengths with their shares of all attendances, and in words which are left out."""
    known = {minutes: row.value for minutes, row in lengths.items() if row.value is not None}
    fit = {minutes: share for minutes, share in known.items() if 1 <= minutes <= LONGEST_VISIT and share >= RAREST}
    most = sorted(fit, key=lambda minutes: (-fit[minutes], minutes))[:MOST_LENGTHS]
    unsaid = [minutes for minutes in sorted(lengths) if minutes not in known]
    words = [f"{minutes} minutes ({words_of(lengths[minutes])})" for minutes in unsaid]
    words += [f"{minutes} minutes (rarer than others)" for minutes in sorted(known) if minutes not in most]
    return {minutes: fit[minutes] for minutes in sorted(most)}, words


def _whole(chosen: Mapping[int, Decimal], covered: Decimal) -> dict[int, Decimal]:
    """Return shares of what is covered; what rounding leaves over goes to the most frequent length."""
    mix = {minutes: rounded(share / covered, SHARE_PLACES) for minutes, share in chosen.items()}
    largest = max(mix, key=lambda minutes: mix[minutes])
    mix[largest] += 1 - sum(mix.values(), Decimal(0))
    return mix


def _hours(hours: Decimal | None) -> Decimal | None:
    return rounded(hours, HOUR_PLACES) if hours else None


@dataclass(frozen=True, slots=True)
class VisitChoice:
    """What of it is taken over: the lengths or not, and by zone of the scenario which hours of the profile."""

    with_mix: bool
    hours: Mapping[str, str]


def inputs_after(inputs: Mapping[str, Any], found: VisitInputs, choice: VisitChoice) -> dict[str, Any]:
    """Return a scenario's inputs as kept with the lengths taken over; everything else stays as it is."""
    mix = {"mix": {str(minutes): plain(share) for minutes, share in found.mix.items()}} if choice.with_mix else {}
    return {**inputs, **mix}


def council_after(
    council: Mapping[str, Mapping[str, str]], found: VisitInputs, choice: VisitChoice
) -> dict[str, dict[str, str]]:
    """Return the council's own figures by zone with the hours taken over; today's fee stays as it is."""
    kept = {name: dict(own) for name, own in council.items()}
    return kept | {
        name: {**council.get(name, {}), "hours": plain(found.offered[of])} for name, of in choice.hours.items()
    }


def visit_sources(sources: Sources, found: VisitInputs, choice: VisitChoice) -> Sources:
    """Return the sources with what was taken over said to be of visits, and of which days."""
    said = source_of(SourceKind.VISITS, f"profile of {found.days}") | {"run": found.run}
    hours = {
        f"{HOURS}{name}": said if of == name else said | {"words": f"{said['words']}, {of}"}
        for name, of in choice.hours.items()
    }
    return {**sources, **({"mix": said} if choice.with_mix else {}), **hours}


def mix_beside(inputs: Mapping[str, Any], found: VisitInputs) -> list[tuple[int, str, str]]:
    """Return each length in minutes with its share as it stands and as it would be, in words, from short to long."""
    now = {int(Decimal(minutes)): Decimal(share) for minutes, share in inputs.get("mix", {}).items()}
    lengths = sorted({*now, *found.mix})
    return [(minutes, _share_words(now.get(minutes)), _share_words(found.mix.get(minutes))) for minutes in lengths]


def _share_words(share: Decimal | None) -> str:
    """Return a share with all its places, as it would be typed; a dash for none."""
    return "–" if share is None else f"{plain(share * 100)} %"
