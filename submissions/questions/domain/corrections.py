"""What has become of the figure of a question: its value in one version and in a later one."""

from collections.abc import Iterator
from dataclasses import dataclass

from costing.answer_sheets import NOT_ANSWERED
from costing.answers import Answers
from costing.figure_words import answer_in_words, gbp
from costing.form import Form
from costing.formulas.costs import Amount, Costs
from submissions.domain.version_comparison import answer_changes
from submissions.questions.domain.questions import QuestionSubject

UNDEFINED = "n/a"


@dataclass(frozen=True, slots=True)
class FigureRead:
    """A figure in words, as it was read in a version."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that is another one in the later version, in words."""

    label: str
    before: str
    after: str

    @property
    def words(self) -> str:
        return f"{self.label}: {self.before} → {self.after}"


@dataclass(frozen=True, slots=True)
class VersionFigures:
    """The answers and costs of a version; None if nothing was read, or it could not be costed."""

    answers: Answers | None
    costs: Costs | None


def figures_of(form: Form, about: QuestionSubject, version: VersionFigures) -> tuple[FigureRead, ...]:
    """Return the figures that a question is about; none for the whole return."""
    if about.line:
        found = _amounts(form, about.line, version.costs)
        return tuple(FigureRead(label, _amount(form, amount)) for label, amount in found)
    question = form.by_key.get(about.key)
    if question is None:
        return ()
    answer = version.answers.by_key.get(about.key) if version.answers else None
    value = answer.value if answer else None
    return (FigureRead(question.label, NOT_ANSWERED if value is None else answer_in_words(question, value)),)


def changed_figures(
    form: Form, about: QuestionSubject, before: VersionFigures, after: VersionFigures
) -> tuple[FigureChange, ...]:
    """Return what differs of the figures that a question is about; of the whole return every answer.

    A line has changed where its costs have: some answer that it is worked out from is another one.
    """
    if about.line:
        return tuple(_line_changes(form, about.line, before.costs, after.costs))
    return tuple(
        FigureChange(change.label, change.before, change.after)
        for sheet in answer_changes(form, before.answers, after.answers)
        for change in sheet.changes
        if about.key in ("", change.key)
    )


def _line_changes(form: Form, line: str, before: Costs | None, after: Costs | None) -> Iterator[FigureChange]:
    """Yield the columns in which the line costs something else; a version without costs cannot be compared."""
    if before is None or after is None:
        return
    then, now = dict(_amounts(form, line, before)), dict(_amounts(form, line, after))
    for label in dict.fromkeys([*then, *now]):
        if then.get(label) != now.get(label):
            yield FigureChange(label, _amount(form, then.get(label)), _amount(form, now.get(label)))


def _amounts(form: Form, line: str, costs: Costs | None) -> Iterator[tuple[str, Amount]]:
    """Yield the amount of each column, under the line's label, with the column's if there are several."""
    columns = [column for column in form.columns if costs and column.key in costs.columns]
    label = form.line_by_key[line].label if line in form.line_by_key else line
    for column in columns:
        assert costs is not None
        yield (f"{label}, {column.label}" if len(columns) > 1 else label), costs.columns[column.key].get(line)


def _amount(form: Form, amount: Amount) -> str:
    return UNDEFINED if amount is None else f"{gbp(amount)} {form.cost_unit.removeprefix('£').strip()}"
