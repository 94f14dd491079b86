"""The names of slips of unit, by the unit that was asked for."""

# Of a figure of a year and of a week: the period that was taken instead.
_OF_A_YEAR = {
    "× 52": "a week's figure instead of the year's",
    "× 12": "a month's figure instead of the year's",
    "÷ 52": "multiplied by 52 once too often",
    "÷ 12": "multiplied by 12 once too often",
}
_OF_A_WEEK = {
    "× 52": "divided by 52 once too often",
    "× 12": "divided by 12 once too often",
    "÷ 52": "a year's figure instead of a week's",
    "÷ 12": "a quarter's figure instead of a week's",
}
_OF_POUNDS = {"÷ 100": "pence instead of pounds", "× 100": "a slipped decimal point"}
_OF_A_SHARE = {
    "÷ 100": "a percentage multiplied by 100 once too often",
    "× 100": "a percentage divided by 100 once too often",
}
_WHOLE_COMPANY = ", or the whole company's instead of this location's"
# Of anything else: what makes the figure too high (÷) and too low (×).
_OTHERS = {
    "minutes": ("the travel of a round or a day instead of one visit's", "hours instead of minutes"),
    "miles": ("the miles of a round or a day instead of one visit's", "a slipped decimal point"),
    "hours": ("minutes instead of hours, or all staff's instead of one person's", "a slipped decimal point"),
    "£ per hour": ("pay of a week or a month, or pence instead of pounds", "a share instead of pounds"),
    "£ per mile": ("pence instead of pounds, or the mileage of a round", "a slipped decimal point"),
}
_SLIPPED = ("multiplied once too often, or a slipped decimal point", "divided once too often, or a slipped point")


def what_happened(sign: str, unit: str) -> str:
    """Return how a slip came about; ``sign`` is what would mend it, such as "÷ 52"."""
    if unit.startswith("share"):
        return _OF_A_SHARE[sign]
    if "hours per" in unit:
        return _other("hours", sign)
    if "year" in unit and sign in _OF_A_YEAR:
        is_company_wide = unit.startswith("£") and sign.startswith("÷")
        return _OF_A_YEAR[sign] + (_WHOLE_COMPANY if is_company_wide else "")
    if "week" in unit and sign in _OF_A_WEEK:
        return _OF_A_WEEK[sign]
    if unit.startswith("£") and unit not in _OTHERS and sign in _OF_POUNDS:
        return _OF_POUNDS[sign]
    return _other(unit, sign)


def _other(unit: str, sign: str) -> str:
    too_high, too_low = _OTHERS.get(unit, _SLIPPED)
    return too_high if sign.startswith("÷") else too_low
