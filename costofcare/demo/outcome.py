"""What an action answers to the demo: nothing that it does may be refused."""

from typing import TypeVar

from accounts.domain.refusal import Refusal

Made = TypeVar("Made")


class DemoFailed(Exception):
    """The invented authority does not fit what the portal asks for any more; in words."""


def done(outcome: Made | Refusal | list[object] | None) -> Made:
    """The thing itself. Raises DemoFailed for a refusal, for faults, and for what was not found."""
    if outcome is None or isinstance(outcome, Refusal | list):
        raise DemoFailed(f"the portal refused to load its own demo: {outcome}")
    return outcome
