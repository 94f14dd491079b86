"""The paper on equality and human rights as blocks: what is likely, what the data say and what they cannot say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from markets.papers.domain.paper_kinds import LikelyEffect, PaperKind, PaperSection, SectionShape, sections_of
from markets.papers.domain.published_figures import FEW, PublishedFigures
from markets.papers.domain.resource_facts import PaperHead
from markets.papers.domain.resource_paper import NOT_WRITTEN, paper_document, rests_on
from reports.annexes.domain.blocks import PERCENT, Block, heading, points, table, typed, words

NOTHING_SAID = "nothing."
LAW = (
    "A council must have due regard to the need to end discrimination, advance equality of opportunity and foster good "
    "relations (section 149 of the Equality Act 2010), and may not act against the rights of the Human Rights Act "
    "1998. This paper helps with both; it does not decide either."
)
LIMITS = (
    "Age, sex, ethnicity, religion and orientation are asked of nobody, neither client nor careworker: the files of "
    "visits and packages carry references alone, and what is not needed for a price is not collected.",
    "So the data can say who waits longer or gets shorter visits by where people live and by whether one or two "
    "careworkers come, and by nothing else. What they do not show may be there all the same.",
    "Figures are of the whole market. Those of fewer than five people, or of too few providers, are hidden.",
    "An effect that is written here is a judgement of people, made with or without figures.",
)


@dataclass(frozen=True)
class EqualityFacts:
    """``figures`` are those that may be published; ``days`` are theirs, blank where there are none.

    ``changing`` are people who would change provider by a zone plan: None without a plan, or where they are too few.
    """

    head: PaperHead
    appraisal: str
    proposed: str
    figures: PublishedFigures = field(default_factory=PublishedFigures)
    days: str = ""
    plan: str = ""
    changing: int | None = None
    faults: tuple[str, ...] = ()

    def missing(self) -> list[str]:
        return list(self.faults)


def equality_paper(facts: EqualityFacts) -> dict[str, Any]:
    blocks = [
        heading("In short", 1),
        words(f"Proposed: {facts.proposed}. From the appraisal “{facts.appraisal}”."),
        *_typed(facts.head, "summary"),
        *_at_a_glance(facts.head),
        heading("Who was asked"),
        *_typed(facts.head, "consulted"),
        heading("What the law asks"),
        words(LAW),
    ]
    effects = [one for one in sections_of(PaperKind.EQUALITY) if one.shape is SectionShape.EFFECT]
    for group, sections in groupby(effects, key=lambda one: one.group):
        blocks.append(heading(group, 1))
        for section in sections:
            blocks += _effect(section, facts)
    blocks += [heading("What will be done", 1), *_typed(facts.head, "actions")]
    blocks += [heading("What the data cannot say", 1), words(_source(facts)), *points(LIMITS), *rests_on(facts.head)]
    return paper_document(PaperKind.EQUALITY.label, facts.head, blocks)


def effect_of(sections: Mapping[str, Any], key: str) -> str:
    """Return the effect that was chosen, in words; “not written yet” without one."""
    said = sections.get(key)
    chosen = said.get("effect", "") if isinstance(said, Mapping) else ""
    return LikelyEffect(chosen).label if chosen in set(LikelyEffect) else NOT_WRITTEN.rstrip(".")


def _typed(head: PaperHead, key: str) -> list[Block]:
    said = head.words(key)
    return typed(said) if said else [words(NOT_WRITTEN)]


def _at_a_glance(head: PaperHead) -> list[Block]:
    rows = [
        (section.title, effect_of(head.sections, section.key))
        for section in sections_of(PaperKind.EQUALITY)
        if section.shape is SectionShape.EFFECT
    ]
    return [table("Likely effect on whom", ("Who, or which right", "Likely effect"), rows, widths=(3, 2))]


def _effect(section: PaperSection, facts: EqualityFacts) -> list[Block]:
    said = [PERCENT.sub("\N{NO-BREAK SPACE}%", one) for one in said_by_data(section, facts)]
    effect, written = effect_of(facts.head.sections, section.key), facts.head.words(section.key)
    return [
        heading(section.title),
        *([words(f"Likely effect: {effect}.")] if written else []),
        *_typed(facts.head, section.key),
        words(f"What the data say: {'; '.join(said)}." if said else f"What the data say: {NOTHING_SAID}"),
        words(f"What they cannot say: {section.cannot_say}"),
    ]


def said_by_data(section: PaperSection, facts: EqualityFacts) -> list[str]:
    """Return what the published figures say of a section, a clause each."""
    whole = facts.figures.whole
    found = [
        f"{_small(whole[key].measure.label)} {_words(whole[key].words)}" for key in section.measures if key in whole
    ]
    if section.key == "article_8" and facts.changing is not None:
        found.append(f"{facts.changing:,} people would change provider by the zone plan “{facts.plan}”")
    return found


def _small(label: str) -> str:
    return f"{label[0].lower()}{label[1:]}:" if not label.endswith("within") else f"{label[0].lower()}{label[1:]}"


def _words(shown: str) -> str:
    return "too few to be shown" if shown == FEW else shown


def _source(facts: EqualityFacts) -> str:
    if facts.figures.why_nothing:
        return facts.figures.why_nothing
    if not facts.days:
        return "There is no market profile of the council’s own visits, so the data say nothing at all yet."
    return f"Figures are those of the council’s own visits and packages of {facts.days}."
