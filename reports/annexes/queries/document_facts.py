"""What the documents of a release are written from: frozen figures, and counts of what the team did."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID

from accounts.domain.context import Context
from costing.figure_words import day_in_words, percent
from costing.form import Form
from costing.forms import form_for
from reports import queries
from reports.annexes.domain.annex_facts import AnnexFacts, most_returns
from reports.annexes.domain.editions import edition_of
from reports.annexes.domain.reasons import printed_reason
from reports.annexes.domain.report.facts import EngagementFacts, ProcessCounts, ReportFacts
from reports.annexes.domain.sums import summed
from reports.domain.cohort import ALL
from reports.domain.released_table import released_columns
from reports.models import CalculationReturn, Release
from submissions import queries as submissions
from submissions.decisions.domain.decision_reasons import DecisionKind, decision_reasons
from submissions.questions.domain.questions import QuestionOutcome, QuestionSide, QuestionState

STILL_OPEN = "Still open"


def facts_of(context: Context, release: Release, engagement: EngagementFacts, received: int) -> ReportFacts | None:
    """Return the facts; None if the form of the release is no longer known."""
    form = form_for(release.exercise.service, release.form_version)
    if form is None:
        return None
    rows = list(queries.returns_of(context, release.calculation))
    return ReportFacts(
        figures=_figures(context, release, form, engagement.locations, received),
        opens_on=day_in_words(release.exercise.opens_on),
        closes_on=day_in_words(release.exercise.closes_on),
        engagement=engagement,
        words=release.report_words,
        rates=release.calculation.rates,
        process=_process(context, release, form, rows),
        used={} if release.for_publication else _used(rows),
        occupancy=percent(release.occupancy_target) if release.occupancy_target else "",
    )


def _figures(context: Context, release: Release, form: Form, eligible: int, received: int) -> AnnexFacts:
    """Return the figures; those of a public edition come from its release alone."""
    exercise, is_exact = release.exercise, not release.for_publication
    review = queries.review_of(context, release)
    returns = queries.inputs_of(context, release.calculation).as_calculated(form) if is_exact else ()
    return AnnexFacts(
        form=form,
        edition=edition_of(release.for_publication),
        authority=release.authority.name,
        exercise=exercise.name,
        price_date=day_in_words(exercise.price_date),
        figures=release.table,
        calculation=release.calculation.table if is_exact else {},
        sums=summed(form, returns),
        used=release.calculation.returns_used if is_exact else _published_number(form, release),
        received=received,
        eligible=eligible,
        equal=len(review.equal_to_one_return) if review and is_exact else None,
        headline=exercise.headline,
        about=_about(release),
    )


def _published_number(form: Form, release: Release) -> int | None:
    """Return how many returns stand behind a release, as it says itself: of the column that all are in."""
    columns = released_columns(form, release.table)
    of_all = [column for column in columns if column.key == ALL] or (columns if len(columns) == 1 else [])
    return max((number for column in of_all if (number := most_returns(column)) is not None), default=None)


def _about(release: Release) -> tuple[tuple[str, str], ...]:
    approved = day_in_words(release.approved_at.date()) if release.approved_at else ""
    people = "one person" if release.for_publication else "two people"
    return (
        ("Release", f"{release.number}, drafted by an analyst of the independent team"),
        ("Approved", f"{approved} by {people} of the independent team who did not draft it"),
        *([] if release.for_publication else [("Calculation", f"{release.calculation.number}, frozen")]),
        ("Method", release.method_version),
        ("Form", release.form_version),
        ("Release policy", f"{release.policy_version} {release.policy_sha256[:16]}"),
        ("Digest of the inputs", release.inputs_sha256[:16]),
    )


def _used(rows: list[CalculationReturn]) -> dict[str, str]:
    used = [row for row in rows if row.is_used]
    return {
        "providers": str(len({row.provider_id for row in used})),
        "locations": str(len(used)),
        "weight": str(sum((row.weight for row in used), Decimal(0))),
    }


def _process(context: Context, release: Release, form: Form, rows: list[CalculationReturn]) -> ProcessCounts:
    """Count what was decided, as it was frozen with the calculation, and what was asked."""
    at_review = list(queries.left_out_at_review(context, release.calculation))
    names = _names(context, release.exercise_id)
    labels = tuple(decision_reasons(DecisionKind.RETURN).values())
    lines: Counter[str] = Counter()
    for row in rows:
        lines.update(_lines_left_out(form, row, printed_reason(row.left_out_because, labels, names)))
    whole = [*(row for row in rows if not row.is_used), *at_review]
    asked = list(submissions.queries_for(context).filter(exercise_id=release.exercise_id, asked_side=QuestionSide.TEAM))
    return ProcessCounts(
        returns_left_out=dict(Counter(printed_reason(row.left_out_because, labels, names) for row in whole)),
        lines_left_out=dict(lines),
        adjustments=dict(Counter(one["reason"] for row in rows if row.is_used for one in row.adjustments)),
        questions=dict(Counter(map(_outcome, asked))),
        questions_by_cycle=_by_cycle(asked),
        returns_asked=len({one.participation_id for one in asked}),
    )


def _outcome(question: Any) -> str:
    is_closed = question.state == QuestionState.CLOSED and question.outcome
    return QuestionOutcome(question.outcome).label if is_closed else STILL_OPEN


def _by_cycle(asked: list[Any]) -> dict[int, dict[str, int]]:
    """Return the outcomes by cycle of phone calls; {} where questions are not asked in cycles."""
    found: dict[int, Counter[str]] = {}
    for one in asked:
        if one.cycle:
            found.setdefault(one.cycle, Counter())[_outcome(one)] += 1
    return {cycle: dict(found[cycle]) for cycle in sorted(found)}


def _lines_left_out(form: Form, row: CalculationReturn, because: str) -> Iterator[str]:
    """Yield each line that was left out with its reason: that of the review, where it was decided there."""
    at_review = {one["line"]: one["reason"] for one in row.line_decisions}
    yield from (f"{form.line_by_key[key].label}: {at_review.get(key, because)}" for key in row.lines_left_out)


def _names(context: Context, exercise_id: UUID) -> frozenset[str]:
    asked = submissions.owed_by(context, exercise_id).values_list("location_name", "provider_name", "owner__name")
    return frozenset(name for row in asked for name in row)
