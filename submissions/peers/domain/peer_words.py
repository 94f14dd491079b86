"""Peers in words: where a figure stands, how far from the median, and what P01 says of it."""

from decimal import Decimal

from costing.figure_words import gbp, percent
from submissions.peers.domain.peer_groups import FEWEST
from submissions.peers.domain.places import LinePlace

NOBODY = "No other return has this line yet."


def spoken(label: str) -> str:
    """Return the label of a line as it stands in a sentence: TOTAL is shouted in a table alone; PPE stays PPE."""
    return label.capitalize() if label == "TOTAL" else label


def how_many(n: int, group: str = "") -> str:
    return f"{n} other return{'' if n == 1 else 's'} {group}".strip()


def rank_in_words(place: LinePlace) -> str:
    """Return the rank: higher than 9 of 12."""
    if place.value is None or not place.n:
        return "–"
    if not place.lower and not place.higher:
        return f"the same as all {place.n}" if place.n > 1 else "the same as the other"
    if place.lower in (0, place.n) and place.higher in (0, place.n):
        return f"{'higher' if place.lower else 'lower'} than all {place.n}" if place.n > 1 else _than_one(place)
    sides = [f"higher than {place.lower}" * bool(place.lower), f"lower than {place.higher}" * bool(place.higher)]
    return f"{' and '.join(side for side in sides if side)} of {place.n}"


def _than_one(place: LinePlace) -> str:
    return "higher than the other" if place.lower else "lower than the other"


def distance_in_words(place: LinePlace) -> str:
    """Return the distance from the median, as it stands before it: 31 % above; the same as."""
    if place.value is None or place.quartiles is None or place.value == place.quartiles.median:
        return "the same as"
    side = "above" if place.value > place.quartiles.median else "below"
    return f"{percent(abs(place.from_median))} {side}" if place.from_median is not None else side


def place_sentence(label: str, place: LinePlace) -> str:
    """Return where a subtotal or total stands, in a sentence with per cent and rank."""
    if place.value is None:
        return f"{spoken(label)} is n/a."
    if place.quartiles is None:
        return f"{spoken(label)} is {gbp(place.value)}. {NOBODY}"
    among, middle = how_many(place.n, place.group.words), gbp(place.quartiles.median)
    where = f"{distance_in_words(place)} the median of {among}, {middle}, and {rank_in_words(place)}"
    return f"{spoken(label)} is {gbp(place.value)}: {where}."


def usual_in_words(place: LinePlace) -> str:
    """Return what P01 expects, and from what; blank without peers. No cost is expected below nothing."""
    if place.usual is None or place.quartiles is None:
        return ""
    low, high = (max(Decimal(0), end) for end in place.usual)
    among = how_many(place.n, place.group.words)
    if place.n >= FEWEST:
        return f"{gbp(low)} to {gbp(high)}: the quartiles of {among}, and 1.5 times what lies between to each side"
    return f"{gbp(low)} to {gbp(high)}: half to twice the median of {among}, as fewer than {FEWEST} say little"


def total_too_far(label: str, place: LinePlace, most: Decimal) -> str:
    """Return the note on a total that lies further from the median than the exercise expects."""
    return f"{spoken(label)} is {distance_in_words(place)} the median of its peers: more than {percent(most)}."


def within_in_words(place: LinePlace, most: Decimal) -> str:
    """Return the range around the median that a total is expected in; blank without peers."""
    if place.quartiles is None:
        return ""
    middle, reach = place.quartiles.median, abs(place.quartiles.median) * most
    return f"{gbp(middle - reach)} to {gbp(middle + reach)}: {percent(most)} to each side of the median"
