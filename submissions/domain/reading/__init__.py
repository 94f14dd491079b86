"""Reading a workbook exactly, whatever it is."""

from submissions.domain.reading.reader import read_workbook

__all__ = ["read_workbook"]
