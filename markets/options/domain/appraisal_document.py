"""An appraisal as sheets: the ranking, every score with its sentence, and what hangs on a weight."""

from decimal import Decimal

from markets.options.domain.shown_appraisal import ShownAppraisal
from spreadsheets.plain_books import PlainSheet


def appraisal_sheets(shown: ShownAppraisal) -> tuple[PlainSheet, ...]:
    ranking = tuple(
        (one.place, one.line.words, None if one.total == "–" else Decimal(one.total)) for one in shown.options
    )
    scores = tuple(
        (one.line.words, line.words, score.points if score else None, score.reason if score else "",
         score.figure if score else "")
        for one in shown.options for line, score in one.cells
    )  # fmt: skip
    weights = tuple((line.words, weight, hangs) for line, weight, hangs in shown.criteria)
    return (
        PlainSheet("Ranking", ("Place", "Option", "Score out of 5"), ranking),
        PlainSheet("Scores", ("Option", "Criterion", "Score", "Why", "Rests on"), scores),
        PlainSheet("Weights", ("Criterion", "Weight", "What hangs on it"), weights),
    )
