"""What is said to whoever saves what a colleague has changed meanwhile."""

from accounts.domain.refusal import Refusal


def overtaken(name: str, person: str, act: str = "save") -> Refusal:
    return Refusal(f"{name} was changed by {person} while you had it open. Look at it again before you {act}.")
