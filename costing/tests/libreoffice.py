"""Run LibreOffice without a window, to recalculate, convert and change workbooks for the tests."""

import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

# Recalculate always, as a person's own keystrokes would; the program's default trusts what a file has stored.
_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_TIMEOUT_SECONDS = 180
# What somebody does who opens a workbook, types into cells (found by their names, or as Sheet!B7) and saves it. What
# is typed stands in a file, a line each; into a cell without a name it is typed as at the keyboard.
_TYPING = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Typing" script:language="StarBasic">
Sub Change(file As String, changes As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim book As Object, files As Object, lines As Object, one, parts, place
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  book = StarDesktop.loadComponentFromURL(file, "_blank", 0, hidden())
  files = CreateUnoService("com.sun.star.ucb.SimpleFileAccess")
  lines = CreateUnoService("com.sun.star.io.TextInputStream")
  lines.setInputStream(files.openFileRead(changes))
  lines.setEncoding("UTF-8")
  Do While Not lines.isEOF()
    one = lines.readLine()
    parts = Split(one, Chr(9))
    If UBound(parts) = 1 Then
      place = Split(parts(0), "!")
      If UBound(place) = 1 Then
        book.Sheets.getByName(place(0)).getCellRangeByName(place(1)).FormulaLocal = parts(1)
      Else
        book.NamedRanges.getByName(parts(0)).getReferredCells().getCellByPosition(0, 0).setFormula(parts(1))
      End If
    End If
  Loop
  lines.closeInput()
  book.store()
  book.close(True)
End Sub
</script:module>
"""
_MODULE = '<library:element library:name="Module1"/>'


def change(file: Path, cells: Mapping[str, str], profile: Path) -> None:
    """Let LibreOffice open a file, type into it and save it.

    ``cells`` are defined names, or cells as ``Sheet!B7``, with what is typed there.
    """
    _soffice(profile, "--terminate_after_init")  # makes the profile that the macro is put into
    library = profile / "user" / "basic" / "Standard"
    (library / "Typing.xba").write_text(_TYPING, encoding="utf-8")
    listed = (library / "script.xlb").read_text(encoding="utf-8")
    assert _MODULE in listed
    if (typing := _MODULE.replace("Module1", "Typing")) not in listed:
        (library / "script.xlb").write_text(listed.replace(_MODULE, f"{_MODULE}{typing}"), encoding="utf-8")
    before = file.read_bytes()
    typed = profile / "typed.txt"
    typed.write_text("".join(f"{name}\t{text}\n" for name, text in cells.items()), encoding="utf-8")
    told = ",".join(f'"{one.resolve().as_uri()}"' for one in (file, typed))
    _soffice(profile, f"macro:///Standard.Typing.Change({told})")
    assert file.read_bytes() != before, "LibreOffice did not save the workbook"


def convert(files: Iterable[Path], target: str, into: Path, profile: Path) -> None:
    """Convert all files in one start of LibreOffice, with its own profile.

    ``target`` is a format such as xlsx or pdf.
    """
    user = profile / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    _soffice(profile, "--convert-to", target, "--outdir", str(into), *(str(file) for file in files))


def _soffice(profile: Path, *told: str) -> None:
    command = ["soffice", f"-env:UserInstallation={profile.resolve().as_uri()}", "--headless", "--norestore", *told]
    subprocess.run(command, check=True, capture_output=True, timeout=_TIMEOUT_SECONDS)
