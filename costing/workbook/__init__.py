"""The blank return as a workbook: a sheet a section, *Result* with live formulas, and the form's identity."""

from costing.workbook.blank_workbook import write_workbook

__all__ = ["write_workbook"]
