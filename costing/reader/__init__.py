"""Read a workbook exactly, whatever it is."""

from costing.reader.workbook import read_workbook

__all__ = ["read_workbook"]
