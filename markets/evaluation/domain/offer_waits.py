"""Waits for a first visit of the offers of some weeks, by urban and rural, as a look keeps them: days and how many."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from costing.figure_words import day_in_words
from markets.evaluation.domain.judged_beside import WAIT_RURAL, WAIT_URBAN, WAITS
from markets.evaluation.domain.look_weeks import LookWeeks
from markets.measures.domain.figures import FEWEST
from markets.measures.domain.package_offers import PackageOffer, first_visit_spells
from markets.measures.domain.places import is_urban
from markets.measures.domain.survival import Spell

NO_OFFERS = "no table of offers is kept"
NO_FIRST_VISIT = "the table of offers says of none when its first visit was"
FEW_OFFERS = "fewer than five packages were offered in these weeks"
# Waits of a group: days, whether it ended, and of how many; None with the reason why there are none.
Waited = list[tuple[int, bool, int]]


def too_old(kept_on: date) -> str:
    return f"the table of offers was kept on {day_in_words(kept_on)}, before these weeks had ended"


def offer_waits(
    offers: Sequence[PackageOffer] | None, kept_on: date | None, weeks: LookWeeks
) -> tuple[dict[str, Waited], dict[str, str]]:
    """Return the waits of each group that may be told, and of each other group why not.

    Whoever has had no first visit by the last day of the weeks still waits, so a baseline is the same whenever it is
    looked at.
    """
    if offers is None or kept_on is None:
        return {}, dict.fromkeys(WAITS, NO_OFFERS)
    if kept_on <= weeks.last:
        return {}, dict.fromkeys(WAITS, too_old(kept_on))
    if not any(each.first_visit for each in offers):
        return {}, dict.fromkeys(WAITS, NO_FIRST_VISIT)
    groups: dict[str, list[PackageOffer]] = {key: [] for key in WAITS}
    for each in offers:
        if each.ruc and each.sent in weeks:
            groups[WAIT_URBAN if is_urban(each.ruc) else WAIT_RURAL].append(each)
    told = {key: own for key, own in groups.items() if len(own) >= FEWEST}
    found = {key: _counted(first_visit_spells(own, weeks.last)) for key, own in told.items()}
    return found, {key: FEW_OFFERS for key in WAITS if key not in told}


def _counted(spells: Sequence[Spell]) -> Waited:
    return [(days, ended, count) for (days, ended), count in sorted(Counter(spells).items())]


def spells_in(document: Mapping[str, Any]) -> dict[str, list[Spell]]:
    """Return the waits of a look that is kept."""
    return {
        key: [(days, ended) for days, ended, count in counted for _ in range(count)]
        for key, counted in document.get("waits", {}).items()
    }
