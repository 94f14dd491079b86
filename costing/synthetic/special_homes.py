"""The special homes of every real market: an owner with several, one half empty, some without nursing."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

Answers = dict[str, str]

GROUP = "Harbour Care Homes"
# What the group's head office charges each of its homes for a bed and year.
_GROUP_CHARGE = 1_450


def half_empty(answers: Answers) -> Answers:
    """Return answers with more beds than the residents need: an occupancy of 70 %."""
    residents = sum(Decimal(answers[key]) for key in answers if key.startswith("occupied_"))
    beds = round(residents / Decimal("0.70"))
    return answers | {"active_beds": str(beds), "registered_beds": str(beds)}


def without_nursing(answers: Answers) -> Answers:
    """Return answers in which the residents with nursing are among those without, and no nurses."""
    changed = dict(answers)
    for kind in ("", "_enhanced"):
        both = Decimal(answers[f"occupied_residential{kind}"]) + Decimal(answers[f"occupied_nursing{kind}"])
        changed |= {f"occupied_residential{kind}": str(both), f"occupied_nursing{kind}": "0"}
        changed |= {f"care_hours_nursing{kind}": "0", f"nurse_hours_nursing{kind}": "0"}
    changed |= {"nursing_staff_cost": "0", "nursing_staff_uplift": "0"}
    return {key: text for key, text in changed.items() if key not in ("nurse_basic_pay_rate", "fnc_deducted")}


def one_of_a_group(answers: Answers) -> Answers:
    """Return answers with a head office that is shared out by beds."""
    charge = int(answers["active_beds"]) * _GROUP_CHARGE
    name = f"{GROUP}: {answers['home_name']}"
    return answers | {"home_name": name, "central_management_cost": str(charge), "overheads_shared_by": "beds"}


# A third of fifteen homes are without nursing, as in real markets: were it one alone, the nursing columns would stand
# beside the others with one home missing, and disclosure control would hide them.
SPECIAL_HOMES: Mapping[int, Callable[[Answers], Answers]] = {
    2: half_empty,
    **dict.fromkeys((1, 4, 10, 12, 13), without_nursing),
    **dict.fromkeys((6, 7, 8), one_of_a_group),
}


def invented_owners(market: Sequence[Answers]) -> dict[str, str]:
    """Return the owner of each home by its location: the group of three of them, their own of all others."""
    names = ((home["location_id"], home["home_name"]) for home in market)
    return {location: GROUP if name.startswith(GROUP) else name for location, name in names}
