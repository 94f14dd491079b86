"""An edition as tables with their dictionary, as pages show them and files hold them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from benchmarking.analysis.domain.catalogue import LEAVING, MEASURES, RoundMeasure
from benchmarking.analysis.domain.practice_answers import PRACTICE_KEYS, choice_in_words, practice_label
from benchmarking.editions.domain.edition_document import CROSSED, NAMED
from benchmarking.editions.domain.protected_figures import GROUPED
from benchmarking.rounds.domain.distributions import GROUP_PLACES, WHOLE
from benchmarking.rounds.domain.round_terms import link_name
from reports.publication.domain.open_fields import OpenCell, OpenField
from reports.publication.domain.open_tables import OpenTable
from spreadsheets.decimals import rounded

FEW = "fewer than 5"
WITHHELD = "[c] where it is withheld, so that no council’s own figure follows from it"
GROUP_WORDS = {
    WHOLE: "All councils", "framework": "Framework", "dps": "DPS", "lead_or_patch": "Lead contract or patch",
    "llw": "London Living Wage", "nlw": "National Living Wage", "none": "No pay floor", "inner": "Inner London",
    "outer": "Outer London", "ncl": "North Central", "nel": "North East", "nwl": "North West", "sel": "South East",
    "swl": "South West",
}  # fmt: skip
THIRDS = ("lower", "middle", "upper")
MOST_CELLS = 200


def _word(name: str, title: str, means: str) -> OpenField:
    return OpenField(name, title, "string", means)


def _number(name: str, title: str, means: str, unit: str = "") -> OpenField:
    return OpenField(name, title, "number", f"{means}; {WITHHELD}", unit)


MEASURE = (_word("measure", "Measure", "What is measured"), _word("unit", "Unit", "The unit of the figures"))
COUNCIL = (_word("ons_code", "ONS code", "The council’s code"), _word("council", "Council", "The council, by consent"))
FIGURE_FIELDS = (
    *MEASURE,
    _word("group", "Councils", "Which councils the figures are of"),
    OpenField("n", "How many", "integer", f"How many councils have a figure; {WITHHELD}"),
    _number("lower_quartile", "Lower quartile", "A quarter of the councils is below about this"),
    _number("median", "Median", "Half of the councils are below about this"),
    _number("upper_quartile", "Upper quartile", "A quarter of the councils is above about this"),
    _word("mark", "Mark", "full, indicative (fewer than 10 councils, rounded more coarsely) or withheld"),
)
LINK_FIELDS = (
    _word("link", "Link", "The hypothesis, as it was locked before anybody read an answer"),
    _word("said", "What the round says", "The sentence, made by rule"),
    OpenField("n", "Councils", "integer", "How many councils have both figures"),
    _number("coefficient", "Coefficient", "Kendall’s tau-b, −1 to 1; for models the H of Kruskal and Wallis"),
    _number("low", "From", "Where the 95 % interval (BCa bootstrap over councils) begins"),
    _number("high", "To", "Where it ends"),
    _number("p", "p", "How often a random pairing looks like this, two-sided"),
    _number("holm", "p by Holm", "The same, with all hypotheses of the round taken into account"),
)
CROSS_FIELDS = (
    _word("link", "Link", "The hypothesis"),
    _word("first", "Third of the first", "The third of the first figure of the link"),
    *(_word(third, f"Second: {third}", f"Councils in the {third} third of the second figure") for third in THIRDS),
)
PRACTICE_FIELDS = (
    _word("question", "Question", "What was asked"),
    _word("answer", "Answer", "What was answered"),
    _word("councils", "Councils", "How many answered so: 5 and more, else “fewer than 5”"),
)
OWN_FIELDS = (
    *MEASURE,
    _number("figure", "Your council", "Your council’s own figure, exactly"),
    _word("third", "Among the rest", "The third that your council is in"),
)
SHEET_FIELDS = (
    _word("row", "Authority", "A row of this sheet alone: LA 1 of another sheet is another council"),
    _word("third", "Third", "lower, middle or upper third of the councils with a figure"),
)


def edition_tables(document: Mapping[str, Any]) -> tuple[OpenTable, ...]:
    """Return the tables of whatever a recipient’s document holds."""
    own = ("measure",) if "own" in document else ()
    return (
        *(OpenTable("own", "Where your council stands", OWN_FIELDS, tuple(_own(document)), (key,)) for key in own),
        OpenTable("figures", "What councils pay", FIGURE_FIELDS, tuple(_figures(document)), ("measure", "group")),
        OpenTable("links", "What goes with what", LINK_FIELDS, tuple(_links(document)), ("link",)),
        OpenTable("thirds", "Thirds against thirds", CROSS_FIELDS, tuple(_crossed(document)), ("link", "first")),
        OpenTable("practice", "How councils buy", PRACTICE_FIELDS, tuple(_practice(document)), ("question", "answer")),
        *(_named(block, rows) for block, rows in document.get("named", {}).items()),
        *(_sheet(sheet) for sheet in document.get("sheets", ())),
    )


def in_sections(tables: Sequence[OpenTable]) -> list[tuple[OpenTable, bool]]:
    """Return the tables as a page shows them, each with whether it stays closed until somebody asks for it: a long one.

    Figures over all councils come first, and by group as a table of their own.
    """
    found: list[OpenTable] = []
    for table in tables:
        found += _by_whole_and_group(table) if table.name == "figures" else [table]
    return [(one, len(one.rows) * len(one.fields) > MOST_CELLS) for one in found if one.rows]


def _by_whole_and_group(table: OpenTable) -> list[OpenTable]:
    whole = tuple(row for row in table.rows if row[2] == GROUP_WORDS[WHOLE])
    groups = tuple(row for row in table.rows if row[2] != GROUP_WORDS[WHOLE])
    by_group = replace(table, name="groups", title="By model, pay floor and place", rows=groups)
    return [replace(table, rows=whole), by_group]


def sheet_sizes(document: Mapping[str, Any]) -> list[tuple[str, list[int]]]:
    """Return of each sheet how many rows it has, and how many of each third."""
    return [
        (MEASURES[one["measure"]].label, [len(one["rows"]), *(one["rows"].count(third) for third in THIRDS)])
        for one in document["sheets"]
    ]


def group_in_words(name: str) -> str:
    return GROUP_WORDS.get(name, name)


def _figures(document: Mapping[str, Any]) -> Iterator[tuple[OpenCell, ...]]:
    for measure in LEAVING:
        shown = document["figures"].get(measure.key)
        names = [name for name, _, _ in GROUP_PLACES] if measure.key in GROUPED else [WHOLE]
        for name in names:
            found = (shown or {}).get(name)
            head = (measure.label, measure.unit, group_in_words(name))
            if found is None:
                yield (*head, None, None, None, None, "withheld")
            else:
                quantiles = (_decimal(found[key]) for key in ("lower_quartile", "median", "upper_quartile"))
                yield (*head, found["n"], *quantiles, "indicative" if found["indicative"] else "full")


def _links(document: Mapping[str, Any]) -> Iterator[tuple[OpenCell, ...]]:
    for key, found in document["hypotheses"].items():
        low, high = found.get("bca") or (None, None)
        figures = (found.get("tau_b") or found.get("h"), low, high, found["p"], found["holm"])
        yield (link_name(key), found["sentence"], found["n"], *map(_to_four, figures))


def _to_four(text: str | None) -> Decimal | None:
    return None if text is None else rounded(Decimal(text), 4)


def _crossed(document: Mapping[str, Any]) -> Iterator[tuple[OpenCell, ...]]:
    for key, table in document["thirds"].items():
        first, second = (MEASURES[one].label for one in CROSSED[key])
        for third, row in zip(THIRDS, table or (), strict=False):
            yield (f"{first} × {second}", third, *(FEW if n is None else str(n) for n in row))


def _practice(document: Mapping[str, Any]) -> Iterator[tuple[OpenCell, ...]]:
    for key in PRACTICE_KEYS:
        for choice, n in document["practice"].get(key, {}).items():
            yield practice_label(key), choice_in_words(key, choice), FEW if n is None else str(n)


def _own(document: Mapping[str, Any]) -> Iterator[tuple[OpenCell, ...]]:
    for key, value in document["own"].items():
        place = document["thirds_of"].get(key)
        words = f"{place['third']} third of {place['of']}" if place else "not compared"
        if value is not None:
            yield MEASURES[key].label, MEASURES[key].unit, _decimal(value), words


def _named(block: str, rows: Mapping[str, Mapping[str, Any]]) -> OpenTable:
    measures = [one for one in LEAVING if one.blocks == NAMED[block]]
    answers = PRACTICE_KEYS if block == "practice" else ()
    fields = (*COUNCIL, *(_of_measure(one) for one in measures), *(_of_answer(key) for key in answers))
    return OpenTable(
        f"named-{block}", NAMED_TITLES[block], fields,
        tuple(tuple(_named_row(code, row, measures, answers)) for code, row in rows.items()), ("ons_code",),
    )  # fmt: skip


NAMED_TITLES = {
    "prices": "What councils pay, by name",
    "practice": "How councils buy, by name",
    "both": "Quality, demand and supply, by name",
}


def _of_measure(one: RoundMeasure) -> OpenField:
    return OpenField(one.key, one.label, "number", "Blank where the council has no such figure", one.unit)


def _of_answer(key: str) -> OpenField:
    return _word(key, practice_label(key), "What the council answered")


def _named_row(
    code: str, row: Mapping[str, Any], measures: Sequence[RoundMeasure], answers: Sequence[str]
) -> Iterator[OpenCell]:
    yield code
    yield row["council"]
    for one in measures:
        value = row["figures"].get(one.key)
        yield "" if value is None else Decimal(value)
    for key in answers:
        yield choice_in_words(key, row["answers"].get(key, ""))


def _sheet(sheet: Mapping[str, Any]) -> OpenTable:
    measure = MEASURES[sheet["measure"]]
    rows = tuple((f"LA {number}", third) for number, third in enumerate(sheet["rows"], 1))
    return OpenTable(f"sheet-{measure.key.replace('_', '-')}", measure.label, SHEET_FIELDS, rows, ("row",))


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
