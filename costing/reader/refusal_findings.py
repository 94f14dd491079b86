"""The words for a file that cannot be read as a return, one finding a cause, for a care manager."""

from dataclasses import dataclass

from costing.findings import (
    Audience,
    Finding,
    Layer,
    Severity,
)
from spreadsheets.refusals import Cause


@dataclass(frozen=True, slots=True)
class RefusalWords:
    """The words of one cause; ``message`` may hold ``{read}``, what the file turned out to be."""

    message: str
    fix: str


_SAVE_AS = (
    "Open it in your spreadsheet program, choose File > Save As, pick “Excel Workbook (.xlsx)” and upload that file."
)
_START_AGAIN = (
    "Open the file in Excel. If it opens, save it under a new name and upload that. "
    "If it does not, download the blank workbook again and copy your answers into it."
)

REFUSALS: dict[Cause, RefusalWords] = {
    Cause.EMPTY: RefusalWords(
        "This file is empty: there is nothing in it.",
        "Find the workbook you filled in, check that it opens, and upload it again.",
    ),
    Cause.NOT_A_WORKBOOK: RefusalWords(
        "This is not a workbook. It looks like {read}.",
        "Upload the workbook you were sent, filled in. Its name ends in .xlsx or .xlsm.",
    ),
    Cause.PASSWORD: RefusalWords(
        "This file has a password or is restricted, so we cannot open it.",
        "Open it in Excel, take the password off (File > Info > Protect Workbook > Encrypt with Password, "
        "and clear the box), save it and upload it again.",
    ),
    Cause.OLD_EXCEL: RefusalWords(
        "This workbook is in an old Excel format (.xls), which we cannot read.",
        _SAVE_AS,
    ),
    Cause.BINARY_EXCEL: RefusalWords(
        "This workbook is in Excel's binary format (.xlsb), which we cannot read.",
        _SAVE_AS,
    ),
    Cause.OTHER_SPREADSHEET: RefusalWords(
        "This is {read}, which we cannot read.",
        "Open it in the program it was made with and save or export it as an Excel workbook (.xlsx). Upload that file.",
    ),
    Cause.TOO_LARGE: RefusalWords(
        "This file is too large: {read}. We can read up to 10 MB.",
        "Remove pictures and sheets that are not part of the return, save the workbook and upload it again.",
    ),
    Cause.DAMAGED: RefusalWords(
        "This workbook is damaged or was not copied whole, so we cannot read it safely.",
        _START_AGAIN,
    ),
    Cause.EXPANDS_TOO_MUCH: RefusalWords(
        "This workbook unpacks to far more than a return can hold, so we did not open it.",
        "Download the blank workbook again, copy your answers into it and upload that.",
    ),
    Cause.FORBIDDEN_XML: RefusalWords(
        "This workbook holds instructions that no spreadsheet program writes, so we did not open it.",
        "Download the blank workbook again, copy your answers into it and upload that.",
    ),
    Cause.SAME_PART_TWICE: RefusalWords(
        "This workbook holds two versions of the same content, and we cannot tell which one is meant.",
        _START_AGAIN,
    ),
    Cause.NO_WORKSHEET: RefusalWords(
        "There is no worksheet in this workbook.",
        "Upload the workbook you were sent, filled in. If sheets were deleted, download the blank workbook again.",
    ),
    Cause.TOO_MUCH_IN_IT: RefusalWords(
        "This workbook holds far more than a return: {read}.",
        "Remove what is not part of the return, or download the blank workbook again and copy your answers into it.",
    ),
    Cause.TOOK_TOO_LONG: RefusalWords(
        "Reading this workbook took too long or needed too much memory, so we stopped.",
        "Download the blank workbook again, copy your answers into it and upload that.",
    ),
    Cause.CANNOT_BE_OPENED: RefusalWords(
        "This file cannot be opened: {read}.",
        "Check the name and that you may open the file, then try again.",
    ),
    Cause.ONLY_MACROS: RefusalWords(
        "This file holds only macros (an Excel add-in), not a filled-in workbook.",
        "Upload the workbook you were sent, filled in. Its name ends in .xlsx or .xlsm.",
    ),
    Cause.FOREIGN_PARTS: RefusalWords(
        "This workbook holds something that does not belong in a workbook: {read}.",
        _SAVE_AS,
    ),
    Cause.COULD_NOT_BE_READ: RefusalWords(
        "We could not read this workbook. The fault may be ours.",
        "Save it under a new name in Excel and upload that. If it happens again, send the file to the team that asked "
        "you for it.",
    ),
}

EXPECTED = "an Excel workbook (.xlsx or .xlsm) of up to 10 MB, without a password"


def finding_of(cause: Cause, read: str = "") -> Finding:
    words = REFUSALS[cause]
    return Finding(
        code=cause.value,
        layer=Layer.READABLE,
        severity=Severity.MUST_FIX,
        audience=Audience.PROVIDER,
        message=words.message.replace("{read}", read),
        fix=words.fix,
        read=read,
        expected=EXPECTED,
    )
