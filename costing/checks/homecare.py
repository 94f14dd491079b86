"""Checks whether a home-care return is plausible (R09, R10, H01–H20): activity, travel and hours."""

from collections.abc import Iterator
from decimal import Decimal

from costing.bands import Band
from costing.checks.arithmetic import own_total_agrees, shares_add_up
from costing.checks.case import Case, Remark, check
from costing.figure_words import (
    band_in_words,
    gbp,
    percent,
    with_unit,
)
from costing.findings import Audience, Layer, Severity
from costing.formulas.homecare import PAY_BANDS, VISIT_MINUTES
from spreadsheets.decimals import rounded

FUNDERS = ("share_this_authority", "share_other_authorities", "share_nhs", "share_self_funded")
VISITS = (*(f"visits_{k}" for k in VISIT_MINUTES), "visits_other", "minutes_other")
YEAR_HOURS = "contact_hours_period"
EVERYTHING = (*VISITS, YEAR_HOURS, "careworkers")


def visits_per_week(case: Case) -> Decimal | None:
    visits = [case.number(key) for key in VISITS[:-1]]
    return None if None in visits else sum((v for v in visits if v is not None), Decimal(0))


def hours_per_week(case: Case) -> Decimal | None:
    return case.costs.drivers["contact_hours_per_week"] if case.costs else None


def busiest(case: Case) -> str:
    """Return the visit length with most visits: the cell to look at first."""
    return max(VISITS[:-1], key=lambda key: case.number(key) or Decimal(0))


@check("R09", Layer.ARITHMETIC, Severity.MUST_FIX, reads=VISITS[:-1])
def there_is_activity(case: Case) -> Iterator[Remark]:
    if visits_per_week(case) == 0:
        yield Remark(
            "visits_15",
            "There are no visits in this return, so there are no hours to divide the costs by.",
            "Please give the visits of an ordinary week by their planned length.",
            "visits of at least one length",
        )


@check("R10", Layer.ARITHMETIC, Severity.MUST_FIX, reads=VISITS[:-1])
def double_handed_visits_are_some_of_all(case: Case) -> Iterator[Remark]:
    visits, double = visits_per_week(case), case.number("visits_double_handed")
    if visits and double is not None and double > visits:
        yield Remark(
            "visits_double_handed",
            f"There are more attendances at double-handed calls ({rounded(double, 0):,}) than visits in all "
            f"({rounded(visits, 0):,}): counted twice, or of a year instead of a week?",
            "Each carer's attendance is one visit. Please count those at double-handed calls among the visits above.",
            f"at most {rounded(visits, 0):,} visits per week",
        )


@check("H01", Layer.PLAUSIBILITY, Severity.EXPLAIN, reads=VISITS)
def visits_have_an_ordinary_length(case: Case) -> Iterator[Remark]:
    minutes = case.costs.drivers["average_visit_minutes"] if case.costs else None
    band = case.band("visit_minutes")
    if minutes is not None and minutes not in band:
        yield Remark(
            busiest(case),
            f"The average visit is {with_unit(minutes, 'minutes')} long.",
            "Please check the numbers of visits and the average length of the others, or say why it is right.",
            band_in_words(band),
            read=with_unit(minutes, "minutes"),
        )


@check("H02", Layer.PLAUSIBILITY, Severity.EXPLAIN)
def travel_per_visit_is_ordinary(case: Case) -> Iterator[Remark]:
    minutes, band = case.number("travel_minutes_per_visit"), case.band("travel_minutes_per_visit")
    if minutes is not None and minutes not in band:
        yield Remark(
            "travel_minutes_per_visit",
            f"Travel takes {with_unit(minutes, 'minutes')} a visit: {_travel_slip(minutes, band)}",
            "Please give the average time from one visit to the next, in minutes, or say why it is right.",
            band_in_words(band),
        )


@check("H02", Layer.PLAUSIBILITY, Severity.EXPLAIN, reads=VISITS)
def travel_per_contact_hour_is_ordinary(case: Case) -> Iterator[Remark]:
    minutes = case.costs.drivers["travel_minutes_per_contact_hour"] if case.costs else None
    band, ordinary = case.band("travel_minutes_per_contact_hour"), case.band("travel_minutes_per_visit")
    per_visit = case.number("travel_minutes_per_visit") or Decimal(0)
    if minutes is not None and minutes not in band and per_visit <= (ordinary.high or per_visit):
        yield Remark(
            "travel_minutes_per_visit",
            f"Travel takes {with_unit(minutes, 'minutes')} for each contact hour.",
            "Please check the travel time and the numbers of visits, or say why it is right.",
            band_in_words(band),
        )


@check("H03", Layer.PLAUSIBILITY, Severity.EXPLAIN, reads=VISITS)
def miles_are_ordinary(case: Case) -> Iterator[Remark]:
    visits = case.costs.workings["visits_per_hour"] if case.costs else None
    miles, band = case.number("miles_per_visit"), case.band("miles_per_contact_hour")
    if visits is not None and miles is not None and visits * miles not in band:
        yield Remark(
            "miles_per_visit",
            f"{with_unit(miles, 'miles')} a visit make {with_unit(visits * miles, 'miles')} for each contact hour: "
            "the miles of a round or a day instead of one visit's?",
            "Please give the miles from one visit to the next, not of a day or a round, or say why it is right.",
            band_in_words(band),
        )


@check("H04", Layer.PLAUSIBILITY, Severity.EXPLAIN, reads=("miles_per_visit", "mileage_paid_share"))
def mileage_rate_is_ordinary(case: Case) -> Iterator[Remark]:
    miles, share, rate = (case.number(key) for key in ("miles_per_visit", "mileage_paid_share", "mileage_rate"))
    band = case.band("mileage_rate")
    if miles and share and rate is not None and rate not in band:
        yield Remark(
            "mileage_rate",
            f"Mileage is paid at {gbp(rate)} a mile: is it what a careworker is paid for a mile?",
            "Please give what you pay a careworker for a mile, in pounds, or say why it is right.",
            band_in_words(band),
        )


@check("H11", Layer.PLAUSIBILITY, Severity.NOTE, reads=(*VISITS, "share_this_authority"), audience=Audience.ANALYST)
def hours_agree_with_the_council_s(case: Case) -> Iterator[Remark]:
    hours, share = hours_per_week(case), case.number("share_this_authority")
    commissioned, band = case.terms.commissioned_hours, case.band("commissioned_hours_difference")
    if hours is None or share is None or not commissioned:
        return
    if abs(hours * share - commissioned) / commissioned not in band:
        yield Remark(
            "share_this_authority",
            f"The return puts {rounded(hours * share, 0):,} contact hours a week down to this authority, "
            f"which commissions {rounded(commissioned, 0):,}.",
            "Ask whether other branches or other authorities are mixed in.",
            f"within {percent(band.high or Decimal(0))} of {rounded(commissioned, 0):,} hours",
        )


@check("H12", Layer.PLAUSIBILITY, Severity.EXPLAIN, reads=VISITS)
def careworkers_work_ordinary_hours(case: Case) -> Iterator[Remark]:
    hours, people, band = hours_per_week(case), case.number("careworkers"), case.band("hours_per_careworker_per_week")
    if hours is not None and people and hours / people not in band:
        yield Remark(
            "careworkers",
            f"{rounded(people, 0):,} careworkers make {with_unit(hours / people, 'contact hours')} a week for each: "
            f"{_people_slip(hours / people, band)}",
            "Please count people on the payroll, on average over the year, and visits of one week.",
            band_in_words(band),
        )


@check("H17", Layer.PLAUSIBILITY, Severity.EXPLAIN)
def shared_costs_are_shared_with_other_authorities_work(case: Case) -> Iterator[Remark]:
    share, band = case.number("share_other_authorities"), case.band("other_authorities_share")
    if share is not None and share not in band and case.answers.choice("overheads_shared_by") == "not_shared":
        yield Remark(
            "overheads_shared_by",
            f"{percent(share)} of the hours are for other authorities, but shared costs are said not to be shared.",
            "Please say by what the shared costs were divided, or why there are none.",
            "a way of dividing shared costs",
        )


@check("H18", Layer.PLAUSIBILITY, Severity.EXPLAIN, reads=VISITS)
def year_s_hours_agree_with_the_week_s(case: Case) -> Iterator[Remark]:
    year = case.costs.drivers["contact_hours_per_year"] if case.costs else None
    given, band = case.number(YEAR_HOURS), case.band("year_hours_difference")
    if given is not None and year and abs(given - year) / year not in band:
        yield Remark(
            YEAR_HOURS,
            f"The visits of a week make {rounded(year, 0):,} contact hours a year; "
            f"the year of the costs had {rounded(given, 0):,}: {_hours_slip(given / year)}",
            "Please give the hours delivered by this branch alone, and the visits of an ordinary week.",
            f"within {percent(band.high or Decimal(0))} of {rounded(year, 0):,} hours",
        )


@check("H20", Layer.PLAUSIBILITY, Severity.EXPLAIN)
def live_in_and_night_care_are_left_out(case: Case) -> Iterator[Remark]:
    if case.answers.choice("excludes_live_in_and_nights") == "no":
        yield Remark(
            "excludes_live_in_and_nights",
            "Live-in care or night sitting is in this return; it is priced differently and distorts an hour's cost.",
            "Please take their hours, pay and costs out, or say why they cannot be separated.",
            "yes",
        )


def _travel_slip(minutes: Decimal, band: Band) -> str:
    is_short = band.low is not None and minutes < band.low
    return "hours instead of minutes?" if is_short else "the travel of a round or a day instead of one visit's?"


def _people_slip(hours: Decimal, band: Band) -> str:
    if band.low is not None and hours < band.low:
        return "everybody who was employed during the year, or the whole company's?"
    return "full-time equivalents instead of people, or visits of more than a week?"


def _hours_slip(ratio: Decimal) -> str:
    """Return the likely slip; ``ratio`` is the year's hours to those of the visits."""
    if 50 <= ratio <= 70:
        return "minutes instead of hours?"
    if ratio > 1:
        return "hours commissioned instead of delivered, other branches, or visits of only some clients?"
    return "another period than a year, or visits of several branches?"


ACTIVITY_CHECKS = (
    shares_add_up("The shares of contact hours by who pays", FUNDERS),
    shares_add_up("The shares of contact hours by pay band", tuple(f"pay_share_{band}" for band in PAY_BANDS)),
    there_is_activity,
    double_handed_visits_are_some_of_all,
    own_total_agrees("own_total", "homecare", EVERYTHING),
    visits_have_an_ordinary_length,
    travel_per_visit_is_ordinary,
    travel_per_contact_hour_is_ordinary,
    miles_are_ordinary,
    mileage_rate_is_ordinary,
    hours_agree_with_the_council_s,
    careworkers_work_ordinary_hours,
    shared_costs_are_shared_with_other_authorities_work,
    year_s_hours_agree_with_the_week_s,
    live_in_and_night_care_are_left_out,
)
