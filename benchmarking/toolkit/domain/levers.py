"""Levers: what a council can do for quality, price or workforce, with a grade by rule of what it rests on."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from costing.figure_words import day_in_words

_DATA = Path(__file__).parent / "data"
AIMS = ("quality", "price", "workforce")
NO_SOURCE = "No source: it is published once there is one."


class EvidenceKind(StrEnum):
    """What a piece of evidence is; which grade it can carry is the rule's."""

    COMPARISON = "comparison"
    GUIDELINE = "guideline"
    STUDY = "study"
    FIGURES = "figures"
    INTERVIEWS = "interviews"
    PRACTICE = "practice"
    OPINION = "opinion"

    @property
    def label(self) -> str:
        return {
            "comparison": "Independent comparison with a control", "guideline": "National guideline or law",
            "study": "Controlled study", "figures": "Figures", "interviews": "Several interviews",
            "practice": "Councils do it", "opinion": "Opinion",
        }[self.value]  # fmt: skip


class LeverGrade(StrEnum):
    """How well it is known that a lever does what it is for."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"

    @property
    def words(self) -> str:
        return {
            "A": "two independent comparisons with a control", "B": "a national guideline, or one controlled study",
            "C": "figures, practice or several interviews; nothing controlled", "D": "opinion",
        }[self.value]  # fmt: skip

    @property
    def colour(self) -> str:
        return {"A": "green", "B": "turquoise", "C": "yellow", "D": "grey"}[self.value]


@dataclass(frozen=True, slots=True)
class LeverEvidence:
    """A piece of evidence and where it comes from; blank where nobody can be named.

    ``ref`` says which released finding or link of the portal it is; blank for what somebody typed.
    """

    kind: EvidenceKind
    what: str
    source: str
    ref: str = ""

    @property
    def words(self) -> str:
        return f"{self.kind.label}: {self.what} ({self.source})" if self.source else f"{self.kind.label}: {self.what}"


@dataclass(frozen=True, slots=True)
class Lever:
    """A lever with its evidence, as one of its versions says; 0 is what the portal ships."""

    key: str
    aims: tuple[str, ...]
    name: str
    what: str
    cost: str
    evidence: tuple[LeverEvidence, ...] = ()
    first_step: str = ""
    risks: str = ""
    is_retired: bool = False
    version: int = 0
    since: date | None = None

    @property
    def version_words(self) -> str:
        return f"{self.version}, {day_in_words(self.since)}" if self.since else f"{self.version}, as shipped"

    @property
    def grade(self) -> LeverGrade:
        return grade_of(self.evidence)

    @property
    def why_not_published(self) -> str:
        """Tell why the lever stays in the office; blank if it goes out."""
        return "" if any(each.source for each in self.evidence) else NO_SOURCE


def grade_of(evidence: tuple[LeverEvidence, ...]) -> LeverGrade:
    """Return the grade that evidence carries, and what has no source carries none."""
    named = [each for each in evidence if each.source]
    kinds = {each.kind for each in named}
    if len({each.source for each in named if each.kind is EvidenceKind.COMPARISON}) >= 2:
        return LeverGrade.A
    if kinds & {EvidenceKind.GUIDELINE, EvidenceKind.STUDY, EvidenceKind.COMPARISON}:
        return LeverGrade.B
    if kinds & {EvidenceKind.FIGURES, EvidenceKind.INTERVIEWS, EvidenceKind.PRACTICE}:
        return LeverGrade.C
    return LeverGrade.D


def published_levers(levers: Iterable[Lever], aim: str = "") -> tuple[Lever, ...]:
    """Return those that have a source and are not retired, of an aim if one is given, the best known first."""
    there = [each for each in levers if not each.is_retired and not each.why_not_published]
    return tuple(
        sorted((each for each in there if not aim or aim in each.aims), key=lambda each: (each.grade, each.name))
    )


def unpublished_levers(levers: Iterable[Lever]) -> tuple[Lever, ...]:
    return tuple(each for each in levers if each.why_not_published and not each.is_retired)


def retired_levers(levers: Iterable[Lever]) -> tuple[Lever, ...]:
    return tuple(sorted((each for each in levers if each.is_retired), key=lambda each: each.name))


@lru_cache(maxsize=1)
def shipped_levers() -> tuple[Lever, ...]:
    """Return the levers that the portal ships: version 0 of each, in every office."""
    evidence: dict[str, list[LeverEvidence]] = {}
    for row in _rows("lever_evidence.csv"):
        said = LeverEvidence(EvidenceKind(row["kind"]), row["what"], row["source"])
        evidence.setdefault(row["key"], []).append(said)
    return tuple(
        Lever(
            row["key"], tuple(aim.strip() for aim in row["aims"].split(";")), row["lever"], row["what"], row["cost"],
            tuple(evidence.get(row["key"], ())),
        )
        for row in _rows("levers.csv")
    )  # fmt: skip


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
