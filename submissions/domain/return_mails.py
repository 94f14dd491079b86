"""The portal's mail about returns: never a figure, nor anything that a person typed into a return."""

from accounts.domain.portal_mail import PortalMail
from submissions.domain.states import FileFate, Move

_INDEPENDENT = "Your figures are seen by the independent team only. The council never sees them."


def checked(place: str, number: int, *, to_fix: int, to_explain: int, fate: FileFate) -> PortalMail:
    """Return the mail about a checked file."""
    subject = f"Your return for {place} has been checked"
    if fate == FileFate.WAITS:
        return PortalMail(
            f"{subject}: please choose",
            (
                f"We have checked the workbook that you sent for {place}. Its answers differ from those typed online.",
                "Nothing was replaced. Sign in and choose which of them count: before that nothing can be signed.",
                _INDEPENDENT,
            ),
        )
    if fate == FileFate.REFUSED:
        return PortalMail(
            f"The file that you sent for {place} is not its return",
            (
                f"The file that you sent is not a return of {place}, so it was not taken and nothing was changed.",
                "Sign in to see why. Then send the location’s own workbook, if it was not sent before.",
            ),
        )
    if fate == FileFate.KEPT:
        kept = f"We have checked version {number} of your return for {place} and kept it."
        return PortalMail(subject, (kept, "It is not the current version: the return went on in the meantime."))
    return PortalMail(f"{subject}: {_to_do(to_fix, to_explain)}", (_checked(place, number), *_next(to_fix, to_explain)))


def _checked(place: str, number: int) -> str:
    return f"We have checked version {number} of your return for {place}."


def _to_do(to_fix: int, to_explain: int) -> str:
    if to_fix:
        return f"{_things(to_fix)} to put right"
    return f"{_figures(to_explain)} to change or explain" if to_explain else "nothing to put right"


def _next(to_fix: int, to_explain: int) -> tuple[str, ...]:
    if not to_fix and not to_explain:
        return ("There is nothing to put right. Please look it through and submit it.", _INDEPENDENT)
    found = " and ".join(
        words
        for words in (
            f"{_things(to_fix)} to put right" if to_fix else "",
            f"{_figures(to_explain)} to change or explain" if to_explain else "",
        )
        if words
    )
    return (f"We found {found}. Sign in to see what and where, and how to put it right.", _INDEPENDENT)


def _things(count: int) -> str:
    return "1 thing" if count == 1 else f"{count:,} things"


def _figures(count: int) -> str:
    return "1 unusual figure" if count == 1 else f"{count:,} unusual figures"


_HANDED_OVER = {
    Move.SUBMIT: (
        "Your return for {place} has been submitted",
        "Thank you. Your return for {place} has been submitted. The independent team will look at it.",
        "You can take it back and change it until the exercise closes.",
    ),
    Move.TAKE_BACK: (
        "Your return for {place} has been taken back",
        "The return for {place} has been taken back by {who} and can be changed again.",
        "Please submit it before the exercise closes, or it will not count.",
    ),
    Move.ACCEPT: (
        "Your return for {place} has been accepted",
        "The independent team has accepted your return for {place}.",
        "There is nothing more to do.",
    ),
    Move.EXCLUDE: (
        "Your return for {place} has been left out",
        "The independent team has left your return for {place} out of the exercise.",
        "Sign in to see why, or ask the team.",
    ),
    Move.REOPEN: (
        "Your return for {place} has come back to you",
        "The independent team has sent your return for {place} back to you.",
        "Sign in to see why. Please change it, or say why it is right, and submit it again.",
    ),
}


def handed_over(move: Move, place: str, who: str) -> PortalMail:
    subject, *paragraphs = (words.format(place=place, who=who) for words in _HANDED_OVER[move])
    return PortalMail(subject, (*paragraphs, _INDEPENDENT))


def failed(reference: str) -> PortalMail:
    """Return the mail for administrators, who see no answers: the reference and nothing else."""
    return PortalMail(
        f"An upload could not be checked: {reference}",
        (
            f"The portal tried to check upload {reference} three times and met an error of its own.",
            "The file is kept. The log says where the error happened; its entries carry the same reference.",
        ),
    )


def could_not_be_checked(reference: str, place: str) -> PortalMail:
    """Return the mail for the person who sent the file."""
    return PortalMail(
        f"We could not check your return for {place} yet",
        (
            f"Something went wrong on our side with the file that you sent for {place} (reference {reference}).",
            "The file is kept and we have been told. You do not need to send it again.",
        ),
    )
