"""Checks whether a care home's return is plausible (R09, C01–C04, C13): beds, residents and staff hours."""

from collections.abc import Iterator
from decimal import Decimal

from costing.bands import Band
from costing.checks.case import Case, Remark, check
from costing.figure_words import (
    band_in_words,
    percent,
    with_unit,
)
from costing.findings import Layer, Severity
from costing.formulas import residents
from costing.formulas.residents import NURSE_HOURS, OCCUPIED
from spreadsheets.decimals import rounded


@check("R09", Layer.ARITHMETIC, Severity.MUST_FIX, reads=OCCUPIED)
def there_are_residents(case: Case) -> Iterator[Remark]:
    if not residents.categories_in(case.answers):
        yield Remark(
            "occupied_residential",
            "No bed of this exercise was occupied, so there are no residents to divide the costs by.",
            "Please give the beds occupied on average over the cost year, in each category.",
            "residents in at least one category",
        )


@check("R09", Layer.ARITHMETIC, Severity.MUST_FIX)
def residents_are_cared_for(case: Case) -> Iterator[Remark]:
    for place in residents.PLACES:
        beds, key = residents.occupied(case.answers, place), f"care_hours_{place}"
        if beds > 0 and case.number(key) == 0:
            yield Remark(
                key,
                f"There are no care staff hours for the {with_unit(beds, 'beds')} that are occupied in this category.",
                "Please give the hours that care staff work for one of these residents in a week.",
                "more than 0 hours per resident per week",
            )


@check("C01", Layer.ARITHMETIC, Severity.MUST_FIX, reads=(*OCCUPIED, "active_beds", "registered_beds"))
def beds_are_registered_active_and_then_occupied(case: Case) -> Iterator[Remark]:
    registered, active = case.number("registered_beds"), case.number("active_beds")
    occupied = residents.residents_in(case.answers)
    if active is None or registered is None:
        return
    if active > registered:
        yield Remark(
            "active_beds",
            f"There are {with_unit(active, 'active beds')}, but {with_unit(registered, 'beds')} are registered.",
            "Please put one of them right: a bed can be open only where it is registered.",
            f"at most {with_unit(registered, 'beds')}",
        )
    elif occupied > active:
        yield Remark(
            "active_beds",
            f"There are {with_unit(active, 'active beds')}, but {with_unit(occupied, 'beds')} are occupied: "
            f"an occupancy of {percent(occupied / active)}.",
            "Please check the active beds, and that each resident is counted once, on average over the cost year.",
            f"at least {with_unit(occupied, 'beds')}",
        )


@check("C02", Layer.PLAUSIBILITY, Severity.EXPLAIN, reads=OCCUPIED)
def beds_are_mostly_occupied(case: Case) -> Iterator[Remark]:
    occupancy, band = residents.occupancy_of(case.answers), case.band("occupancy")
    if occupancy is not None and occupancy not in band:
        yield Remark(
            "active_beds",
            f"Of the active beds, {percent(occupancy)} are occupied.",
            "Please leave out beds that were not open, and count residents on average over the cost year, "
            "or say why it is right.",
            band_in_words(band),
            read=percent(occupancy),
        )


@check("C03", Layer.PLAUSIBILITY, Severity.EXPLAIN, reads=OCCUPIED)
def staff_hours_are_ordinary(case: Case) -> Iterator[Remark]:
    """Check the staff hours per resident; nurses only where there is nursing."""
    nursing = residents.NURSING if _nursing_agrees(case) else ()
    for kind, categories in (("care", residents.CATEGORIES), ("nurse", nursing)):
        band = case.band(f"{kind}_hours_per_resident")
        for category in categories:
            key = f"{kind}_hours_{category}"
            hours, has_residents = case.number(key), residents.occupied(case.answers, category) > 0
            if has_residents and hours is not None and hours not in band:
                yield Remark(
                    key,
                    f"“{case.form.by_key[key].label}”: we read {with_unit(hours, 'hours')} per resident per week: "
                    f"{_hours_slip(hours, band)}",
                    "Please give the hours worked in a week for one resident, not those of a day or of all residents, "
                    "or say why it is right.",
                    band_in_words(band),
                )


def _hours_slip(hours: Decimal, band: Band) -> str:
    is_short = band.low is not None and hours < band.low
    return "the hours of a day instead of a week?" if is_short else "the hours of all residents instead of one?"


@check("C04", Layer.ARITHMETIC, Severity.MUST_FIX, reads=(*OCCUPIED, *NURSE_HOURS, "nursing_staff_cost"))
def nursing_cost_goes_with_nursing_hours(case: Case) -> Iterator[Remark]:
    if _nursing_agrees(case):
        return
    hours = residents.hours_per_week(case.answers, "nurse")
    said = (
        f"Nurses work {rounded(hours, 0):,} hours a week, but nursing staff cost nothing."
        if hours
        else "There is a cost of nursing staff, but no nurse hours for any resident, so it cannot be shared out."
    )
    yield Remark(
        "nursing_staff_cost",
        said,
        "Please give both: the cost of nurses in the cost year, and their hours for a resident of each category. "
        "0 for both where there are no nurses.",
        "a cost and hours, or neither",
    )


def _nursing_agrees(case: Case) -> bool:
    """Tell whether nursing costs and hours are both there or neither.

    A cost that cannot be given agrees with anything.
    """
    cost, hours = case.number("nursing_staff_cost"), residents.hours_per_week(case.answers, "nurse")
    return cost is None or bool(cost) == bool(hours)


@check("C13", Layer.PLAUSIBILITY, Severity.EXPLAIN, reads=(*OCCUPIED, *NURSE_HOURS))
def a_nurse_is_always_there(case: Case) -> Iterator[Remark]:
    hours, band = residents.hours_per_week(case.answers, "nurse"), case.band("nurse_hours_of_a_nursing_home")
    nursing = [c for c in residents.NURSING if residents.occupied(case.answers, c) > 0]
    if nursing and hours not in band and _nursing_agrees(case):
        yield Remark(
            f"nurse_hours_{nursing[0]}",
            f"Nurses work {with_unit(hours, 'hours')} a week in all; a nurse at all hours would be 168.",
            "Please give the hours of all nurses, nights and agency among them, or say why it is right.",
            band_in_words(band),
            read=f"{with_unit(hours, 'hours')} a week",
        )


RESIDENT_CHECKS = (
    there_are_residents,
    residents_are_cared_for,
    beds_are_registered_active_and_then_occupied,
    nursing_cost_goes_with_nursing_hours,
    beds_are_mostly_occupied,
    staff_hours_are_ordinary,
    a_nurse_is_always_there,
)
