"""The files of a kept run: every figure as a table, and the paper for a committee in Word and PDF."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from markets.payment.domain.lab_page import LabPage, lab_page
from markets.payment.domain.lab_result import lines_of_json
from markets.payment.domain.lab_words import median_of, name_of, neutral_of, stay_of
from reports.annexes.domain.annex_b_word import annex_b_word
from reports.annexes.domain.blocks import Block, heading, points, printable, table, words
from reports.annexes.domain.page_layout import annex_b_pdf
from spreadsheets.decimals import rounded
from spreadsheets.table_files import CONTENT_TYPES, FileCell, table_file

TITLE = "Ways of paying for home care visits"
TYPES: Mapping[str, str] = {
    **CONTENT_TYPES,
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
HEADS = (
    "Level", "Of", "Rule", "Attendances done", "Delivered hours", "Paid hours", "Paid, £", "Neutral rate",
    "Reason to stay, £", "Attendances paid differently", "Largest loss, £", "Largest gain, £", "Median change, £",
)  # fmt: skip
HOUR, PENCE = Decimal(3600), Decimal(100)
WHAT_IT_IS_NOT = (
    "Nobody knows how many drawn-out visits would end when done: the share is a supposition, and so are the hours.",
    "Hours set free are worth something only if rounds are rebuilt.",
    "Careworkers who are paid by the contact minute lose pay where visits are shorter.",
    "Shorter visits raise the travel of an hour, so the wage floor must be tested again at the new mean length.",
)


@dataclass(frozen=True)
class RunFacts:
    """What a file says beside the figures."""

    authority: str
    name: str
    digest: str
    frozen: str


def lab_file(kind: str, document: Mapping[str, Any], names: Mapping[str, str], facts: RunFacts) -> bytes | None:
    """Return the file of a kind; None for one that there is not, or where nothing was paid for."""
    shown = lab_page(document, names)
    if shown is None or kind not in TYPES:
        return None
    if kind in CONTENT_TYPES:
        days = f"{_day(document['first'])} to {_day(document['last'])}"
        mark = f"{facts.authority}, {facts.name}, {days}. For the council alone. Digest {facts.digest}"
        return table_file(kind, "Payment rules", mark, HEADS, figure_rows(document, names))
    paper = lab_paper(shown, document, facts)
    return annex_b_word(paper) if kind == "docx" else annex_b_pdf(paper)


def figure_rows(document: Mapping[str, Any], names: Mapping[str, str]) -> list[tuple[FileCell, ...]]:
    """Return a row for each line and rule."""
    return [
        (
            line.level.value, name_of(line, names), rule["label"], line.visits,
            rounded(Decimal(line.delivered) / HOUR), rounded(Decimal(line.rules[n].paid_seconds) / HOUR),
            rounded(line.rules[n].pence / PENCE), _short(neutral_of(line, n)), _short(stay_of(line, n)),
            line.rules[n].changed, rounded(line.rules[n].least / PENCE), rounded(line.rules[n].most / PENCE),
            _short(median_of(line, n)),
        )
        for line in lines_of_json(document["lines"])
        for n, rule in enumerate(document["rules"])
    ]  # fmt: skip


def _short(number: Decimal | None) -> Decimal | None:
    return None if number is None else rounded(number, 6)


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%-d %B %Y}"


def lab_paper(shown: LabPage, document: Mapping[str, Any], facts: RunFacts) -> dict[str, Any]:
    """Return the paper: question, answer, behaviour, who gains and loses, what it is not, digest."""
    return {
        "title": TITLE,
        "authority": printable(facts.authority),
        "subtitle": printable(facts.name),
        "running": printable(f"{TITLE}: {facts.name}")[:90],
        "mark": f"Frozen on {facts.frozen}",
        "short_mark": "Frozen",
        "is_exact": False,
        "blocks": [
            heading("The question", 1),
            words(
                f"What would the visits of {_day(document['first'])} to {_day(document['last'])} have cost by other "
                "rules of payment, who would gain or lose, and what does each rule reward?"
            ),
            *_answer(shown),
            *_behaviour(shown),
            *_providers(shown),
            heading("What it does not say", 1),
            *points(WHAT_IT_IS_NOT),
            words(f"Digest (SHA-256) over rules, settings and figures: {facts.digest}."),
        ],
    }


def _answer(shown: LabPage) -> list[Block]:
    heads = ("Rule", "£ a week", "Against the first", "£ a year", "£ per delivered hour", "Neutral rate", "To stay")
    rows = [(one.label, one.week, one.against, one.year, one.hour, one.neutral, one.stay) for one in shown.rules]
    note = "Neutral rate: what the rate has to be multiplied with so that providers are paid as by the first rule. To "
    note += "stay: what leaving when done costs the provider, the mean of visits more than five minutes short."
    costs = table("What each rule costs and rewards", heads, rows, note=note)
    return [heading("The answer", 1), words(shown.says), costs]


def _behaviour(shown: LabPage) -> list[Block]:
    if shown.phones_round:
        return [words("Phones round the minutes of nearly all visits, so nobody can tell which are drawn out.")]
    says = (
        f"If {shown.per_cent} % of the visits that are drawn out to the planned end were to end when done, "
        f"{shown.freed} careworker hours a week would be set free, and the mean visit would go from "
        f"{shown.mean_before} to {shown.mean_after} minutes."
    )
    heads = ("Rule", "£ a week then", "Against the first today", "Neutral rate", "To stay")
    rows = [(one.label, one.behaves, one.behaves_against, one.neutral, one.stay) for one in shown.rules]
    return [heading("If visits end when done", 1), words(says), table("What each rule would cost then", heads, rows)]


def _providers(shown: LabPage) -> list[Block]:
    differently = f"{shown.unit.capitalize()} paid differently"
    heads = ("Provider", "£ a week by the first", "By this rule", "Change", differently, "Largest", "Median", "Mean")
    return [
        heading("Who gains and who loses", 1),
        *(
            block
            for one in shown.dots
            for block in (words(f"{one.label} ({one.beside}): {one.says}"), table(one.label, heads, one.rows))
        ),
    ]
