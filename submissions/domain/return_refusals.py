"""The reasons why something cannot be done with a return now, in words for the person who tries; None if it can."""

from collections.abc import Sequence
from datetime import date

from accounts.domain.refusal import Refusal
from costing.figure_words import day_in_words
from submissions.domain.states import Move, ReturnState, after

_SAVING = {
    ReturnState.SUBMITTED: "This return has been submitted. Take it back first if you want to change it.",
    ReturnState.ACCEPTED: "This return has been accepted. Take it back first if you want to change it.",
    ReturnState.EXCLUDED: "This return was left out of the exercise. Please ask the independent team.",
}
_NOT_NOW = "This return is {state} now, so this cannot be done. Somebody may have changed it while your page was open."


def closed(opens_on: date, last_day: date, today: date) -> Refusal | None:
    """Tell why an exercise is not open today, UK time; None if it is. The last day counts to its end."""
    if today < opens_on:
        return Refusal(f"This exercise opens on {day_in_words(opens_on)}.")
    if today > last_day:
        ended = day_in_words(last_day)
        return Refusal(f"This exercise closed at the end of {ended}. Please ask the independent team for more time.")
    return None


def too_large(size: int, most: int) -> Refusal | None:
    if size <= most:
        return None
    return Refusal(
        f"This file is larger than {most // 2**20} MB, so it cannot be one of our workbooks as they are. "
        "Remove pictures and sheets that you added, and send it again."
    )


def forbidden(state: ReturnState, move: Move) -> Refusal | None:
    """Tell why a move is not permitted, in words; None if it is."""
    if after(state, move) is not None:
        return None
    if move == Move.SAVE:
        return Refusal(_SAVING[state])
    return Refusal(_NOT_NOW.format(state=state.label.lower()))


def being_checked(is_waiting: bool) -> Refusal | None:
    return Refusal("Your latest file is still being checked. Please wait for it, then submit.") if is_waiting else None


def not_chosen(is_waiting: bool) -> Refusal | None:
    if not is_waiting:
        return None
    return Refusal(
        "A workbook has come in whose answers differ from those typed online. "
        "Please choose which of them count, then submit."
    )


def another_version(current: int | None, seen: int) -> Refusal | None:
    """Tell why the person must look again: whoever signs or decides must have seen the current version."""
    if current is None:
        return Refusal("There is no version of this return yet. Please upload your workbook first.")
    if current == seen:
        return None
    return Refusal(
        f"Version {current} has come since you opened this page, which showed version {seen}. Please look at it first."
    )


def not_accepted(has_nothing_to_fix: bool) -> Refusal | None:
    if has_nothing_to_fix:
        return None
    return Refusal("There are things that must be put right before this return can be submitted.")


def not_explained(count: int) -> Refusal | None:
    if not count:
        return None
    things = "1 figure is" if count == 1 else f"{count} figures are"
    return Refusal(f"{things} unusual: please change them, or say why they are right, before you submit.")


def still_asked(count: int, *, has_words: bool) -> Refusal | None:
    if not count or has_words:
        return None
    things = "A question is" if count == 1 else f"{count} questions are"
    return Refusal(f"{things} still with the provider. Say why you accept the return all the same, or wait for it.")


def happened_meanwhile(events: Sequence[str]) -> Refusal | None:
    """Tell what was done with a return since somebody looked at it, the first first."""
    if not events:
        return None
    more = f" and {len(events) - 5} more" if len(events) > 5 else ""
    told = "; ".join(events[:5])
    return Refusal(f"Since you opened this page: {told}{more}. Please look at the return again, and decide then.")


def changed_meanwhile() -> Refusal:
    return Refusal("Somebody else has just changed this return. Please look at it again.")


def no_name(words: str) -> Refusal | None:
    """Return a refusal where what was typed is nobody's name: blank, one letter, or initials alone."""
    letters = [sign for sign in words if sign.isalpha()]
    parts = ["".join(filter(str.isalpha, part)) for part in words.replace(".", " ").split()]
    is_initials = all(len(part) < 2 and part.isascii() for part in parts)
    if len(letters) >= 2 and len({sign.casefold() for sign in letters}) >= 2 and not is_initials:
        return None
    return Refusal("Type your full name to declare that the return is right, not initials or a letter.")
