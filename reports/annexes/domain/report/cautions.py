"""Section 6 of Annex B: what the self-checks noted, and how far the figures carry."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from reports.annexes.domain.annex_a import care_type
from reports.annexes.domain.annex_facts import AnnexFacts, most_returns
from reports.annexes.domain.blocks import Block, heading, points, words
from reports.annexes.domain.report.facts import ReportFacts
from reports.domain.calculation_page import notes_in_words
from reports.domain.selfchecks import Doubt

# Below so many returns one more or less may move a median noticeably.
FEW = 10
FAR_APART = Decimal("0.05")


def cautions(facts: ReportFacts) -> list[Block]:
    found = [*_about_few(facts.figures), *notes(facts.figures)]
    fine = "The self-checks found nothing: quartiles stand in order, and both totals lie within 5 % of each other."
    return [
        heading("Notes and cautions", 1),
        *(points(found) or [words(fine)]),
        words(
            "A median describes the returns that came in. Whoever did not answer may have other costs; who answered is "
            "shown under Engagement with providers."
        ),
        *([words(facts.form.cost_note)] if facts.form.cost_note else []),
    ]


def _about_few(figures: AnnexFacts) -> Iterator[str]:
    for column in figures.columns:
        number = most_returns(column)
        if number is not None and number < FEW:
            returns = "1 return stands" if number == 1 else f"Only {number} returns stand"
            yield f"{care_type(column)}: {returns} behind it; one more or less may move its figures noticeably."
        elif number is None and not figures.is_exact:
            yield f"{care_type(column)}: too few returns stand behind it for anything to be published."


def notes(figures: AnnexFacts) -> Iterator[str]:
    """Yield the notes of the self-checks, without the locations that one of them may name."""
    if figures.calculation:
        yield from notes_in_words(figures.form, {"notes": [_unnamed(note) for note in figures.calculation["notes"]]})
        return
    for column in figures.columns:
        for total in column.totals:
            a, b = total.sum_of_medians, total.median_of_returns
            if a is not None and b and abs(a - b) > FAR_APART * b:
                yield f"{care_type(column)}, {total.line.label}: both ways to state it are more than 5 % apart."


def _unnamed(note: Mapping[str, Any]) -> dict[str, Any]:
    if note["doubt"] != Doubt.LINES_AGAINST_SUBTOTAL:
        return dict(note)
    head, _, which = note["message"].rpartition(" in ")
    return {**note, "message": f"{head} in {which.count(',') + 1} returns"}
