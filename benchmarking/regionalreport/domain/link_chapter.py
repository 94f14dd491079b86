"""The chapter of what goes with what: the hypotheses as sentences and figures, thirds against thirds, and the trap."""

from collections.abc import Iterator
from decimal import Decimal

from benchmarking.analysis.domain.hypotheses import LIKELY
from benchmarking.editions.domain.edition_tables import edition_tables
from benchmarking.regionalreport.domain.figure_parts import Document
from benchmarking.regionalreport.domain.region_facts import RegionFacts
from reports.annexes.domain.blocks import Block, heading, points, table, words
from reports.publication.domain.open_fields import OpenCell
from spreadsheets.decimals import rounded


def what_goes_with_what(facts: RegionFacts) -> list[Block]:
    document = facts.document
    head = heading("8 What goes with what", 1, on_new_page=True)
    if not document["hypotheses"]:
        missing = "Links are missing: there are too few councils, or one to four of them are not named."
        return [head, words(missing), *_trap(document)]
    tables = {one.name: one for one in edition_tables({**document, "sheets": ()})}
    rows = [tuple(map(_short, row[2:], (0, 2, 2, 2, 4, 4))) for row in tables["links"].rows]
    heads = ("Link", "Councils", "Coefficient", "From", "To", "p", "p by Holm")
    keys = list(document["hypotheses"])
    return [
        head,
        words(
            "The hypotheses were locked before anybody read an answer. p tells how often a random pairing of these "
            "councils would look like this; Holm’s takes all hypotheses of the round into account."
        ),
        *points(f"{key}: {one['sentence']}." for key, one in document["hypotheses"].items()),
        table("The hypotheses", heads, [(key, *row) for key, row in zip(keys, rows, strict=True)],
              note="Coefficient: Kendall’s tau-b, −1 to 1, with its 95 % interval; H7 and H8: H of Kruskal and Wallis. "
                   "The hypotheses themselves stand in annex C."),
        words(
            "The four answers are: goes with; may go with; no sign of a link; too few councils. No sign of a link is "
            f"not “no link”: a weak one could not be seen with {document['returned']} councils."
        ),
        *_unshown(document),
        *_thirds(document),
        *_trap(document),
    ]  # fmt: skip


def _short(cell: OpenCell, places: int) -> str:
    """Return a figure of a link with as many places as a reader has use for."""
    return "–" if cell in (None, "") else format(rounded(Decimal(str(cell)), places), "f").replace("-", "−")


def _unshown(document: Document) -> Iterator[Block]:
    """Yield which links have a small p and an interval that holds 0, which is no link that was shown."""
    found = [
        key
        for key, one in document["hypotheses"].items()
        if one["p"] is not None and float(one["p"]) <= LIKELY and one.get("bca") and _holds_zero(*one["bca"])
    ]
    if found:
        yield words(f"Of {', '.join(found)} p is small and the interval holds 0: the link is not shown.")


def _holds_zero(low: str, high: str) -> bool:
    return float(low) <= 0 <= float(high)


def _thirds(document: Document) -> list[Block]:
    tables = {one.name: one for one in edition_tables({**document, "sheets": ()})}
    rows = [tuple(map(str, row)) for row in tables["thirds"].rows]
    heads = ("Link", "Third of the first", "Second: lower", "middle", "upper")
    return [table("Thirds against thirds, in councils", heads, rows, widths=(4, 1.5, 1.3, 1.3, 1.3))] if rows else []


def _trap(document: Document) -> list[Block]:
    pooled = document["pooled"]
    figure = f" Over all rated providers together it is {float(pooled):.2f}.".replace("-", "−") if pooled else ""
    between = (document["hypotheses"].get("H1") or {}).get("rho")
    among = f" Among councils the rank correlation of price and rated hours is {float(between):.2f}." if between else ""
    return [
        heading("The trap", 2),
        words(
            "What is true among councils need not be true of providers. That councils that pay more have more hours "
            "with well-rated providers does not say that the dearer provider is the better one; inside a council it "
            f"may be the other way round.{among.replace('-', '−')}{figure} Nothing in this report says anything of a "
            "single provider."
        ),
    ]
