"""For pytest: the letters that a page or a worker writes go out once they are committed, as if a worker were there."""

from uuid import UUID

import pytest


@pytest.fixture(autouse=True)
def letters_go_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests with a worker of their own override it. Imported late: a plugin is loaded before Django."""
    from accounts.actions import outbox
    from costofcare.row_level_security import stand_as_worker

    def send(letter_id: UUID) -> None:
        with stand_as_worker():
            outbox.send(letter_id)

    monkeypatch.setattr(outbox, "nudge", send)
