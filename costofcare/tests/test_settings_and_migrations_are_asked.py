"""The gate's question to Django fails where a check warns and where a migration is missing, and asks both."""

import pytest

from costofcare.tests import settings_and_migrations as gate


def test_what_a_check_warns_of_fails_and_is_said(settings: object, capsys: pytest.CaptureFixture[str]):
    settings.SECRET_KEY = "short"
    assert gate.status_of("check", {"deploy": True, "fail_level": "WARNING"}) == 1
    assert "SECRET_KEY" in capsys.readouterr().err


def test_a_missing_migration_fails_and_both_are_asked(monkeypatch: pytest.MonkeyPatch):
    asked = []

    def answers(command: str, **how: object) -> None:
        asked.append((command, how))
        if command == "makemigrations":
            raise SystemExit(1)  # as Django does where it finds a change

    monkeypatch.setattr(gate, "call_command", answers)
    monkeypatch.setattr(gate.django, "setup", lambda: None)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", gate.SETTINGS)
    assert gate.main() == 1
    assert asked == list(gate.ASKED)
