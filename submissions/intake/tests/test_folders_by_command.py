"""`take_in_workbooks`: a folder by command, with its report; a second run takes nothing twice."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from submissions.models import Version
from submissions.tests.cast import workbook_for

pytestmark = pytest.mark.django_db


def test_a_folder_is_taken_in_and_reported(cast, tmp_path: Path, capsys):
    old = tmp_path / "old"
    old.mkdir()
    (old / "elm.xlsx").write_bytes(workbook_for(cast.at_elm))
    report, analyst = tmp_path / "report.csv", cast.of(cast.dev).email
    for number, result in enumerate(("Taken", "Left out")):
        (old / f"letter {number}.txt").write_text("Dear team")
        with pytest.raises(SystemExit):
            call_command("take_in_workbooks", str(old), exercise=str(cast.exercise.id), by=analyst, report=str(report))
        assert f"elm.xlsx,Elm Home Care,1-100000001,{result}" in report.read_text() or result == "Left out"
    out = capsys.readouterr().out
    assert "letter 0.txt: Not taken." in out and "elm.xlsx: Left out." in out
    assert Version.objects.count() == 1


@pytest.mark.parametrize("by", ["nobody@example.org", "carol.council@example.org"])
def test_it_is_done_in_an_analyst_s_name(cast, tmp_path: Path, by: str):
    with pytest.raises(CommandError, match="no analyst"):
        call_command("take_in_workbooks", str(tmp_path), exercise=str(cast.exercise.id), by=by)
