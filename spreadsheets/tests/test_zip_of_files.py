"""A zip folder of workbooks is taken apart safely, and what cannot be taken out is said in words."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from spreadsheets import limits
from spreadsheets.zip_of_files import DEPTH, FILES, UnusableZip, files_in_zip


def zipped(files: dict[str, bytes]) -> bytes:
    into = BytesIO()
    with ZipFile(into, "w", ZIP_DEFLATED) as folder:
        for name, data in files.items():
            folder.writestr(name, data)
    return into.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "because"),
    [
        ("../../etc/passwd", b"x", "leads out of the folder"),
        ("/absolute.xlsx", b"x", "leads out of the folder"),
        ("c:/windows.xlsx", b"x", "leads out of the folder"),
        ("a\\..\\b.xlsx", b"x", "leads out of the folder"),
        ("inner.zip", b"PK", "packed folder"),
        ("/".join("a" * (DEPTH + 1)), b"x", "folders deep"),
        ("bomb.xlsx", bytes(limits.FILE_BYTES + 1), "too large"),
    ],
)
def test_a_file_that_is_not_taken_out_says_why(name: str, data: bytes, because: str):
    (found,) = files_in_zip(zipped({name: data}))
    assert because in found.because and found.data == b""


def test_files_come_with_their_folders_and_without_what_programs_leave_behind():
    found = list(files_in_zip(zipped({"2022/a.xlsx": b"a", "2022/~$a.xlsx": b"", "__MACOSX/x": b"", "Thumbs.db": b""})))
    assert [(file.name, file.data) for file in found] == [("2022/a.xlsx", b"a")]


@pytest.mark.parametrize(
    ("data", "because"),
    [
        (b"no zip", "not a zip folder"),
        (b"PK\x05\x06", "cannot be opened"),
        (zipped({}), "no file"),
        (zipped({"xl/workbook.xml": b"x"}), "single workbook"),
        (zipped({f"{number}.xlsx": b"" for number in range(FILES + 1)}), "501 files"),
        (zipped({"cut short.xlsx": b"x"})[:-30], "cannot be opened"),
    ],
    # A zip holds the time it was made, which two processes of one run would put into the test's name differently.
    ids=["no zip", "begun", "empty", "a workbook", "too many", "cut short"],
)
def test_a_folder_of_no_use_says_why(data: bytes, because: str):
    with pytest.raises(UnusableZip, match=because):
        list(files_in_zip(data))
