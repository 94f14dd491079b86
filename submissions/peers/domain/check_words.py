"""The checks in words: what each code is for, as its rule is called."""

from collections.abc import Mapping
from functools import cache

from costing.checks import CATALOGUE, SLIP_CHECKS
from submissions.peers.domain.places import CODE

# Codes whose rule has no name that says it, or that no rule of the catalogue raises.
_OTHERS = {
    CODE: "The line lies among its peers",
    "P02": "A figure is in its expected unit",
    "R02": "The template and price date are those of the exercise",
    "R03": "What is required is answered",
    "R04": "Answers are of their type and in their hard range",
    "R08": "One return a location, with its own costs",
    "R05": "Shares add up to 100 %",
    "R07": "The own total agrees with the portal’s",
    "H14": "Return on operations is ordinary",
    "C10": "Return on operations is ordinary",
    "H16": "The total is ordinary",
    "C11": "The total is ordinary",
    "C12": "An hour of staff costs more than its pay, and not far more",
    "N01": "A figure was read as it was meant",
    "N02": "A percentage was read as it was meant",
}


def check_in_words(service: str, code: str) -> str:
    """Return what the checks of a code hold a return to; blank for one that is unknown."""
    if code.startswith("F"):
        return "The file can be read"
    return _OTHERS.get(code) or _of_service(service).get(code, "")


@cache
def _of_service(service: str) -> Mapping[str, str]:
    found: dict[str, list[str]] = {}
    for check in (*CATALOGUE.get(service, ()), *SLIP_CHECKS.get(service, ())):
        found.setdefault(check.code, []).append(_sentence(check.rule.__name__))
    return {code: "; ".join(dict.fromkeys(names)) for code, names in found.items()}


def _sentence(rule: str) -> str:
    """Return the name of a rule as words: pay_bands_reach_basic_pay, hours_agree_with_the_council_s."""
    words = rule.replace("_", " ").replace(" s ", "’s ")
    return (words.removesuffix(" s") + "’s" if words.endswith(" s") else words).capitalize()
