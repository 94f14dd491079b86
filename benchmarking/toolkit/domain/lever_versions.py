"""Versions of a lever: what each says, what it changed of the one before, and which of them members read."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from benchmarking.toolkit.domain.levers import EvidenceKind, Lever, LeverEvidence

LABELS = {
    "name": "Name", "aims": "For", "what": "What it takes", "first_step": "First step", "cost": "Cost",
    "risks": "Risks", "evidence": "Rests on", "is_retired": "Retired",
}  # fmt: skip
# What a version says; the rest says which version it is.
SAID = ("name", "what", "first_step", "cost", "risks", "is_retired")
BETWEEN = "; "
LONDON = ZoneInfo("Europe/London")
NOTHING = "nothing"


class LeverDecision(StrEnum):
    """What a second person decided on a version."""

    APPROVED = "approved"
    SENT_BACK = "sent_back"

    @property
    def label(self) -> str:
        return {"approved": "Approved", "sent_back": "Sent back"}[self.value]

    @property
    def colour(self) -> str:
        return {"approved": "green", "sent_back": "red"}[self.value]


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """A version with who made it when and why, what was decided, and what it changed: label, before, now."""

    lever: Lever
    made_at: datetime | None
    made_by: str
    why: str
    decision: LeverDecision | None
    decided_at: datetime | None
    decided_by: str
    decision_note: str
    changes: tuple[tuple[str, str, str], ...]

    @property
    def number(self) -> int:
        return self.lever.version


@dataclass(frozen=True, slots=True)
class LeverHistory:
    """All versions of a lever, the newest first; version 0 at the end, if the portal ships the lever."""

    key: str
    versions: tuple[ShownVersion, ...]

    @property
    def newest(self) -> ShownVersion:
        return self.versions[0]

    @property
    def waiting(self) -> ShownVersion | None:
        """The version that waits for a second person: the newest, if nobody has decided on it."""
        return self.newest if self.newest.number and self.newest.decision is None else None

    @property
    def standing(self) -> Lever | None:
        """What members read; None of a lever of which no version was approved."""
        out = (one.lever for one in self.versions if not one.number or one.decision is LeverDecision.APPROVED)
        return next(out, None)

    def said(self, number: int) -> Lever | None:
        return next((one.lever for one in self.versions if one.number == number), None)


def lever_from(row: Any) -> Lever:
    """Return what a row of a version says."""
    evidence = tuple(
        LeverEvidence(EvidenceKind(one["kind"]), one["what"], one["source"], one["ref"]) for one in row.evidence
    )
    since = row.decided_at.astimezone(LONDON).date() if row.decision == LeverDecision.APPROVED else None
    return Lever(
        key=row.lever, aims=tuple(row.aims.split(BETWEEN)), evidence=evidence, version=row.number, since=since,
        **{name: getattr(row, name) for name in SAID},
    )  # fmt: skip


def row_of(lever: Lever) -> dict[str, Any]:
    """Return the columns that say what a version says."""
    evidence = [asdict(one) | {"kind": one.kind.value} for one in lever.evidence]
    said = {name: getattr(lever, name) for name in SAID}
    return said | {"lever": lever.key, "aims": BETWEEN.join(lever.aims), "evidence": evidence}


def standing_levers(shipped: Iterable[Lever], approved: Iterable[Lever]) -> tuple[Lever, ...]:
    """Return of each lever the newest approved version, or what is shipped; retired ones too."""
    found: dict[str, Lever] = {one.key: one for one in shipped}
    for one in approved:
        if one.key not in found or found[one.key].version < one.version:
            found[one.key] = one
    return tuple(found.values())


def is_said_alike(one: Lever, other: Lever) -> bool:
    return replace(one, version=0, since=None) == replace(other, version=0, since=None)


def changed(before: Lever, now: Lever) -> tuple[tuple[str, str, str], ...]:
    """Return what two versions say otherwise: label, before, now."""
    both = ((label, _in_words(before, name), _in_words(now, name)) for name, label in LABELS.items())
    return tuple(each for each in both if each[1] != each[2])


def _in_words(lever: Lever, name: str) -> str:
    value = getattr(lever, name)
    if name == "evidence":
        return BETWEEN.join(one.words for one in value) or NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, tuple) else value or NOTHING


def history_of(key: str, shipped: Lever | None, rows: Sequence[Any]) -> LeverHistory | None:
    """Return the versions; ``rows`` come the newest first. None of what is no lever."""
    levers = [*(lever_from(row) for row in rows), *([shipped] if shipped else [])]
    befores = [*levers[1:], None]
    shown = [_shown(row, lever, before) for row, lever, before in zip([*rows, None], levers, befores, strict=False)]
    return LeverHistory(key, tuple(shown)) if shown else None


def _shown(row: Any, lever: Lever, before: Lever | None) -> ShownVersion:
    changes = changed(before, lever) if before else ()
    if row is None:
        return ShownVersion(lever, None, "", "", None, None, "", "", changes)
    decision = LeverDecision(row.decision) if row.decision else None
    return ShownVersion(
        lever, row.made_at, row.made_by.full_name, row.why, decision, row.decided_at,
        row.decided_by.full_name if row.decided_by else "", row.decision_note, changes,
    )  # fmt: skip
