"""What a workbook changes of a draft: whose it is, of which week, and what is asked anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from benchmarking.returns.domain.questionnaire import ASKED_ANEW
from benchmarking.returns.domain.return_workbook import ReadWorkbook
from benchmarking.returns.domain.row_reader import TypedRow
from benchmarking.returns.domain.whole_return import TypedReturn
from costing.figure_words import day_in_words


@dataclass(frozen=True)
class WorkbookDraft:
    """The draft with the workbook in it, and what to say of it."""

    given: TypedReturn
    said: str


def draft_from(
    read: ReadWorkbook, stands: TypedReturn, *, council: str, ons_code: str, week: date
) -> WorkbookDraft | str:
    """Return the draft, or why the workbook is refused. An answer that it leaves blank stays as it was."""
    if read.ons_code and read.ons_code != ons_code:
        theirs = f"{read.council[:100] or 'another council'} ({read.ons_code[:12]})"
        return f"This workbook is filled in for {theirs}. You act for {council}."
    is_old = read.week is not None and read.week != week
    typed = {key: text for key, text in read.typed.items() if not (is_old and key in ASKED_ANEW)}
    changed = sum(1 for key, text in typed.items() if stands.typed.get(key, "") != text)
    prices, providers = ([] if is_old else read.rows.get(slug, []) for slug in ("prices", "providers"))
    given = TypedReturn(
        {**stands.typed, **typed}, _rows(prices, stands.prices), _rows(providers, stands.providers), stands.explanations
    )
    if is_old and read.week is not None:
        anew = sum(1 for key in ASKED_ANEW if key in read.typed)
        said = (
            f"This is the {read.week.year} form. Yours is for the week of {day_in_words(week)}: we have put the "
            f"answers that still fit into a draft; {anew} are asked anew."
        )
        return WorkbookDraft(given, said)
    rows = f"{len(prices)} prices and {len(providers)} providers"
    return WorkbookDraft(given, f"Read: {len(typed)} answers, of which {changed} are new or changed, {rows}.")


def _rows(read: list[TypedRow], stands: Sequence[TypedRow]) -> list[TypedRow]:
    return read or list(stands)
