"""The wage test: what an hour of a careworker's round is paid, once the time between visits counts."""

from fractions import Fraction

from markets.measures.domain.figures import Number


def effective_pay(
    pay: Number, contact: Number, working: Number, travel_paid: Number = 0, travel_rate: Number = 0
) -> Fraction:
    """Return £ per hour of work: pay for contact, and for travel that is paid, over contact and other work.

    ``contact``, ``working`` (travel and waiting that is work) and ``travel_paid`` are minutes. With all of a round's
    gaps as work it is the lower bound of what is paid, with travel alone the upper one.
    """
    earned = Fraction(pay) * Fraction(contact) + Fraction(travel_rate) * Fraction(travel_paid)
    return earned / (Fraction(contact) + Fraction(working))
