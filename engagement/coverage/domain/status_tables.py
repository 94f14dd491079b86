"""The tables of the dashboard and of Annex B: coverage, outcomes, what is owed, and reasons."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from costing.figure_words import day_in_words
from engagement.contacts.domain.vocabulary import Topic
from engagement.coverage.domain.breakdown import Breakdown, MarketPart
from engagement.coverage.domain.coverage import (
    Coverage,
    CoverageMeasure,
    CoverageRow,
    Stage,
)
from engagement.coverage.domain.location_status import LocationStatus
from engagement.coverage.domain.outcome_names import (
    DECLINES,
    HAVE_DECLINED,
    SETTLED,
    LocationOutcome,
)
from engagement.coverage.domain.outcome_words import owed_in_words
from engagement.coverage.domain.outcomes import Outstanding, outcome_of, short_of
from engagement.coverage.domain.percentages import amount_words, percent_of, percent_words
from engagement.coverage.domain.tables import (
    WITHHELD,
    Table,
    TableCell,
    TableRow,
    behind,
    row,
)
from engagement.coverage.domain.weeks import Week


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of a market: branches and hours a week, or homes and beds."""

    one: str
    many: str
    weight: str

    @property
    def head(self) -> str:
        return self.many.capitalize()


ROUNDED = "Each share is rounded, so that they may not add up to 100\N{NO-BREAK SPACE}%."
USABLE_IN_A_RELEASE = "How many returns are used is told with each release."
UNITS = {"homecare": Unit("branch", "branches", "hours a week"), "care_home": Unit("home", "homes", "beds")}


def coverage_table(seen: Coverage, unit: Unit, *, for_team: bool) -> Table:
    """Return the table in the published form: a number and its percentage of the scope, a dash if there is none.

    The council's has no row of usable returns, and says where it reads how many there are.
    """
    heads = (
        "Stage",
        "Providers",
        "% of providers",
        unit.head,
        f"% of {unit.many}",
        unit.weight.capitalize(),
        f"% of {unit.weight}",
    )
    return Table(
        key="coverage",
        title="Coverage",
        heads=heads,
        rows=tuple(_coverage_row(each) for each in seen.rows),
        says=coverage_says(seen, unit),
        note=" ".join(filter(None, (_unweighed(seen, unit), "" if for_team else USABLE_IN_A_RELEASE))),
    )


def _coverage_row(seen: CoverageRow) -> TableRow:
    lists = behind(stage=seen.stage.value)
    cells = (*_both(seen.providers, lists), *_both(seen.locations, lists), *_both(seen.weight, lists))
    return TableRow(TableCell(seen.stage.label), cells)


def _both(measure: CoverageMeasure, lists: str = "") -> tuple[TableCell, TableCell]:
    if measure.is_withheld:
        return TableCell(WITHHELD), TableCell(WITHHELD)
    return TableCell(amount_words(measure.number), lists if measure.number else ""), TableCell(
        percent_words(measure.percent)
    )


def coverage_says(seen: Coverage, unit: Unit) -> str:
    scope, sent = seen.at(Stage.IN_SCOPE), seen.at(Stage.SUBMITTED)
    if not scope.locations.number:
        return "No location is in scope yet."
    words = f"{sent.locations.number} of {scope.locations.number} {unit.many} have sent a return"
    if seen.is_weighed:
        words += f"; they stand for {percent_words(sent.weight.percent)} of the {unit.weight}"
    return f"{words}."


def _unweighed(seen: Coverage, unit: Unit) -> str:
    if not seen.unweighed:
        return ""
    verb, noun = ("has", unit.one) if seen.unweighed == 1 else ("have", unit.many)
    return f"{seen.unweighed} {noun} in scope {verb} no {unit.weight} on the council’s list and count as none of them."


def part_table(found: Sequence[MarketPart], by: Breakdown, unit: Unit) -> Table:
    heads = (by.label, "In scope", "Engaged", "Submitted", "% submitted", f"% of {unit.weight} submitted")
    rows = tuple(_part_row(part, by) for part in found)
    return Table(by.value, f"By {by.label.lower()}", heads, rows, _highest(found, by, unit))


def _highest(found: Sequence[MarketPart], by: Breakdown, unit: Unit) -> str:
    """Tell where the response is highest, of several that are alike all; that nothing came is told as such."""
    shares = {part.name: part.coverage.at(Stage.SUBMITTED).locations.percent or 0 for part in found}
    most = max(shares.values(), default=0)
    if not most:
        return "No return has come in yet." if found else ""
    best = [name for name, share in shares.items() if share == most]
    if len(best) == len(shares) > 1:
        return f"By {by.label.lower()}, the response is the same everywhere: {percent_words(most)}."
    names = " and ".join(filter(None, (", ".join(best[:-1]), best[-1])))
    its = "its" if len(best) == 1 else "their"
    return f"By {by.label.lower()}, the response is highest for {names}: {percent_words(most)} of {its} {unit.many}."


def _part_row(part: MarketPart, by: Breakdown) -> TableRow:
    counts = [
        TableCell(
            amount_words(part.coverage.at(stage).locations.number), behind(**{by.value: part.name, "stage": stage})
        )
        for stage in (Stage.IN_SCOPE, Stage.ENGAGED, Stage.SUBMITTED)
    ]
    sent = part.coverage.at(Stage.SUBMITTED)
    weight = percent_words(sent.weight.percent)
    return TableRow(
        TableCell(part.name), (*counts, TableCell(percent_words(sent.locations.percent)), TableCell(weight))
    )


def outcome_table(counts: Mapping[LocationOutcome, int], unit: Unit, *, for_team: bool) -> Table:
    """Return the outcomes of every location asked, each in one row; the council's has no row for usable returns."""
    everybody = sum(counts.values())
    rows = [
        TableRow(
            TableCell(outcome.label),
            (
                TableCell(str(count), behind(outcome=outcome.value) if count else ""),
                TableCell(percent_words(percent_of(count, everybody))),
            ),
        )
        for outcome, count in counts.items()
        if for_team or outcome is not LocationOutcome.USABLE
    ]
    whole = percent_words(percent_of(everybody, everybody))
    total = TableRow(
        TableCell("All on the list"),
        (TableCell(str(everybody), behind(stage="") if everybody else ""), TableCell(whole)),
    )
    scope = everybody - counts[LocationOutcome.NOT_RELEVANT]
    open_now = sum(count for outcome, count in counts.items() if outcome not in SETTLED | HAVE_DECLINED)
    says = f"{open_now} of the {scope} {unit.many} in scope have neither sent a return nor declined."
    heads = ("Outcome", unit.head, f"% of all {unit.many}")
    return Table("outcomes", "Outcomes", heads, (*rows, total), says, ROUNDED)


def tally(market: Sequence[LocationStatus], owed: Outstanding) -> dict[LocationOutcome, int]:
    """Return how many locations have each outcome, in the outcomes' order."""
    seen = [outcome_of(facts, owed) for facts in market]
    return {outcome: seen.count(outcome) for outcome in LocationOutcome}


def standard_table(market: Sequence[LocationStatus], owed: Outstanding, unit: Unit) -> Table:
    short = [short_of(facts, owed) for facts in market]
    behind_it = sum(bool(each) for each in short)
    counts = (
        ("Still short of the standard", behind_it, behind(short="any")),
        ("short of emails", sum(each.emails > 0 for each in short), behind(short="emails")),
        ("short of calls", sum(each.calls > 0 for each in short), behind(short="calls")),
        ("Nothing more is owed", len(market) - behind_it, behind(short="none")),
    )
    rows = tuple(
        TableRow(TableCell(name), (TableCell(str(count), asks if count else ""),)) for name, count, asks in counts
    )
    says = (
        f"Everybody is owed {owed_in_words(owed)}, until they return, decline or are found "
        f"not relevant: {behind_it} of {len(market)} are still short of it."
    )
    return Table("standard", "Contact standard", ("How far", unit.head), rows, says)


def reasons_table(
    counts: Mapping[LocationOutcome, int], topics: Mapping[Topic, Collection[object]], unit: Unit
) -> Table:
    """Return declines by reason; for the team also the topics of locations without a return."""
    rows = [
        TableRow(
            TableCell(outcome.label),
            (TableCell(str(counts[outcome]), behind(outcome=outcome.value) if counts[outcome] else ""),),
        )
        for outcome in DECLINES.values()
    ]
    brought_up = sorted(topics.items(), key=lambda pair: (-len(pair[1]), pair[0].label))
    rows += [
        TableRow(
            TableCell(f"Brought up: {topic.label.lower()}"), (TableCell(str(len(who)), behind(topic=topic.value)),)
        )
        for topic, who in brought_up
    ]
    declined = sum(counts[outcome] for outcome in DECLINES.values())
    says = f"{declined} {unit.one if declined == 1 else unit.many} declined."
    note = (
        "A location may have brought up several things; only those without a return are counted." if brought_up else ""
    )
    return Table("reasons", "Reasons for not taking part", ("Reason", unit.head), tuple(rows), says, note)


def week_table(seen: Sequence[Week]) -> Table:
    rows = tuple(
        row(day_in_words(week.begins_on), *map(str, (week.emails, week.calls, week.other, week.returns)))
        for week in seen
    )
    contacts, returns = sum(week.contacts for week in seen), sum(week.returns for week in seen)
    says = f"{amount_words(contacts)} contacts and {returns} returns in {len(seen)} weeks."
    return Table(
        "weeks", "Week by week", ("Week from", "Emails", "Calls", "Other contacts", "Returns received"), rows, says
    )
