"""The causes why a file cannot be read, one code a cause; the words belong to whoever asked for the file."""

from enum import StrEnum


class Cause(StrEnum):
    """The cause that keeps a file from being read; its value is the finding's code."""

    EMPTY = "F01"
    NOT_A_WORKBOOK = "F02"
    PASSWORD = "F03"
    OLD_EXCEL = "F04"
    BINARY_EXCEL = "F05"
    OTHER_SPREADSHEET = "F06"
    TOO_LARGE = "F07"
    DAMAGED = "F08"
    EXPANDS_TOO_MUCH = "F09"
    FORBIDDEN_XML = "F10"
    SAME_PART_TWICE = "F11"
    NO_WORKSHEET = "F12"
    TOO_MUCH_IN_IT = "F13"
    TOOK_TOO_LONG = "F14"
    CANNOT_BE_OPENED = "F15"
    ONLY_MACROS = "F16"
    FOREIGN_PARTS = "F17"
    COULD_NOT_BE_READ = "F18"


class Refused(Exception):
    """An exception that carries a cause out of the parser; it never leaves this room."""

    def __init__(self, cause: Cause, read: str = "") -> None:
        super().__init__(cause, read)
        self.cause = cause
        self.read = read
