"""Two tabs, or two people, at one page: each field keeps the newer word, and where both changed it both are told."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounts.domain.merged_fields import merged_fields
from markets.paysurveys.domain.given_pay import DAY_PARTS, KEYS, LABELS


@dataclass(frozen=True, slots=True)
class PayClash:
    """A field that two have changed: ``theirs`` was saved first and stands, ``mine`` is still on the page."""

    key: str
    theirs: str
    mine: str

    @property
    def words(self) -> str:
        label = LABELS["holds_from" if self.key in DAY_PARTS else self.key]
        if self.key in ("travel", "zones"):
            return f"{label}: somebody chose otherwise on another page meanwhile. Save again to keep your choice."
        theirs = f"“{self.theirs[:40]}”" if self.theirs else "nothing"
        return f"{label}: {theirs} was saved on another page meanwhile. Save again to keep your “{self.mine[:40]}”."


@dataclass(frozen=True, slots=True)
class MergedDraft:
    """What is to be kept, and the fields that were not taken over."""

    typed: dict[str, str]
    clashes: tuple[PayClash, ...]


def merged(before: Mapping[str, str], mine: Mapping[str, str], stored: Mapping[str, str]) -> MergedDraft:
    """Merge what is on a page, which showed ``before`` when it was opened, with what has been stored since."""
    found = merged_fields(KEYS, before, mine, stored)
    return MergedDraft(found.typed, tuple(PayClash(each.key, each.theirs, each.mine) for each in found.clashes))
