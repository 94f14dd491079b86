"""The engagement section of Annex B: text and tables, in the authority's own edition and in the public one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from costing.figure_words import day_in_words
from engagement.contacts.domain.vocabulary import Worded
from engagement.coverage.domain.breakdown import Breakdown, parts
from engagement.coverage.domain.coverage import (
    Coverage,
    Stage,
    coverage,
    for_council,
    response_rate,
)
from engagement.coverage.domain.location_filter import list_name
from engagement.coverage.domain.location_status import LocationStatus
from engagement.coverage.domain.outcome_names import HAVE_DECLINED
from engagement.coverage.domain.outcome_words import owed_in_words, uk_day
from engagement.coverage.domain.outcomes import (
    Outstanding,
    has_declined,
    missing,
    settled,
)
from engagement.coverage.domain.percentages import amount_words, percent_words
from engagement.coverage.domain.public_tables import public_coverage_table, public_outcome_table, public_reasons_table
from engagement.coverage.domain.status_tables import (
    Unit,
    coverage_table,
    outcome_table,
    part_table,
    reasons_table,
    tally,
)
from engagement.coverage.domain.tables import (
    Table,
    TableCell,
    TableRow,
    behind,
)


class Edition(Worded):
    AUTHORITY = "authority", "The authority’s own edition"
    PUBLIC = "public", "Public edition"


@dataclass(frozen=True, slots=True)
class AnnexBExercise:
    """The exercise of the section, and the moment that its numbers are from."""

    authority: str
    exercise: str
    opens_on: date
    closes_on: date
    as_at: datetime
    unit: Unit


@dataclass(frozen=True, slots=True)
class AnnexBSection:
    heading: str
    paragraphs: tuple[str, ...]
    tables: tuple[Table, ...] = ()


def annex_b(
    everybody: Sequence[LocationStatus], owed: Outstanding, about: AnnexBExercise, edition: Edition
) -> tuple[AnnexBSection, ...]:
    """Return the sections; they hold what the council may know, whoever makes them: nothing of usable returns."""
    market = [replace(facts, is_usable=False, given_because="") for facts in everybody]
    seen = for_council(coverage(market))
    found = [_asked(seen, about, edition), _reached(market, owed, about), _response(seen, about, edition)]
    found.append(_outcomes(market, owed, about, edition))
    if edition is Edition.AUTHORITY:
        found.append(_parts(market, about))
    return tuple(found)


def _asked(seen: Coverage, about: AnnexBExercise, edition: Edition) -> AnnexBSection:
    scope, unit = seen.at(Stage.IN_SCOPE), about.unit
    providers, locations = scope.providers.number or 0, scope.locations.number or 0
    first = (
        f"{about.authority} asked {locations} {unit.one if locations == 1 else unit.many} of {providers} "
        f"{'provider' if providers == 1 else 'providers'} for a return, from {day_in_words(about.opens_on)} to "
        f"{day_in_words(about.closes_on)}. An independent team collected the returns; the council sees no provider’s "
        "figures."
    )
    left_out = seen.not_relevant
    further = f"{unit.one} on the register was" if left_out == 1 else f"{unit.many} on the register were"
    where = "nowhere below" if edition is Edition.PUBLIC else "below among the outcomes alone"
    second = f"{left_out} further {further} found not relevant to the exercise, and counted {where}."
    return AnnexBSection("Who was asked", (first, second) if left_out else (first,))


def _reached(market: Sequence[LocationStatus], owed: Outstanding, about: AnnexBExercise) -> AnnexBSection:
    scope = [facts for facts in market if facts.place.is_relevant]
    met = [facts for facts in scope if not missing(facts, owed)]
    done = [facts for facts in scope if not (settled(facts) or has_declined(facts))]
    short = sum(bool(missing(facts, owed)) for facts in done)
    are, have = ("is" if short == 1 else "are"), ("has" if len(done) == 1 else "have")
    first = (
        f"Everybody was to get at least {owed_in_words(owed)}, until they sent a return or declined. {len(met)} of "
        f"{len(scope)} {about.unit.many} had all of it; {len(done)} {have} neither returned nor declined, and {short} "
        f"of these {are} still short of it."
    )
    return AnnexBSection("How providers were reached", (first,), (contacts_table(scope, about.unit),))


def contacts_table(scope: Sequence[LocationStatus], unit: Unit) -> Table:
    """Return the table of contacts, and of locations that had one; a contact with several locations counts for each."""
    kinds = (
        ("Emails sent that did not bounce", "emails"),
        ("Calls made", "calls"),
        ("1-2-1s held", "one_to_ones"),
        ("Contacts that providers began or answered", "answered"),
    )
    rows = tuple(_contacts_row(name, count, scope) for name, count in kinds)
    return Table("contacts", "Contacts", ("Contact", "Number", f"{unit.head} reached"), rows, note=counting_note(unit))


def _contacts_row(name: str, count: str, scope: Sequence[LocationStatus]) -> TableRow:
    numbers = [getattr(facts.touches, count) for facts in scope]
    lists = behind(stage=Stage.IN_SCOPE.value, reached=count) if any(numbers) else ""
    return TableRow(
        TableCell(name), (TableCell(amount_words(sum(numbers)), lists), TableCell(str(sum(map(bool, numbers))), lists))
    )


def counting_note(unit: Unit) -> str:
    return (
        f"Contacts are counted for each {unit.one}: a call about three counts for each of them, and an email that "
        f"went to several people of one at once counts as one."
    )


def _response(seen: Coverage, about: AnnexBExercise, edition: Edition) -> AnnexBSection:
    rate = percent_words(response_rate(seen))
    words = f"The response rate is {rate} of the {about.unit.many} in scope, as at {uk_day(about.as_at)}."
    public = edition is Edition.PUBLIC
    if seen.is_weighed and not public:
        share = percent_words(seen.at(Stage.SUBMITTED).weight.percent)
        words += f" Those that sent a return stand for {share} of the {about.unit.weight} in scope."
    table = public_coverage_table(seen, about.unit) if public else coverage_table(seen, about.unit, for_team=False)
    return AnnexBSection("Response", (words,), (table,))


def _outcomes(
    market: Sequence[LocationStatus], owed: Outstanding, about: AnnexBExercise, edition: Edition
) -> AnnexBSection:
    counts = tally(market, owed)
    declined = sum(counts[outcome] for outcome in HAVE_DECLINED)
    words = f"Each {about.unit.one} has exactly one outcome. {declined or 'Nobody'} declined to take part."
    if edition is Edition.PUBLIC:
        return AnnexBSection(
            "Outcomes and reasons for not taking part",
            (words,),
            (public_outcome_table(counts, about.unit), public_reasons_table(counts, about.unit)),
        )
    tables = (
        outcome_table(counts, about.unit, for_team=False),
        reasons_table(counts, {}, about.unit),
    )
    return AnnexBSection("Outcomes and reasons for not taking part", (words,), tables)


def _parts(market: Sequence[LocationStatus], about: AnnexBExercise) -> AnnexBSection:
    found = [(by, parts(market, by)) for by in Breakdown]
    tables = tuple(part_table(some, by, about.unit) for by, some in found if some)
    says = tuple(table.says for table in tables) or ("The council’s list divides the market into no parts.",)
    return AnnexBSection("The response in the parts of the market", says, tables)


def sources(sections: Sequence[AnnexBSection]) -> Table:
    """Return a table that names for each number the portal's list that it counts or adds up, without any provider."""
    rows = [
        TableRow(
            TableCell(f"{table.title}: {row.name.words}, {head}"),
            (TableCell(cell.words), TableCell(list_name(cell.behind))),
        )
        for section in sections
        for table in section.tables
        for row in table.rows
        for head, cell in zip(table.heads[1:], row.cells, strict=True)
        if cell.behind
    ]
    return Table("sources", "Where each number comes from", ("Number", "Is", "List in the portal"), tuple(rows))
