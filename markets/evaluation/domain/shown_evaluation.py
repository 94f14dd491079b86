"""An evaluation as a page shows it: the answer first, each measure, what changed hands, what the data cannot say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markets.evaluation.domain.evaluation_terms import JudgedMeasure, measures_in
from markets.evaluation.domain.judged_beside import PRICES, WAITS
from markets.evaluation.domain.look_document import changes_in
from markets.evaluation.domain.shown_change import ShownChange, shown_change
from markets.evaluation.domain.shown_hands import ShownHands, shown_hands
from markets.evaluation.domain.shown_packages import ShownPackages, shown_packages

HOLDER_WORDS = (
    "Only visits that the council holds are evaluated. What providers gave the independent team is not in it and "
    "cannot be chosen here: it leaves the team as a release alone."
)


@dataclass(frozen=True)
class ShownEvaluation:
    """``look`` is the one that is shown; None until the baseline alone is there."""

    definitions: Mapping[str, Any]
    baseline: Mapping[str, Any] | None
    look: Mapping[str, Any] | None
    names: Mapping[str, str]
    begun_late: bool = False

    @cached_property
    def measures(self) -> list[ShownChange]:
        """Return each measure: those that moved first, then as they were chosen."""
        if self.baseline is None:
            return []
        changes = changes_in(self.look) if self.look else {}
        found = [shown_change(one, self.baseline, self.look, changes.get(one.key)) for one in self._chosen]
        return sorted(found, key=lambda one: not one.is_called)

    @property
    def _chosen(self) -> list[JudgedMeasure]:
        return measures_in(self.definitions)

    def order(self, measure: JudgedMeasure) -> int:
        """Return the place of a measure as it was chosen."""
        return self._chosen.index(measure)

    @property
    def moved(self) -> list[ShownChange]:
        return [one for one in self.measures if one.is_called]

    @property
    def unknown(self) -> list[ShownChange]:
        return [one for one in self.measures if one.change is None]

    @property
    def answer(self) -> str:
        """Return the answer in one sentence; what is not known yet is said, and is never nothing."""
        if self.baseline is None:
            return "Nothing is known yet: the baseline has not been worked out."
        if self.look is None:
            return "The baseline is frozen. Whether anything moved is not known yet."
        after, judged = f"After {self.look['months']} months", len(self.measures) - len(self.unknown)
        if not judged:
            return f"{after} nothing can be said: no measure has three weeks, or waits that ended, on both sides."
        if not self.moved:
            return f"{after} none of the {judged} measures moved by more than weeks differ by themselves."
        return f"{after} {len(self.moved)} of the {judged} measures moved by more than weeks differ by themselves."

    @cached_property
    def hands(self) -> ShownHands | None:
        if self.baseline is None or self.look is None:
            return None
        return shown_hands(self.baseline["hours"], self.look["hours"], self.names)

    @property
    def packages(self) -> ShownPackages | None:
        """Return which packages changed hands; None of a look that was made before these were looked at."""
        found = (self.look or {}).get("packages")
        return shown_packages(found, self.names) if found else None

    @property
    def limits(self) -> Sequence[str]:
        return list(self._limits())

    def _limits(self) -> Iterator[str]:
        yield "A difference says that something moved, not why: whatever else changed at that time is in it."
        if self.look is not None:
            yield "A measure that is not called may have moved all the same, by less than these weeks can show."
            yield from self._of_the_look(self.look)
        if self.begun_late:
            yield "It was begun after the change: the measures were chosen when figures could have been known."
        yield "Weeks that follow each other may be alike: intervals are rather too narrow than too wide."
        yield "Each look is judged by itself, at 5 % over its measures: of three looks one in seven may call chance."
        yield "Careworkers a client and new faces need four weeks of a client, so no week can be judged by them."
        keys = {one.key for one in self._chosen}
        if keys & set(WAITS):
            yield "A wait is of packages that were offered in the weeks: who waited from before them is not in it."
        if keys & set(PRICES):
            yield "Rates are those of the rate card for the hours that were planned, and not what was invoiced."
        yield HOLDER_WORDS

    def _of_the_look(self, look: Mapping[str, Any]) -> Iterator[str]:
        if look["months"] != 12:
            yield "The weeks of this look lie in another season than the baseline; at 12 months both are of the same."
        for one in self.unknown:
            yield f"Not known: {one.says}"
        if self.hands and self.hands.stopped:
            yield (
                f"{self.hands.stopped} locations have visits before and none after. One whose file was not sent looks "
                f"as if it had stopped."
            )
        filled = len((self.baseline or {}).get("filled_in", ())), len(look["filled_in"])
        if any(filled):
            yield (
                f"Times filled in by hand are left out of all minutes: of {filled[0]} locations before and "
                f"{filled[1]} after."
            )
        gaps = sum(not whole for document in (self.baseline, look) if document for whole in document["whole"])
        if gaps:
            yield f"{gaps} weeks have a day without visits and are left out."
