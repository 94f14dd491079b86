"""What somebody asks who has never heard of this: five questions of a release, each with its answer in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from costing.figure_words import gbp, percent
from costing.form import Form
from reports.domain.cohort import ALL
from reports.domain.policy import Policy
from reports.domain.release_words import largest_number, unit_of, why_quartiles_lack
from reports.domain.released_table import ReleasedCell, ReleasedColumn

# How far protection moved a median on average, by how many returns stand behind it, as docs/attacks.md has it.
ERRORS = ((20, "20 returns and more", "0.6 %"), (10, "10 to 19 returns", "0.9 %"), (0, "5 to 9 returns", "1.8 %"))


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """An answer in sentences; ``more`` is where on the page more is said."""

    question: str
    words: tuple[str, ...]
    more: str
    link: str


def five_answers(
    form: Form, columns: Sequence[ReleasedColumn], policy: Policy, released_on: str
) -> tuple[AnsweredQuestion, ...]:
    """Return the answers, of released figures alone; ``released_on`` is a day in words."""
    return (
        AnsweredQuestion(what_question(form), _cost(form, columns), "table", "Line by line"),
        AnsweredQuestion("How sure is that?", _sureness(columns, policy), "pictures", "The ranges in pictures"),
        AnsweredQuestion("How many took part?", _part(form, columns), "table", "How many, line by line"),
        AnsweredQuestion("What is hidden, and why?", _hidden(columns, policy), "hidden", "The rules in full"),
        AnsweredQuestion("How was it made?", _making(released_on), "made", "Step by step, with versions"),
    )


def what_question(form: Form) -> str:
    """Return the question in the unit of the service: of an hour, or of a week."""
    return "What does an hour cost?" if form.weight == "hours" else "What does a week cost?"


def _totals(columns: Sequence[ReleasedColumn]) -> list[tuple[ReleasedColumn, ReleasedCell]]:
    return [(column, column.total) for column in columns if column.key != ALL and column.total is not None]


def _cost(form: Form, columns: Sequence[ReleasedColumn]) -> tuple[str, ...]:
    totals, unit = _totals(columns), unit_of(form)
    shown = [(column, total.median) for column, total in totals if total.median is not None]
    if not shown:
        return ("The total is withheld to protect providers.",)
    if len(totals) == 1:
        return (f"About half of the returns come to less than {gbp(shown[0][1])} {unit}, about half to more.",)
    listed = "; ".join(f"{column.label.lower()} {gbp(median)}" for column, median in shown)
    others = "" if len(shown) == len(totals) else "What is not named is withheld to protect providers."
    return tuple(filter(None, (f"The medians {unit}: {listed}.", others)))


def _sureness(columns: Sequence[ReleasedColumn], policy: Policy) -> tuple[str, ...]:
    """Return what is known of a median's error; nothing of who answered is in it."""
    numbers = [total.n for _, total in _totals(columns) if total.n is not None]
    if not numbers:
        return ("Where the total is withheld nothing can be said of it.",)
    least = min(numbers)
    sizes, error = next((sizes, error) for at_least, sizes, error in ERRORS if least >= at_least)
    words = [f"In tests on invented markets of {sizes} protection moved the median of the total by {error} on average."]
    if least < policy.full_from:
        words.insert(0, f"Indicative: fewer than {policy.full_from} returns stand behind it.")
    return (*words, "It is the middle of those who answered, and says nothing of those who did not.")


def _part(form: Form, columns: Sequence[ReleasedColumn]) -> tuple[str, ...]:
    number, shares = largest_number(columns), [column.coverage for column in columns if column.coverage is not None]
    told = f"{number} returns stand behind the figures." if number else "The number is withheld with the figures."
    if not shares:
        return (told,)
    place = "in their hours" if form.weight == "hours" else "in beds"
    return (told, f"Returns came from about {percent(max(shares))} of the market, counted {place}.")


def _hidden(columns: Sequence[ReleasedColumn], policy: Policy) -> tuple[str, ...]:
    hidden, cells = sum(column.hidden for column in columns), sum(len(column.cells) for column in columns)
    lacking = [words for column in columns if (words := why_quartiles_lack(column, policy))]
    why = "A figure is withheld where too few took part, or where it could be traced back to one of them."
    without = sum(not cell.is_hidden and not cell.has_quartiles for column in columns for cell in column.cells)
    quartiles = f", and the quartiles of {without} line{'' if without == 1 else 's'}" if without else ""
    told = f"{hidden or 'None'} of {'' if hidden else 'the '}{cells} medians{quartiles}."
    return (told, *([why] if hidden else []), *lacking[:1])


def _making(released_on: str) -> tuple[str, ...]:
    return (
        "From returns that a team independent of the council checked; one of the team drafted it, another approved it.",
        f"Released on {released_on}, and frozen since." if released_on else "Frozen once approved.",
    )
