"""Where each input of a scenario comes from: a release, visits, the law, or who typed it, with a sentence."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from markets.fees.domain.released_start import LENGTHS, LINES, ReleasedFigure
from markets.fees.domain.term_list import LAW, WAGES

Sources = dict[str, dict[str, str]]
Council = Mapping[str, Mapping[str, str]]


class SourceKind(StrEnum):
    """Where an input comes from, as it is kept and said."""

    RELEASE = "release"
    VISITS = "visits"
    TYPED = "typed"
    LAW = "law"


# Before the name of a zone: where its hours a week come from.
HOURS = "hours."
USUAL = "a usual figure to begin with, to be typed over"
AT_THE_DATE = "at the price date"
WAGE_FLOOR = "the National Living Wage of the price date"
SHARE_OF_GROSS = "as a share of gross pay, so nothing is taken off below a threshold"
# Which figures of a release each input is worked out from.
WORKED_FROM = {
    "pay": ("direct_care",),
    "travel_pay": ("travel_time", "travel_minutes_per_contact_hour"),
    "other_paid_share": ("training", "noncontact"),
    "holiday_weeks": ("holiday",),
    "sick_share": ("sickness_maternity",),
    "notice_share": ("notice_suspension",),
    "ni_rate": ("national_insurance",),
    "pension_rate": ("pension",),
    "mileage_rate": ("mileage_rate",),
    "hours_per_week": ("contact_hours_per_week",),
    "fixed_gbp_year": ("business_costs", "contact_hours_per_week"),
    "variable_gbp_hour": ("business_costs", "ppe"),
    "margin": (*LINES,),
    "mix": tuple(f"visits_{k}" for k in LENGTHS),
}
FOLLOWS = {
    "ni_threshold": SHARE_OF_GROSS,
    "employment_allowance": SHARE_OF_GROSS,
    "pension_floor": SHARE_OF_GROSS,
    "opted_in": "all, as the pension is a share of gross pay",
    "contact_hours_per_careworker": "not used, as on-costs are shares of gross pay",
    "drivers": "all, as the miles are those that are paid",
    "margin_basis": "the released return beside the released costs",
}


def usual_sources(inputs: Mapping[str, Any]) -> Sources:
    """Return the sources of a scenario that begins from nothing but its price date."""
    said = {key: source_of(SourceKind.TYPED, USUAL) for key in keys_of(inputs)}
    said |= {key: source_of(SourceKind.LAW, AT_THE_DATE) for key in LAW}
    said |= {key: source_of(SourceKind.LAW, WAGE_FLOOR) for key in WAGES}
    return said | {"holiday_weeks": source_of(SourceKind.LAW, "the least that the law asks for")}


def released_sources(inputs: Mapping[str, Any], figures: Iterable[ReleasedFigure], because: str) -> Sources:
    """Return the sources of a scenario from a release; what hangs on a typed figure is typed, ``because`` says why."""
    by_key = {figure.key: figure for figure in figures}
    said = {key: source_of(SourceKind.RELEASE, words) for key, words in FOLLOWS.items()}
    for key, parts in WORKED_FROM.items():
        said[key] = _of_figures([by_key[part] for part in parts], because)
    for key in keys_of(inputs):
        if key.startswith("zones."):
            said[key] = source_of(SourceKind.TYPED, "minutes as typed; miles grow with them from the released mileage")
    law = {"nlw": AT_THE_DATE, "waiting_pay": WAGE_FLOOR, "weeks": "as returns are costed"}
    return said | {key: source_of(SourceKind.LAW, words) for key, words in law.items()}


def _of_figures(figures: list[ReleasedFigure], because: str) -> dict[str, str]:
    hidden = [figure.label for figure in figures if figure.is_hidden]
    if hidden:
        return source_of(SourceKind.TYPED, f"{', '.join(hidden)} hidden in the release. {because}")
    if len(figures) > 3:
        return source_of(SourceKind.RELEASE, f"worked out from its {len(figures)} figures")
    return source_of(SourceKind.RELEASE, "; ".join(f"{one.label} {_said(one)}" for one in figures))


def _said(figure: ReleasedFigure) -> str:
    return figure.words if figure.unit.startswith("£") else f"{figure.words} {figure.unit}"


def keys_of(inputs: Mapping[str, Any]) -> list[str]:
    """Return the names by which sources are kept: a term, ``mix``, or ``zones.`` and the zone's name."""
    named = [key for key in inputs if key not in ("zones", "zone_order")]
    return [*named, *(f"zones.{name}" for name in inputs.get("zones", {}))]


def sources_after(before: Mapping[str, Any], after: Mapping[str, Any], sources: Sources, because: str) -> Sources:
    """Return the sources once inputs were changed: what was changed is typed now, for the reason given."""
    typed = source_of(SourceKind.TYPED, because)
    return {
        key: sources[key] if key in sources and _value(before, key) == _value(after, key) else typed
        for key in keys_of(after)
    }


def hours_sources_after(before: Council, after: Council, sources: Sources, because: str) -> Sources:
    """Return the sources of hours a week once the council's own figures were changed; blank hours have none."""
    typed, said = source_of(SourceKind.TYPED, because), {}
    for name, own in after.items():
        key, hours = f"{HOURS}{name}", own.get("hours")
        if hours and hours != before.get(name, {}).get("hours"):
            said[key] = typed
        elif hours and key in sources:
            said[key] = sources[key]
    return said


def source_words(sources: Mapping[str, Mapping[str, str]], key: str) -> str:
    """Return where an input comes from, in words; blank if nothing is known of it."""
    said = sources.get(key)
    if not said:
        return ""
    kind = SourceKind(said["kind"]).value.capitalize()
    return f"{kind}: {said['words']}" if said.get("words") else kind


def way_sources(sources: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str]]:
    """Return where zones, lengths of visits and hours a week come from, a name and words each."""
    named = {key: key.removeprefix("zones.") for key in sources if key.startswith("zones.")}
    named |= {"mix": "Lengths of visits"}
    named |= {key: f"Hours a week, {key.removeprefix(HOURS)}" for key in sources if key.startswith(HOURS)}
    return [(name, source_words(sources, key)) for key, name in named.items()]


def _value(inputs: Mapping[str, Any], key: str) -> Any:
    zone = key.removeprefix("zones.")
    return inputs.get("zones", {}).get(zone) if zone != key else inputs.get(key)


def source_of(kind: SourceKind, words: str) -> dict[str, str]:
    """Return a source as it is kept."""
    return {"kind": kind.value, "words": words.strip()}
