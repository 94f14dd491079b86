"""The paper on money and staff as blocks: the proposal, hours and rates, cost, who gains, staff, risks, limits."""

from decimal import Decimal
from typing import Any

from markets.fees.domain.exports.what_is_missing import WHAT_IS_NOT_IN_IT
from markets.papers.domain.budget_parts import cost_by_year, net_years
from markets.papers.domain.hours_parts import hours_and_rates
from markets.papers.domain.paper_kinds import PaperKind
from markets.papers.domain.resource_facts import PaperHead, ResourceFacts
from markets.papers.domain.staff_parts import staff_and_costs
from markets.papers.domain.who_gains import EXEMPT, provider_annex, who_gains
from markets.payment.domain.lab_files import WHAT_IT_IS_NOT
from markets.payment.domain.lab_words import whole_pounds
from reports.annexes.domain.blocks import Block, heading, points, printable, table, typed, words

NOT_WRITTEN = "Not written yet."
ANNEX = "Annex by provider"
OF_PLANS = (
    "Ways are worked out without roads. A zone’s mean is known to about 15 %, and who would change provider is counted "
    "by the visits of the days that the plan rests on."
)
OF_PEOPLE = (
    "What people who have care, their families and careworkers think: that stands in the section on who was asked."
)
OF_THE_REGISTER = (
    "Scores of risks are what the council gave them; a first sign that is not bound to a measure is a person’s."
)


def resource_paper(facts: ResourceFacts) -> dict[str, Any]:
    """Return the document; whoever calls has seen that nothing is missing."""
    if facts.result is None or facts.terms is None or facts.proposed is None:
        raise ValueError("a part of the paper is missing")
    return paper_document(
        PaperKind.RESOURCE.label,
        facts.head,
        [
            *_in_short(facts),
            *_proposal(facts),
            *hours_and_rates(facts.result),
            *cost_by_year(facts, facts.terms),
            *staff_and_costs(facts),
            *_section(facts.head, "money", "Where the money comes from", 2),
            *who_gains(facts),
            *_risks(facts),
            *_section(facts.head, "legal", "Legal and procurement", 1),
            heading("What the data cannot say", 1),
            *points(_limits(facts)),
            *rests_on(facts.head),
        ],
    )


def paper_document(title: str, head: PaperHead, blocks: list[Block], mark: str = "") -> dict[str, Any]:
    """Return a document that Word and the page layout print."""
    state = f"Frozen on {head.frozen}" if head.frozen else "A draft: it is not frozen and may change"
    return {
        "title": title,
        "authority": printable(head.authority),
        "subtitle": printable(head.name),
        "running": printable(f"{title}: {head.name}")[:90],
        "mark": printable(f"{mark} {state}".strip()),
        "short_mark": "Not for publication" if mark else "Frozen" if head.frozen else "Draft",
        "is_exact": bool(mark),
        "blocks": blocks,
    }


def resource_annex(facts: ResourceFacts) -> dict[str, Any] | None:
    """Return the annex that names providers; None where there is nothing to name."""
    blocks = provider_annex(facts)
    if not blocks:
        return None
    return paper_document(f"{PaperKind.RESOURCE.label}: {ANNEX[0].lower()}{ANNEX[1:]}", facts.head, blocks, mark=EXEMPT)


def _in_short(facts: ResourceFacts) -> list[Block]:
    years = net_years(facts)
    proposed = facts.proposed.line.words if facts.proposed else ""
    found = [f"Proposed: {proposed}.", f"From the appraisal “{facts.appraisal}”: {facts.shown.says}"]
    found += [
        f"{one.year.label}: {one.year.says} than at today’s fee; net of all else {_costs_or_saves(one.net)}."
        for one in years[:3]
    ]
    if len(years) > 1:
        found.append(
            f"Over the {len(years)} years together {_costs_or_saves(sum((one.net for one in years), Decimal(0)))}."
        )
    days = sum((one.days or Decimal(0) for one in facts.costs("staff")), Decimal(0))
    found.append(f"Staff time: {days.normalize():,f} days." if days else "No staff time is counted.")
    high = sum(one.rated.level == "high" for one in facts.risks)
    found.append(f"{len(facts.risks)} open risks are on the register, {high} of them high.")
    return [heading("In short", 1), *points(found)]


def _costs_or_saves(net: Decimal) -> str:
    shown = whole_pounds(abs(net))
    return f"it costs {shown}" if net > 0 else f"it saves {shown}" if net < 0 else "it costs nothing"


def _proposal(facts: ResourceFacts) -> list[Block]:
    rows = [(f"{one.place or '–'}", one.line.words, one.total) for one in facts.shown.options]
    asked = typed(facts.question) if facts.question else []
    reasons = [
        f"{line.words}, {score.points} of 5: {score.reason}"
        for line, score in (facts.proposed.cells if facts.proposed else ())
        if score is not None
    ]
    return [
        heading("What is proposed", 1),
        *asked,
        *_section(facts.head, "proposal", "", 2),
        table("Options by weighted score", ("Place", "Option", "Score of 5"), rows, widths=(0.8, 5, 1)),
        *([heading("Why this option"), *points(reasons)] if reasons else []),
        *_section(facts.head, "consulted", "Who was asked", 2),
    ]


def _section(head: PaperHead, key: str, title: str, level: int) -> list[Block]:
    said = head.words(key)
    found = [heading(title, level)] if title else []
    return [*found, *(typed(said) if said else [words(NOT_WRITTEN)])]


def _risks(facts: ResourceFacts) -> list[Block]:
    heads = ("Risk", "Whose", "Looked after by", "Score", "What is done", "First sign")
    rows = [
        (
            one.row.title, one.row.get_side_display(), one.row.owner or "nobody yet",
            f"{one.rated.likelihood} × {one.rated.impact} = {one.rated.score}",
            one.row.mitigation or "nothing yet", f"{one.row.first_sign or one.figure}. {one.sign}.".strip(". ") + ".",
        )
        for one in facts.risks
    ]  # fmt: skip
    note = "Likelihood × impact, 1 to 5 each: 15 and more is high, 8 and more medium."
    return [
        heading("Risks", 1),
        table("Open risks, the highest first", heads, rows, widths=(2.2, 1, 1.8, 1.2, 2.4, 2.4), note=note),
    ]


def _limits(facts: ResourceFacts) -> list[str]:
    found = [*WHAT_IS_NOT_IN_IT]
    if facts.run is not None:
        found += WHAT_IT_IS_NOT
    if facts.plan is not None:
        found.append(OF_PLANS)
    return [*found, OF_PEOPLE, OF_THE_REGISTER]


def rests_on(head: PaperHead) -> list[Block]:
    """Return the table of what a paper rests on, each with its digest."""
    rows = [(kind, name, digest or "no digest") for kind, name, digest in head.rests_on]
    return [
        heading("What it rests on", 1),
        table("Frozen parts and their digests (SHA-256)", ("Part", "Name", "Digest"), rows, widths=(1.1, 1.3, 6.3)),
    ]
