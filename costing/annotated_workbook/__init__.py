"""A provider's own workbook back: what is to be put right marked in it, cell by cell, and listed on a first sheet."""

from costing.annotated_workbook.annotations import annotate
from costing.annotated_workbook.marks import Mark

__all__ = ["Mark", "annotate"]
