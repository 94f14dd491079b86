"""Annex B as a document of blocks: all that Word and the page layout print, in either edition."""

from typing import Any

from reports.annexes.domain.blocks import heading, printable, table
from reports.annexes.domain.report.cautions import cautions
from reports.annexes.domain.report.engagement import engagement
from reports.annexes.domain.report.facts import ReportFacts
from reports.annexes.domain.report.method import method
from reports.annexes.domain.report.prices import prices
from reports.annexes.domain.report.questions import questions
from reports.annexes.domain.report.results import at_a_glance, results
from reports.annexes.domain.report.returns_on import returns_on

TITLE = "Annex B: cost of care report"


def annex_b(facts: ReportFacts) -> dict[str, Any]:
    figures = facts.figures
    blocks = [
        *at_a_glance(facts),
        *engagement(facts),
        *method(facts),
        *results(facts),
        *returns_on(facts),
        *prices(facts),
        *cautions(facts),
        heading("What this report rests on", 1),
        table("Its basis", ("What", "Which"), figures.about, widths=(1, 2)),
        *questions(facts.form),
    ]
    return {
        "title": TITLE,
        "authority": printable(figures.authority),
        "subtitle": printable(f"{figures.exercise}, at the prices of {figures.price_date}"),
        "running": printable(f"{TITLE}, {figures.exercise}")[:90],
        "mark": figures.edition.mark,
        "short_mark": figures.edition.short_mark,
        "is_exact": figures.is_exact,
        "blocks": blocks,
    }
