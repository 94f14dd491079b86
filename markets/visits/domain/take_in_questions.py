"""What a person is asked about a file of visits before it is taken in, in the words of MARKETS.md §9."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markets.visits.domain.attendance import VisitOutcome
from markets.visits.domain.columns import LABELS, NEEDED
from markets.visits.domain.shown_texts import may_be_asked_about

TWICE, DOUBLE_HANDED, LEAVE, UNIVERSAL, LOCAL, REPLACE = "twice", "double", "leave", "UTC", "local", "replace"
MEANINGS = {
    VisitOutcome.DONE: "It was done",
    VisitOutcome.MISSED: "It was missed",
    VisitOutcome.CANCELLED_CLIENT: "The client cancelled",
    VisitOutcome.CANCELLED_PROVIDER: "The provider cancelled",
    VisitOutcome.FRUSTRATED: "Nobody was home",
}
MEANS_WHAT = "What does “{word}” ({n} visits) mean: done, missed, cancelled, or nobody home?"
LEFT = "Leave these rows waiting"
ABOUT_DATASET = "V12:dataset"
# One file is asked about so many words or providers at a time.
MOST_ASKED = 60


@dataclass(frozen=True, slots=True)
class TakeInQuestion:
    """A question: ``about`` is the word or the provider that it is about, ``choices`` are values with their words."""

    code: str
    words: str
    about: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return f"{self.code}:{self.about}" if self.about else self.code

    @property
    def as_json(self) -> dict[str, Any]:
        return {"code": self.code, "words": self.words, "about": self.about, "choices": dict(self.choices)}


def questions_of(documents: Iterable[Mapping[str, Any]]) -> list[TakeInQuestion]:
    return [TakeInQuestion(one["code"], one["words"], one["about"], _in_order(one["choices"])) for one in documents]


def _in_order(choices: Mapping[str, str]) -> dict[str, str]:
    """Return choices as they are offered, which a database forgets: leaving rows out comes last."""
    known = (*MEANINGS, REPLACE, DOUBLE_HANDED, TWICE, UNIVERSAL, LOCAL)
    places = {str(key): place for place, key in enumerate(known)}
    return dict(sorted(choices.items(), key=lambda pair: places.get(pair[0], len(places))))


def about_rows(waits: Mapping[str, int], answers: Mapping[str, str]) -> list[TakeInQuestion]:
    """Return what is asked of rows that are there twice, unless it was answered."""
    found = []
    if (n := waits.get("V12")) and "V12" not in answers:
        words = f"{n:,} visits are here already under another reference. Add only new ones, or stop?"
        found.append(TakeInQuestion("V12", words, "", {TWICE: "Add only new ones", LEAVE: LEFT}))
    if (n := waits.get("V13")) and "V13" not in answers:
        words = f"{n:,} clients have two rows at one time. Are those double-handed visits, or the same visit twice?"
        choices = {DOUBLE_HANDED: "Double-handed visits", TWICE: "The same visit twice", LEAVE: LEFT}
        found.append(TakeInQuestion("V13", words, "", choices))
    return found


def about_words(outcomes: Mapping[str, int], answers: Mapping[str, str]) -> list[TakeInQuestion]:
    choices = {outcome.value: words for outcome, words in MEANINGS.items()} | {LEAVE: LEFT}
    most_first = sorted(outcomes.items(), key=lambda pair: -pair[1])
    asked = [
        TakeInQuestion("V21", MEANS_WHAT.format(word=word, n=f"{n:,}"), word, choices)
        for word, n in most_first
        if may_be_asked_about(word)
    ]
    return [one for one in asked if one.key not in answers][:MOST_ASKED]


def about_providers(providers: Mapping[str, int], answers: Mapping[str, str]) -> list[TakeInQuestion]:
    asked = [
        TakeInQuestion(
            "V17",
            f"“{name}” ({n:,} visits) is no location that we know. Choose it, or leave these rows waiting.",
            name,
            {LEAVE: LEFT},
        )
        for name, n in providers.items()
        if may_be_asked_about(name)
    ]
    return [one for one in asked if one.key not in answers][:MOST_ASKED]


def about_clocks(early: int, has_wall_clocks: bool, answers: Mapping[str, str]) -> list[TakeInQuestion]:
    """Return the question of UTC where the file's clocks say no offset and its summer looks like it (V06)."""
    if not early or not has_wall_clocks or "V06" in answers:
        return []
    words = (
        "The times look like UTC: actual starts lie one hour before the plan in summer and none in winter. "
        "Shall we read them as UTC?"
    )
    return [TakeInQuestion("V06", words, "", {UNIVERSAL: "Yes, as UTC", LOCAL: "No, they are local"})]


def about_overlap(overlaps: Sequence[tuple[str, str, int]], answers: Mapping[str, str]) -> list[TakeInQuestion]:
    """Return what is asked where other files, by name and period, hold visits of this one already (V12)."""
    there = [one for one in overlaps if one[2]]
    if not there or ABOUT_DATASET in answers:
        return []
    said = [f"{n:,} visits of {period} are here already from “{name}”." for name, period, n in there]
    choices = {REPLACE: "Replace what is here", TWICE: "Add only new ones"}
    return [TakeInQuestion("V12", f"{' '.join(said)} Replace, add only new ones, or stop?", "dataset", choices)]


def about_columns(found: Iterable[str]) -> list[str]:
    """Return a sentence for each field that the file needs and no column holds (V03)."""
    there = set(found)
    return [
        f"Which column holds {LABELS[keys[0]]}? We need it because {why}."
        for keys, why in NEEDED
        if not there.intersection(keys)
    ]


PLANS_ALONE = (
    "This file tells plans alone: no column holds an actual start. Choose the column that does, or delete the file and "
    "send it in a zip together with the export of visits whose plan it is."
)


def about_plans_alone(found: Iterable[str]) -> list[str]:
    """Return what is said of a file that tells nothing of what was delivered."""
    return [] if {"actual_start", "second_actual_start"} & set(found) else [PLANS_ALONE]


def changed_layout(name: str, gone: Sequence[str], new: Sequence[str]) -> str:
    """Return what is said of a layout that is nearly one that is known (V04)."""
    told = ((names, how) for names, how in ((gone, "gone"), (new, "new")) if names)
    said = [f"“{', '.join(names)[:200]}” {'is' if len(names) == 1 else 'are'} {how}" for names, how in told]
    how = " and ".join(said) or "its dates are written another way"
    return f"This layout is like “{name}” but {how}. Nothing was taken in yet."


def about_dates(unclear: str) -> str:
    """Return what is asked where dates can be read two ways, and no row settles it (V05)."""
    return f"Is {unclear} day or month first? No row in the file settles it."
