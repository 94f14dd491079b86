"""The slips in some of the invented returns, and how their providers explain what is unusual."""

from costing.synthetic.typical_slips import (
    cost_not_given,
    money_as_people_type_it,
    profit_in_other,
    shares_of_ninety,
    visits_left_blank,
    weekly_back_office,
    weekly_food,
)
from costofcare.demo.branches import BEGINNING, DemoBranch, Fate
from costofcare.demo.homes import DemoHome

WORDS = (
    "Our auditors asked the same; it is right.",
    "We have checked it against the payroll of March.",
    "It is so every year, as we cover the villages on the moor.",
    "The office moved that year, and it is smaller now.",
)
OF_HOMES = (
    "A wing was being rebuilt all that year, and its beds were kept free.",
    "Our auditors asked the same; it is right.",
)
AT = {8: cost_not_given, 11: money_as_people_type_it, 15: profit_in_other}


def answers_sent(branch: DemoBranch) -> list[dict[str, str]]:
    """Return what a location sends, file after file; the last one counts."""
    told = branch.answers
    if isinstance(branch, DemoHome):
        return [weekly_food(told) if branch.fate in (Fate.TO_EXPLAIN, Fate.EXCLUDED) else told]
    if branch.fate is Fate.TO_FIX:
        return [visits_left_blank(told), weekly_back_office(shares_of_ninety(told))]
    if branch.fate in (Fate.TO_EXPLAIN, Fate.EXCLUDED):
        return [weekly_back_office(told)]
    slip = AT.get(branch.number % 20)
    return [slip(told) if slip and branch.number >= len(BEGINNING) else told]


def words_for(branch: DemoBranch, place: int) -> str:
    words = OF_HOMES if isinstance(branch, DemoHome) else WORDS
    return words[(branch.number + place) % len(words)]
