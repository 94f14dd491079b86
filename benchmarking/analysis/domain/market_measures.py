"""Measures of demand, supply and how hours are bought: each a function of a case, None where it is missing."""

from fractions import Fraction

from benchmarking.analysis.domain.council_case import CouncilCase
from benchmarking.rounds.domain.councils import HOURS_A_PERSON, handed_back_per_100

LARGEST = 3
THOUSAND = 1_000


def handed_back(case: CouncilCase) -> Fraction | None:
    """Return packages handed back in 12 months / the people of half a year ago and now in the mean, per 100 people.

    Where people are not given they are hours a week / 11, and the denominator is people now.
    """
    back, people = case.number("packages_handed_back"), case.number("people_receiving")
    ended, started = case.number("packages_ended"), case.number("packages_started")
    if back is None or not people or ended is None or started is None:
        return handed_back_per_100(back, _people(case))
    mean = (people + (people + ended - started)) / 2
    return back / mean * 100 if mean > 0 else None


def _people(case: CouncilCase) -> Fraction | None:
    people = case.number("people_receiving")
    return people * HOURS_A_PERSON if people else case.number("hours_commissioned_per_week")


def is_handed_back_derived(case: CouncilCase) -> bool:
    return handed_back(case) is not None and not case.number("people_receiving")


def unsourced(case: CouncilCase) -> Fraction | None:
    """Return hours waiting / (hours waiting + hours commissioned), % of hours."""
    waiting, hours = case.number("hours_waiting"), case.number("hours_commissioned_per_week")
    if waiting is None or hours is None or not waiting + hours:
        return None
    return waiting / (waiting + hours) * 100


def undelivered(case: CouncilCase) -> Fraction | None:
    """Return commissioned hours not delivered for want of staff, % of hours commissioned."""
    lost, hours = case.number("hours_undelivered"), case.number("hours_commissioned_per_week")
    return lost / hours * 100 if lost is not None and hours else None


def days_to_start(case: CouncilCase) -> Fraction | None:
    """Return the median days from request to first visit."""
    return case.number("days_to_start")


def short_visits(case: CouncilCase) -> Fraction | None:
    """Return visits planned for less than 30 minutes, % of visits."""
    share = case.number("share_under_30")
    return None if share is None else share * 100


def direct_payments(case: CouncilCase) -> Fraction | None:
    """Return people who take a direct payment, % of people."""
    share = case.number("share_direct_payments")
    return None if share is None else share * 100


def _shares(case: CouncilCase) -> list[Fraction]:
    """Return the share of each place that gives hours, the largest first; none without a list of providers."""
    hours = [one.hours for one in case.places if one.hours > 0 and not case.is_based]
    whole = sum(hours, Fraction(0))
    return sorted((one / whole for one in hours), reverse=True) if whole else []


def largest_three(case: CouncilCase) -> Fraction | None:
    """Return the hours of the three largest places, % of hours."""
    shares = _shares(case)
    return sum(shares[:LARGEST], Fraction(0)) * 100 if shares else None


def concentration(case: CouncilCase) -> Fraction | None:
    """Return Herfindahl and Hirschman's index, Σ of the squared shares of hours, of 10,000."""
    shares = _shares(case)
    return sum((one * one for one in shares), Fraction(0)) * 10_000 if shares else None


def providers_per_1000(case: CouncilCase) -> Fraction | None:
    """Return providers that delivered, per 1,000 hours a week."""
    delivering, hours = case.number("providers_delivering"), case.number("hours_commissioned_per_week")
    return delivering / hours * THOUSAND if delivering is not None and hours else None


def idle(case: CouncilCase) -> Fraction | None:
    """Return 1 − delivering / on the list, % of providers; 0 where as many or more deliver as are on the list."""
    delivering, listed = case.number("providers_delivering"), case.number("providers_framework")
    if delivering is None or not listed:
        return None
    return max(Fraction(0), 1 - delivering / listed) * 100


def leavers(case: CouncilCase) -> Fraction | None:
    """Return providers that left in 12 months / providers delivering a year ago, %; None without last year's."""
    left, before = case.number("providers_left"), case.delivering_before
    return left / before * 100 if left is not None and before else None
