"""A pytest fixture that sends the portal's mail once it is committed, as if a worker were there."""

from uuid import UUID

import pytest


@pytest.fixture(autouse=True)
def letters_go_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Send the mail; tests with a worker of their own override it."""
    send_at_once(monkeypatch)


def send_at_once(patch: pytest.MonkeyPatch) -> None:
    """Send each mail where a worker would be nudged. Imports are late: a plugin is loaded before Django."""
    from accounts.actions import outbox
    from costofcare.row_level_security import stand_as_worker

    def send(letter_id: UUID) -> None:
        with stand_as_worker():
            outbox.send(letter_id)

    patch.setattr(outbox, "nudge", send)
