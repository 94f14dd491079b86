"""Where a look stands: not yet, and why; with a worker; or done."""

from dataclasses import dataclass
from datetime import date

from costing.figure_words import day_in_words
from markets.evaluation.domain.look_weeks import LookWeeks


@dataclass(frozen=True)
class LookState:
    """``is_there`` says that the visits for it are held; ``words`` what a person is told of it.

    ``waits_for`` is what a worker waits for all the same, unless a person asks for the look as it is.
    """

    months: int
    weeks: LookWeeks
    words: str
    is_there: bool = False
    is_done: bool = False
    waits_for: str = ""

    @property
    def label(self) -> str:
        return "Baseline" if self.months == 0 else f"{self.months} months after"


HELD_UNSEEN = "Not yet. Whoever looks after the council’s visits sees what it waits for."


def there(weeks: LookWeeks, held: tuple[date, date] | None) -> str:
    """Return what is held of the weeks of a look whose last one is there."""
    if held is None or held[0] <= weeks.first:
        return "The visits are there"
    return f"Visits are held from {day_in_words(held[0])} on alone; whole weeks of these are taken"


def not_yet(weeks: LookWeeks, held: tuple[date, date] | None, today: date) -> str:
    """Return why the visits of a look are not there; blank where they are."""
    if weeks.last >= today:
        return f"Not yet: its weeks end on {day_in_words(weeks.last)}."
    if held is None:
        return "Not yet: the council holds no visits."
    if held[1] < weeks.last:
        return (
            f"Not yet: visits are held up to {day_in_words(held[1])}, and are needed up to {day_in_words(weeks.last)}."
        )
    if held[0] > weeks.last:
        return f"Never, unless older visits are sent: they are held from {day_in_words(held[0])} on."
    return ""


def newer_offers(weeks: LookWeeks, kept_on: date | None) -> str:
    """Return what waits of these weeks want where a table of offers is kept, but from before their last day."""
    if kept_on is None or kept_on > weeks.last:
        return ""
    return (
        f"It waits for a table of offers kept after {day_in_words(weeks.last)}; the one that holds was kept on "
        f"{day_in_words(kept_on)}. Look now, and waits stay unknown"
    )
