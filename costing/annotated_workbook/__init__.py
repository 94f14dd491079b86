"""Mark what must be put right in a provider's own workbook, cell by cell, and list it on a first sheet."""

from costing.annotated_workbook.annotations import annotate
from costing.annotated_workbook.marks import Mark

__all__ = ["Mark", "annotate"]
