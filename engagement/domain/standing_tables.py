"""The tables of the dashboard and of Annex B: what was reached, of whom, and how each location ended."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from costing.figure_words import day_in_words
from engagement.domain.breakdown import Breakdown, Part
from engagement.domain.channels import Topic
from engagement.domain.coverage import Coverage, CoverageRow, Measure, Stage
from engagement.domain.facts import Facts
from engagement.domain.outcome_names import DECLINES, HAVE_DECLINED, SETTLED, Outcome
from engagement.domain.outcome_words import owed_in_words
from engagement.domain.outcomes import Owed, outcome_of, short_of
from engagement.domain.shares import amount_words, percent_of, percent_words
from engagement.domain.tables import WITHHELD, Cell, Row, Table, behind, row
from engagement.domain.weeks import Week


@dataclass(frozen=True, slots=True)
class Unit:
    """What a market is counted in: branches and hours a week, or homes and beds."""

    one: str
    many: str
    weight: str

    @property
    def head(self) -> str:
        return self.many.capitalize()


ROUNDED = "Each share is rounded, so that they may not add up to 100\N{NO-BREAK SPACE}%."
UNITS = {"homecare": Unit("branch", "branches", "hours a week"), "care_home": Unit("home", "homes", "beds")}


def coverage_table(seen: Coverage, unit: Unit, *, for_team: bool) -> Table:
    """In the published form: a number and what it is of the scope, a dash where there is nothing to say.

    Whose return is usable is a list of the team's alone.
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
        rows=tuple(_coverage_row(each, for_team) for each in seen.rows),
        says=coverage_says(seen, unit),
        note=_unweighed(seen, unit),
    )


def _coverage_row(seen: CoverageRow, for_team: bool) -> Row:
    lists = behind(stage=seen.stage.value) if for_team or seen.stage is not Stage.USABLE else ""
    cells = (*_both(seen.providers, lists), *_both(seen.locations, lists), *_both(seen.weight, lists))
    return Row(Cell(seen.stage.label), cells)


def _both(measure: Measure, lists: str = "") -> tuple[Cell, Cell]:
    if measure.is_withheld:
        return Cell(WITHHELD), Cell(WITHHELD)
    return Cell(amount_words(measure.number), lists if measure.number else ""), Cell(percent_words(measure.percent))


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


def part_table(found: Sequence[Part], by: Breakdown, unit: Unit) -> Table:
    heads = (by.label, "In scope", "Engaged", "Submitted", "% submitted", f"% of {unit.weight} submitted")
    best = max(found, key=lambda part: part.coverage.at(Stage.SUBMITTED).locations.percent or 0, default=None)
    says = ""
    if best is not None:
        share = percent_words(best.coverage.at(Stage.SUBMITTED).locations.percent)
        says = f"By {by.label.lower()}, the response is highest for {best.name}: {share} of its {unit.many}."
    return Table(by.value, f"By {by.label.lower()}", heads, tuple(_part_row(part, by) for part in found), says)


def _part_row(part: Part, by: Breakdown) -> Row:
    counts = [
        Cell(amount_words(part.coverage.at(stage).locations.number), behind(**{by.value: part.name, "stage": stage}))
        for stage in (Stage.IN_SCOPE, Stage.ENGAGED, Stage.SUBMITTED)
    ]
    sent = part.coverage.at(Stage.SUBMITTED)
    weight = percent_words(sent.weight.percent)
    return Row(Cell(part.name), (*counts, Cell(percent_words(sent.locations.percent)), Cell(weight)))


def outcome_table(market: Sequence[Facts], owed: Owed, unit: Unit, *, for_team: bool) -> Table:
    """Every location asked stands in exactly one row; the council's has no row for usable returns."""
    counts = tally(market, owed)
    rows = [
        Row(
            Cell(outcome.label),
            (
                Cell(str(count), behind(outcome=outcome.value) if count else ""),
                Cell(percent_words(percent_of(count, len(market)))),
            ),
        )
        for outcome, count in counts.items()
        if for_team or outcome is not Outcome.USABLE
    ]
    whole = percent_words(percent_of(len(market), len(market)))
    total = Row(Cell("All on the list"), (Cell(str(len(market)), behind(stage="") if market else ""), Cell(whole)))
    scope = len(market) - counts[Outcome.NOT_RELEVANT]
    open_now = sum(count for outcome, count in counts.items() if outcome not in SETTLED | HAVE_DECLINED)
    says = f"{open_now} of the {scope} {unit.many} in scope have neither sent a return nor declined."
    heads = ("Outcome", unit.head, f"% of all {unit.many}")
    return Table("outcomes", "Outcomes", heads, (*rows, total), says, ROUNDED)


def tally(market: Sequence[Facts], owed: Owed) -> dict[Outcome, int]:
    """All outcomes in their order, with how many locations have each."""
    seen = [outcome_of(facts, owed) for facts in market]
    return {outcome: seen.count(outcome) for outcome in Outcome}


def standard_table(market: Sequence[Facts], owed: Owed, unit: Unit) -> Table:
    short = [short_of(facts, owed) for facts in market]
    behind_it = sum(bool(each) for each in short)
    counts = (
        ("Still short of the standard", behind_it, behind(short="any")),
        ("short of e-mails", sum(each.emails > 0 for each in short), behind(short="emails")),
        ("short of calls", sum(each.calls > 0 for each in short), behind(short="calls")),
        ("Nothing more is owed", len(market) - behind_it, behind(short="none")),
    )
    rows = tuple(Row(Cell(name), (Cell(str(count), asks if count else ""),)) for name, count, asks in counts)
    says = (
        f"Everybody is owed {owed_in_words(owed)}, until they return, decline or are found "
        f"not relevant: {behind_it} of {len(market)} are still short of it."
    )
    return Table("standard", "Contact standard", ("How far", unit.head), rows, says)


def reasons_table(market: Sequence[Facts], owed: Owed, topics: Mapping[Topic, Collection[object]], unit: Unit) -> Table:
    """Declines by their reason; for the team also what those without a return brought up."""
    counts = tally(market, owed)
    rows = [
        Row(
            Cell(outcome.label), (Cell(str(counts[outcome]), behind(outcome=outcome.value) if counts[outcome] else ""),)
        )
        for outcome in DECLINES.values()
    ]
    brought_up = sorted(topics.items(), key=lambda pair: (-len(pair[1]), pair[0].label))
    rows += [
        Row(Cell(f"Brought up: {topic.label.lower()}"), (Cell(str(len(who)), behind(topic=topic.value)),))
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
        "weeks", "Week by week", ("Week from", "E-mails", "Calls", "Other contacts", "Returns received"), rows, says
    )
