"""Checks of the prices, by themselves and beside the answers: B03 to B06, B08, B09, B18, B19."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from benchmarking.returns.domain.remarks import ReturnRemark
from benchmarking.returns.domain.return_case import ReturnCase, gbp, number_in, price_row
from benchmarking.rounds.domain.councils import HEADLINE
from costing.findings import Severity
from costing.rates import NATIONAL_LIVING_WAGE, rates_at

# Of an average price in 2025's money, moved with the National Living Wage since.
LOW, HIGH, WAGE_THEN = Decimal(15), Decimal(40), Decimal("12.21")
APART, SPEND_APART, HOURS_APART = Fraction(2, 5), Decimal("0.03"), Decimal("0.05")
FEE_APART = Decimal("0.05")
ON_COSTS = Decimal("1.2")
HALF, HOUR = Fraction(1, 2), 60
MUST_FIX, EXPLAIN, NOTE = Severity.MUST_FIX, Severity.EXPLAIN, Severity.NOTE
KEY = "prices"


def average_is_ordinary(case: ReturnCase) -> Iterator[ReturnRemark]:
    """B03: the average price lies where prices of that year do."""
    if case.average is None:
        return
    wages = rates_at(case.week, (NATIONAL_LIVING_WAGE,))
    moved = wages[NATIONAL_LIVING_WAGE] / WAGE_THEN if wages else Decimal(1)
    low, high = LOW * moved, HIGH * moved
    if not low <= case.average <= high:
        yield ReturnRemark(
            "B03", EXPLAIN,
            f"Your prices come to {gbp(case.average)} an hour; {gbp(low)} to {gbp(high)} are usual in that year.",
            "Please look whether a price is by the visit or by the hour, or say why.", KEY,
        )  # fmt: skip


def lowest_and_highest_enclose_the_average(case: ReturnCase) -> Iterator[ReturnRemark]:
    """B04: lowest, average and highest lie in this order."""
    low, high, mean = case.number("lowest_rate_foi"), case.number("highest_rate_foi"), case.average
    if low is not None and high is not None and low > high:
        yield ReturnRemark(
            "B04", MUST_FIX, f"Lowest {gbp(low)} is above the highest {gbp(high)}.", "Please correct one of them.",
            "lowest_rate_foi",
        )  # fmt: skip
    elif mean is not None and low is not None and low > mean:
        yield ReturnRemark(
            "B04", MUST_FIX, f"Lowest {gbp(low)} is above the average {gbp(mean)} that follows from your prices.",
            "Please correct the lowest rate, or the prices.", "lowest_rate_foi",
        )  # fmt: skip
    elif mean is not None and high is not None and high < mean:
        yield ReturnRemark(
            "B04", MUST_FIX, f"Highest {gbp(high)} is below the average {gbp(mean)} that follows from your prices.",
            "Please correct the highest rate, or the prices.", "highest_rate_foi",
        )  # fmt: skip


def spend_is_price_times_hours(case: ReturnCase) -> Iterator[ReturnRemark]:
    """B05: spend over hours is within 3 % of the average price."""
    spend, hours, mean = case.number("spend_per_week"), case.number("hours_commissioned_per_week"), case.average
    if spend is None or not hours or not mean:
        return
    paid, known = spend / hours, case.published_spend
    beside = f" Spend over hours of {known.words} comes to {gbp(known.value)} (ASC-FR)." if known else ""
    if abs(paid / mean - 1) > SPEND_APART:
        yield ReturnRemark(
            "B05", EXPLAIN, f"Spend over hours is {gbp(paid)} an hour; your prices come to {gbp(mean)}.",
            f"Please correct one of them, or say what else the spend holds.{beside}", "spend_per_week",
        )  # fmt: skip


def hours_of_prices_add_up(case: ReturnCase) -> Iterator[ReturnRemark]:
    """B06: the hours of the prices in force are the hours commissioned, within 5 %."""
    hours = case.number("hours_commissioned_per_week")
    whole = sum((number_in(row, "hours_per_week") for row in case.prices if case.in_force(row)), Fraction(0))
    if not hours or not case.prices:
        return
    added = Decimal(whole.numerator) / Decimal(whole.denominator)
    if abs(added / hours - 1) > HOURS_APART and not any(lengths_add_up(case)):
        yield ReturnRemark(
            "B06", EXPLAIN, f"The hours of your prices add up to {added:,.1f}; you commission {hours:,.1f} a week.",
            "Please correct one of them, or say which hours have no price here.", KEY,
        )  # fmt: skip


def lengths_are_priced_alike(case: ReturnCase) -> Iterator[ReturnRemark]:
    """B08: an hour of a shorter visit costs what others do, or a price by the hour was typed as by the visit."""
    whole_hours = defaultdict(list)
    for row in case.prices:
        priced = price_row(row)
        if priced.hourly is not None and (priced.priced_by == "hour" or priced.minutes == HOUR):
            whole_hours[priced.package].append(priced.hourly)
    for row in case.prices:
        priced = price_row(row)
        known = whole_hours.get(priced.package)
        if priced.priced_by != "visit" or priced.minutes in (None, HOUR) or priced.hourly is None or not known:
            continue
        usual = sum(known, Fraction(0)) / len(known)
        if abs(priced.hourly / usual - 1) <= APART:
            continue
        yield _length_remark(row.number, priced.minutes or Fraction(HOUR), priced.price, priced.hourly)


def _length_remark(row: int, minutes: Fraction, price: Fraction, hourly: Fraction) -> ReturnRemark:
    as_visit = price * minutes / HOUR
    return ReturnRemark(
        "B08", EXPLAIN,
        f"Price, {int(minutes)} minutes: we read {gbp(price)} a visit, that is {gbp(hourly)} an hour. Did you mean "
        f"{gbp(price)} an hour ({gbp(as_visit)} a visit)?",
        "Use it, correct it, or say why an hour of these visits costs so much more or less.", KEY,
        f"Prices, row {row}", guess=gbp(as_visit).removeprefix("£").replace(",", ""), row=row,
    )  # fmt: skip


def reported_fee_is_near(case: ReturnCase) -> Iterator[ReturnRemark]:
    """B11: the average price is within 5 % of the fee that the council reported of that year; both are shown."""
    fee = case.reported
    if fee is None or not fee.value or case.average is None or abs(case.average / fee.value - 1) <= FEE_APART:
        return
    yield ReturnRemark(
        "B11", EXPLAIN,
        f"Your prices come to {gbp(case.average)} an hour; the fee reported to MSIF is {gbp(fee.value)} for "
        f"{fee.words}.",
        "Please correct your prices, or say why the two differ by more than 5 %.", KEY,
    )  # fmt: skip


def prices_cover_the_wage(case: ReturnCase) -> Iterator[ReturnRemark]:
    """B09: a price covers the pay floor and the employer's on-costs."""
    wages = rates_at(case.week, (NATIONAL_LIVING_WAGE,))
    floor = case.number("pay_floor_gbp") or (wages[NATIONAL_LIVING_WAGE] if wages else None)
    if floor is None:
        return
    least = Fraction(floor * ON_COSTS)
    for row in case.prices:
        hourly = price_row(row).hourly
        if hourly is not None and case.in_force(row) and hourly < least:
            yield ReturnRemark(
                "B09", EXPLAIN, f"Prices, row {row.number}: {gbp(hourly)} an hour is less than the pay floor with "
                f"on-costs, {gbp(least)}.",
                "Please correct it, or say how it covers the wage.", KEY, f"Prices, row {row.number}", row=row.number,
            )  # fmt: skip


def visits_add_up(case: ReturnCase) -> Iterator[ReturnRemark]:
    """B18: shares lie between 0 and 100 %; the reader says so of each, and here of two that exclude each other."""
    main, second = case.number("share_main_model"), case.values.get("second_model")
    if main is not None and main > 1:
        yield ReturnRemark(
            "B18", MUST_FIX, f"The main model places {main * 100:.0f} % of the hours.",
            "Please give a share up to 100 %.", "share_main_model",
        )  # fmt: skip
    elif main is not None and main < 1 and second == "none":
        yield ReturnRemark(
            "B18", EXPLAIN, f"The main model places {main * 100:.0f} % of the hours, and there is no second.",
            "Please give the second model, or 100 %.", "share_main_model",
        )  # fmt: skip


def lengths_add_up(case: ReturnCase) -> Iterator[ReturnRemark]:
    """B18: visits by length are no more than all the hours that are commissioned."""
    shares = shares_by_length(case)
    whole = sum(shares.values(), Fraction(0))
    if len(shares) < 2 or whole - 1 <= HOURS_APART:
        return
    each = ", ".join(f"{int(minutes)} minutes {float(share):.0%}" for minutes, share in sorted(shares.items()))
    yield ReturnRemark(
        "B18", MUST_FIX, f"Visits by length add up to {float(whole) * 100:.0f} %.",
        f"Of the hours that you commission they are: {each.replace('%', ' %')}. Please correct the hours.", KEY,
    )  # fmt: skip


def shares_by_length(case: ReturnCase) -> dict[Fraction, Fraction]:
    """Return by length the share of the hours commissioned that is bought at a price by the visit."""
    hours, shares = case.number("hours_commissioned_per_week"), defaultdict[Fraction, Fraction](Fraction)
    if not hours:
        return {}
    for row in case.prices:
        priced = price_row(row)
        if priced.priced_by == "visit" and priced.minutes and priced.package == HEADLINE and case.in_force(row):
            shares[priced.minutes] += priced.hours / Fraction(hours)
    return dict(shares)


def estimates_are_marked(case: ReturnCase) -> Iterator[ReturnRemark]:
    """B19: say so where more than half of the hours have an estimated price."""
    whole = sum((number_in(row, "hours_per_week") for row in case.prices), Fraction(0))
    guessed = [row for row in case.prices if row.values.get("source") == "estimate"]
    share = sum((number_in(row, "hours_per_week") for row in guessed), Fraction(0)) / whole if whole else Fraction(0)
    if share > HALF:
        yield ReturnRemark(
            "B19", NOTE, f"{float(share):.0%} of the hours have an estimated price.",
            "It is marked so wherever your prices are shown.", KEY,
        )  # fmt: skip


PRICE_CHECKS = (
    average_is_ordinary,
    lowest_and_highest_enclose_the_average,
    spend_is_price_times_hours,
    hours_of_prices_add_up,
    lengths_are_priced_alike,
    reported_fee_is_near,
    prices_cover_the_wage,
    visits_add_up,
    lengths_add_up,
    estimates_are_marked,
)
