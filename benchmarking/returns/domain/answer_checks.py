"""Checks of the profile's answers by themselves, and beside the last round's: B01, B02, B10, B12 to B16, B18, B20."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from benchmarking.public_files.domain.periods import financial_year
from benchmarking.returns.domain.remarks import ReturnRemark
from benchmarking.returns.domain.return_case import ReturnCase, gbp
from costing.figure_words import day_in_words
from costing.findings import Severity
from costing.rates import all_rates, rates_at
from spreadsheets.decimals import is_too_large, rounded

LLW, UK_WAGE = "real_living_wage_london", "real_living_wage_uk"
# A year's hours given for a week's; what a week's hours can be of the last round's.
WEEKS = Decimal(52)
MOVED = Decimal("0.15")
LOOKED_AT_MOVES = ("hours_commissioned_per_week", "spend_per_week", "indicative_rate", "people_receiving")
MUST_FIX, EXPLAIN = Severity.MUST_FIX, Severity.EXPLAIN


def code_is_this_council_s(case: ReturnCase) -> Iterator[ReturnRemark]:
    """B01: the ONS code is the council's own."""
    code = str(case.values.get("ons_code") or "").strip().upper()
    if not code or code == case.ons_code:
        return
    other = case.names_by_code.get(code)
    named = f"{other}’s" if other else "of no council in this round"
    yield ReturnRemark(
        "B01", MUST_FIX, f"“{code[:20]}” is {named}. You act for {case.council}, {case.ons_code}.",
        f"Please give {case.ons_code}.", "ons_code", guess=case.ons_code,
    )  # fmt: skip


def week_is_the_round_s(case: ReturnCase) -> Iterator[ReturnRemark]:
    """B02: the answers are of the round's week."""
    day = case.day("reference_week")
    if day is not None and day != case.week:
        yield ReturnRemark(
            "B02", MUST_FIX,
            f"These answers are for the week of {day_in_words(day)}. The round asks for {day_in_words(case.week)}.",
            "Please answer for that week.", "reference_week", guess=case.week.isoformat(),
        )  # fmt: skip


def moved_on_last_round(case: ReturnCase) -> Iterator[ReturnRemark]:
    """B10: a figure that moved by more than 15 % is explained; one that is 52 times last round's is asked about."""
    if case.average and case.average_before and abs(case.average / case.average_before - 1) > MOVED:
        yield ReturnRemark(
            "B10", EXPLAIN,
            f"Your prices come to {gbp(case.average)} an hour; last round’s came to {gbp(case.average_before)}.",
            "Please say why they moved by more than 15 %, or correct them.", "prices",
        )  # fmt: skip
    for key in LOOKED_AT_MOVES:
        now, then = case.as_read.get(key), case.before.get(key)
        if not isinstance(now, Decimal) or not isinstance(then, Decimal) or then <= 0 or is_too_large(now):
            continue
        if key == "hours_commissioned_per_week" and WEEKS / 2 <= now / then <= WEEKS * 2:
            yield _a_year_s_hours(now, then)
        elif case.number(key) is not None and abs(now / then - 1) > MOVED:
            share = abs(now / then - 1) * 100
            way = "more" if now > then else "less"
            yield ReturnRemark(
                "B10", EXPLAIN, f"{now:,f} is {share:.0f} % {way} than last round’s {then:,f}.",
                "Please say why it moved, or correct it.", key,
            )  # fmt: skip


def _a_year_s_hours(now: Decimal, then: Decimal) -> ReturnRemark:
    weekly = rounded(now / WEEKS, 0)
    return ReturnRemark(
        "B10", MUST_FIX,
        f"{now:,.0f} hours a week would be {now / then:.0f} times last round’s. Did you mean {weekly:,.0f} a week?",
        "Please give the hours of the reference week, not of a year.", "hours_commissioned_per_week",
        guess=f"{weekly:f}",
    )  # fmt: skip


def those_who_deliver_are_known(case: ReturnCase) -> Iterator[ReturnRemark]:
    """B12: no more providers deliver than are on the list or paid spot."""
    there, listed = case.number("providers_delivering"), case.number("providers_framework")
    spot = case.number("providers_spot")
    if there is not None and listed is not None and spot is not None and there > listed + spot:
        yield ReturnRemark(
            "B12", EXPLAIN,
            f"{there:.0f} providers deliver, but {listed:.0f} are on the list and {spot:.0f} are paid spot.",
            "Please correct one of the three, or say how that is.", "providers_delivering",
        )  # fmt: skip


def handed_back_have_ended(case: ReturnCase) -> Iterator[ReturnRemark]:
    """B13: a package that was handed back has ended."""
    back, ended = case.number("packages_handed_back"), case.number("packages_ended")
    if back is not None and ended is not None and back > ended:
        yield ReturnRemark(
            "B13", EXPLAIN, f"{back:.0f} packages were handed back, but only {ended:.0f} ended.",
            "Please correct one of them, or say how that is.", "packages_handed_back",
        )  # fmt: skip


def who_waits_waits_for_hours(case: ReturnCase) -> Iterator[ReturnRemark]:
    """B14: people wait for hours, and hours for people."""
    people, hours = case.number("people_waiting"), case.number("hours_waiting")
    if people is None or hours is None or (people > 0) == (hours > 0):
        return
    said = f"{hours:,f} hours wait, but nobody waits." if hours else f"{people:,f} people wait, but for no hours."
    key = "people_waiting" if hours else "hours_waiting"
    yield ReturnRemark("B14", MUST_FIX, said, "Please give both, or 0 for both.", key)


def a_ceiling_is_named(case: ReturnCase) -> Iterator[ReturnRemark]:
    """B15: whoever says that the council names a ceiling gives it, and some of its prices are below it."""
    by, ceiling = case.values.get("rate_set_by"), case.number("ceiling_rate")
    if by == "council_ceiling" and ceiling is None:
        yield ReturnRemark(
            "B15", MUST_FIX,
            "You say the council names a ceiling: please give it, or choose another answer in “Who names the price”.",
            "", "ceiling_rate",
        )  # fmt: skip
    elif ceiling is not None and case.average is not None and case.average >= ceiling:
        yield ReturnRemark(
            "B15", EXPLAIN, f"The ceiling is {gbp(ceiling)}, and nothing is paid below it on average.",
            "Please say whether the ceiling is what is paid.", "ceiling_rate",
        )  # fmt: skip


def the_living_wage_is_london_s(case: ReturnCase) -> Iterator[ReturnRemark]:
    """B16: a floor that is the London Living Wage is at least the London Living Wage of the week."""
    floor = case.number("pay_floor_gbp")
    wages = rates_at(case.week, (LLW, UK_WAGE))
    if case.values.get("pay_floor") != "llw" or floor is None or wages is None or floor >= wages[LLW]:
        return
    year = _year_of_uk_rate(floor, case.week)
    as_uk = f"{gbp(floor)} is the UK rate of {year}. " if year else f"You gave {gbp(floor)}. "
    yield ReturnRemark(
        "B16", EXPLAIN, f"{as_uk}The London Living Wage in that week was {gbp(wages[LLW])}.",
        "Please correct it, or say why it is lower.", "pay_floor_gbp", guess=f"{wages[LLW]:f}",
    )  # fmt: skip


def _year_of_uk_rate(floor: Decimal, week: date) -> str:
    """Return the financial year in which a wage was announced as the UK's; blank if it never was."""
    named = [one for one in all_rates() if one.name == UK_WAGE and one.value == floor and one.valid_from <= week]
    return financial_year(named[-1].valid_from) if named else ""


def days_lie_behind(case: ReturnCase) -> Iterator[ReturnRemark]:
    """B20: what is in force has begun."""
    for key in ("model_since", "rates_from", "uplift_from"):
        day = case.day(key)
        if day is not None and day > case.today:
            yield ReturnRemark(
                "B20", EXPLAIN, f"{day_in_words(day)} is still to come.", "Please correct the date, or say why.", key
            )


ANSWER_CHECKS = (
    code_is_this_council_s,
    week_is_the_round_s,
    moved_on_last_round,
    those_who_deliver_are_known,
    handed_back_have_ended,
    who_waits_waits_for_hours,
    a_ceiling_is_named,
    the_living_wage_is_london_s,
    days_lie_behind,
)
