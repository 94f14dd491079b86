"""Section 2 of Annex B: how the results were reached, from the return to the median."""

from collections.abc import Iterator, Mapping

from reports.annexes.domain.blocks import Block, heading, points, table, typed, words
from reports.annexes.domain.report.facts import ProcessCounts, ReportFacts
from reports.annexes.domain.report.released_parts import policy_of
from reports.domain.comparison import HEADLINES
from reports.domain.policy import Policy

FEWEST_TOLD = 5
ALL_OF_THEM = "All"
HOMECARE = (
    "Contact hours a week are the visits of each length times their minutes; a year has the weeks of the exercise.",
    "Direct care is the mean of the pay bands, weighted by the share of hours in each. Travel time, training, other "
    "paid time, holiday, sickness and notice pay are worked out from the provider’s own hours and rates.",
    "National Insurance is what was paid, or the statutory formula on mean pay; the formula is an estimate, as an "
    "average hides that some careworkers stay under the threshold. Pensions likewise.",
    "Business costs are those of the cost year, raised to the price date, per contact hour delivered.",
    "A return on operations stands as the provider gave it: a mark-up on cost, a margin on price, or pounds an hour.",
)
CARE_HOME = (
    "Costs of the cost year are brought to a year of 365 days, and raised to the price date by the price rise that the "
    "home gave for each line.",
    "Care and nursing staff are divided among the categories of beds by their hours per resident; every other line is "
    "the same for every resident.",
    "All are per occupied bed and week. Residents outside the exercise share the costs, and have no column.",
    "The return on operations is a share of operating cost, or pounds as given. The return on capital is the freehold "
    "value per bed times the share that the home gave, per occupied bed and week. Rent is information only, and never "
    "added to it.",
    "Nursing columns are gross of NHS-funded nursing care.",
)


def method(facts: ReportFacts) -> list[Block]:
    return [
        heading("How the results were reached", 1),
        heading("The returns"),
        words(_collected(facts)),
        heading("Checks and queries"),
        words(
            "The portal checks each return before it can be sent: that it can be read, that it is of this location and "
            "exercise, that every required answer is there and possible, that its parts add up, and that its figures "
            "are plausible. What is unusual the provider changes or explains. Then an analyst of the independent team "
            "reads the return beside the others and asks about what stands out, until the figure is corrected, "
            "explained or left out."
        ),
        *_queries(facts),
        heading("What was left out, and what was adjusted"),
        *_decisions(facts),
        heading("How a cost is worked out"),
        *points(HOMECARE if facts.is_homecare else CARE_HOME),
        heading("From returns to medians"),
        *points(_statistics(facts)),
        *_typed(facts),
        *([] if facts.is_exact else _protection(policy_of(facts))),
    ]


def _collected(facts: ReportFacts) -> str:
    unit = "branch" if facts.is_homecare else "home"
    used = facts.figures.used
    behind = "" if used is None else f" {used} {'return stands' if used == 1 else 'returns stand'} behind the figures."
    return (
        f"Each {unit} was asked for one return, as a workbook or online, from {facts.opens_on} to {facts.closes_on}. "
        f"It asks for {len(facts.form.questions)} answers, which are printed at the end of this report.{behind}"
    )


def _queries(facts: ReportFacts) -> Iterator[Block]:
    counts = facts.process.questions
    if not counts:
        yield words("No query to a provider is on record.")
        return
    about = facts.process.returns_asked
    if not facts.is_exact:
        total = sum(counts.values())
        if total >= FEWEST_TOLD and about >= FEWEST_TOLD:
            yield words(f"The analysts put {total} queries to providers, about {about} returns.")
        return
    yield _query_table(facts.process)
    they_were = "It was" if sum(counts.values()) == 1 else "They were"
    yield words(f"{they_were} about {about} {'return' if about == 1 else 'returns'}.")


def _query_table(process: ProcessCounts) -> Block:
    """Return the queries by outcome, and by cycle where they were put in cycles."""
    cycles = process.questions_by_cycle
    heads = ("Outcome", *(f"Cycle {cycle}" for cycle in cycles), "Queries")
    rows = [
        (name, *(str(_in_cycle(cycles[cycle], name)) for cycle in cycles), number)
        for name, number in _rows(process.questions)
    ]
    return table("Queries to providers, by what became of them", heads, rows)


def _in_cycle(counts: Mapping[str, int], name: str) -> int:
    return sum(counts.values()) if name == ALL_OF_THEM else counts.get(name, 0)


def _decisions(facts: ReportFacts) -> Iterator[Block]:
    if not facts.is_exact:
        yield words(
            "Returns and single lines whose figures stayed in doubt were left out, each with a reason that the "
            "independent team holds. How many is not published, as it would tell whose."
        )
        return
    process = facts.process
    kinds: tuple[tuple[str, str, Mapping[str, int]], ...] = (
        ("Returns left out, by reason", "Returns", process.returns_left_out),
        ("Lines left out of single returns, by line and reason", "Times", process.lines_left_out),
        ("Answers adjusted by an analyst, by reason", "Answers", process.adjustments),
    )
    for title, head, counts in kinds:
        if counts:
            yield table(title, ("Reason", head), _rows(counts))
    if not any(counts for _, _, counts in kinds):
        yield words(
            "Nothing was left out, and nothing was adjusted: every usable return counts in full, as it was sent."
        )
    if process.adjustments:
        yield words(
            "An adjusted value stands beside the submitted one in the record; the figures use the adjusted one."
        )


def _rows(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    rows = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [*((name, str(number)) for name, number in rows), (ALL_OF_THEM, str(sum(counts.values())))]


def _statistics(facts: ReportFacts) -> Iterator[str]:
    yield (
        "Each return has one vote, whatever its size. A cost of zero counts; one that could not be given is left out "
        "of its line, and leaves the sums above it undefined for that return. So the number of returns differs by line."
    )
    if facts.is_exact:
        yield "Quartiles are inclusive, by linear interpolation, as QUARTILE.INC of spreadsheet programs has them."
    headline = HEADLINES[facts.figures.ways[0]]
    rounded = "" if facts.is_exact else ", rounded like the one of them that is rounded most"
    yield (
        "Totals are stated in two ways: the median of the returns’ own totals, and the sum of the medians of the "
        f"lines{rounded}. They differ, and both are printed; the headline of this exercise is the {headline}."
    )
    if facts.occupancy:
        yield (
            f"Occupancy is normalised to {facts.occupancy}: a home below it is costed as if its beds were as full, "
            "with the fixed share of each line spread over more residents."
        )


def _typed(facts: ReportFacts) -> list[Block]:
    said = typed(facts.words.get("method", ""))
    return [heading("More on the method"), *said] if said else []


def _protection(policy: Policy) -> list[Block]:
    return [
        heading("How the published figures protect providers"),
        *points(
            (
                "Each figure is the mean of several neighbouring returns in the middle of their order, and rounded: "
                "none is one provider’s own.",
                f"A figure is hidden, and shown as [c], where fewer than {policy.min_owners} owners stand behind "
                "it, or where it could be worked out from others that are published. Lines and subtotals are shown "
                f"from {policy.beside_totals_from} returns.",
                f"Quartiles are published only from {policy.quartiles_min_returns} returns of "
                f"{policy.quartiles_min_owners} owners.",
                "The figures are those of one release, frozen when two people of the independent team had agreed "
                "to it.",
            )
        ),
    ]
