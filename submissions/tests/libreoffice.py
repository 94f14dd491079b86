"""LibreOffice without a window: recalculating and converting workbooks for the tests."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

# Recalculate always, as a person's own keystrokes would; the program's default trusts what a file has stored.
_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_TIMEOUT_SECONDS = 180


def convert(files: Iterable[Path], target: str, into: Path, profile: Path) -> None:
    """All files in one start of LibreOffice, with a profile of its own; ``target`` is a format such as xlsx or pdf."""
    user = profile / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    command = ["soffice", f"-env:UserInstallation={profile.resolve().as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", target, "--outdir", str(into), *(str(file) for file in files)]
    subprocess.run(command, check=True, capture_output=True, timeout=_TIMEOUT_SECONDS)
