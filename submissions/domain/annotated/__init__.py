"""A provider's own workbook back: what is to be put right marked in it, cell by cell, and listed on a first sheet."""

from submissions.domain.annotated.annotating import annotate
from submissions.domain.annotated.marks import Mark

__all__ = ["Mark", "annotate"]
