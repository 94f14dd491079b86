"""Unwrap what an action returns to the demo, of which nothing may be refused."""

from typing import TypeVar

from accounts.domain.refusal import Refusal

Made = TypeVar("Made")


class DemoFailed(Exception):
    """The invented authority no longer fits what the portal asks for; the message says how."""


def done(outcome: Made | Refusal | list[object] | None) -> Made:
    """Return the thing itself; raises DemoFailed for a refusal, for faults, and for what was not found."""
    if outcome is None or isinstance(outcome, Refusal | list):
        raise DemoFailed(f"the portal refused to load its own demo: {outcome}")
    return outcome
