"""Checks of the providers: B07 and B17, what stands in a row of another council or week, and rows that repeat one."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from benchmarking.returns.domain.remarks import ReturnRemark
from benchmarking.returns.domain.return_case import ReturnCase, number_in
from costing.figure_words import day_in_words
from costing.findings import Severity

HOURS_APART = Decimal("0.05")
KEY, ROW = "providers", "row "
MUST_FIX, EXPLAIN, NOTE = Severity.MUST_FIX, Severity.EXPLAIN, Severity.NOTE


def hours_of_providers_add_up(case: ReturnCase) -> Iterator[ReturnRemark]:
    """B07: the hours of the providers are the hours commissioned, within 5 %."""
    hours = case.number("hours_commissioned_per_week")
    if not hours or not case.providers:
        return
    whole = sum((number_in(row, "hours_per_week") for row in case.providers), Fraction(0))
    added = Decimal(whole.numerator) / Decimal(whole.denominator)
    if abs(added / hours - 1) > HOURS_APART:
        yield ReturnRemark(
            "B07", EXPLAIN, f"The hours of your providers add up to {added:,.1f}; you commission {hours:,.1f} a week.",
            "Please correct one of them, or say which providers are not listed.", KEY,
        )  # fmt: skip


def locations_give_home_care(case: ReturnCase) -> Iterator[ReturnRemark]:
    """B17: a location is of the register, gives home care and is not dormant; a note, as registers lag behind."""
    for row in case.providers:
        number = str(row.values.get("location_id") or "")
        place = case.places.get(number)
        if place is None:
            said = f"{number} is not in the CQC register that we hold. Its hours have no rating."
        elif not place.is_homecare:
            said = (
                f"{number} is a care home ({place.name}). Its hours are left out of quality; say so if it also gives "
                "home care."
            )
        elif place.is_dormant:
            said = f"{number} ({place.name}) is dormant by the CQC’s register."
        else:
            continue
        yield ReturnRemark("B17", NOTE, said, "", KEY, f"Providers, row {row.number}", row=row.number)


def providers_stand_once(case: ReturnCase) -> Iterator[ReturnRemark]:
    """Two rows of one location are added up, and said so."""
    rows = defaultdict(list)
    for row in case.providers:
        rows[str(row.values.get("location_id"))].append(row)
    for number, same in rows.items():
        if len(same) < 2:
            continue
        hours = [number_in(row, "hours_per_week") for row in same]
        named = " and ".join(str(row.number) for row in same)
        each = " and ".join(f"{float(one):,.10g}" for one in hours)
        both = "both" if len(same) == 2 else "all"
        yield ReturnRemark(
            "B17", NOTE,
            f"Rows {named} are {both} {number}: {each} hours. We add them up: {float(sum(hours)):,.10g}.",
            "Take a row out if it is the same hours twice.", KEY, f"Providers, row {same[-1].number}",
            guess=f"{ROW}{same[0].number}", row=same[-1].number,
        )  # fmt: skip


def rows_are_of_this_return(case: ReturnCase) -> Iterator[ReturnRemark]:
    """B01 and B02 of the rows, which may name council and week."""
    for key, rows in (("prices", case.prices), (KEY, case.providers)):
        for row in rows:
            code, week = str(row.values.get("ons_code") or "").upper(), row.values.get("reference_week")
            where = f"{key.capitalize()}, row {row.number}"
            if code and code != case.ons_code:
                said = f"{where}: it is of {case.names_by_code.get(code, code)}. You act for {case.council}."
                yield ReturnRemark("B01", MUST_FIX, said, "Take the row out.", key, where, row=row.number)
            if isinstance(week, date) and week != case.week:
                said = f"{where}: it is for the week of {day_in_words(week)}, not of {day_in_words(case.week)}."
                yield ReturnRemark("B02", MUST_FIX, said, "Please correct the row.", key, where, row=row.number)


PROVIDER_CHECKS = (hours_of_providers_add_up, locations_give_home_care, providers_stand_once, rows_are_of_this_return)
