"""The covering sheet of the statutory edition: what a council's officer signs who may not see the figures.

It has the number of returns by line, the method, and how many printed cells are one return's own figure; no figure of a
cost, and nobody's name.
"""

from typing import Any

from reports.annexes.domain.annex_a import care_type
from reports.annexes.domain.blocks import heading, points, printable, table, words
from reports.annexes.domain.report.facts import ReportFacts

TITLE = "Annex A: covering sheet"


def covering_sheet(facts: ReportFacts) -> dict[str, Any]:
    figures = facts.figures
    by_column = [{cell.line.key: cell.n for cell in column.cells} for column in figures.columns]
    rows = [(line.label, *(str(cells.get(line.key, 0)) for cells in by_column)) for line in facts.form.lines]
    equal = figures.equal or 0
    own = "1 of its figures is" if equal == 1 else f"{equal} of its figures are"
    blocks = [
        heading("What is signed", 1),
        words(
            f"{figures.authority} sends the department the exact table of this exercise. An independent team holds the "
            "returns and made the table; whoever signs for the council has not seen its figures. Two people of the "
            "team approved it, who had not drafted it."
        ),
        *points(
            (
                f"{figures.used} returns stand behind it, of {figures.received} received and {figures.eligible} "
                f"{facts.places} asked.",
                f"{own} one return’s own: the approvers had a list of them before them.",
                "Medians and quartiles are unweighted, one return one vote, by linear interpolation.",
                f"Figures are at the prices of {figures.price_date}.",
            )
        ),
        heading("Returns behind each line", 1),
        table("Number of returns", ("Line", *map(care_type, figures.columns)), rows),
        heading("What it rests on", 1),
        table("Its basis", ("What", "Which"), figures.about, widths=(1, 2)),
        heading("Signature", 1),
        table("For the council", ("Name", "Position", "Date and signature"), [("\N{NO-BREAK SPACE}", "", "")]),
    ]
    return {
        "title": TITLE,
        "authority": printable(figures.authority),
        "subtitle": printable(f"{figures.exercise}, at the prices of {figures.price_date}"),
        "running": printable(f"{TITLE}, {figures.exercise}")[:90],
        "mark": "No figure of a cost stands on this sheet",
        "short_mark": "Covering sheet",
        "is_exact": False,
        "blocks": blocks,
    }
