"""Keep what would be public of the invented councils' populations, as figures of one file."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.utils import timezone

from benchmarking.models import PublicFigure, PublicFile
from benchmarking.public_files.domain.file_preview import preview_of
from benchmarking.public_files.domain.file_states import FigureSource, PublicFileState
from benchmarking.synthetic.actions.region_cast import RegionCast
from benchmarking.synthetic.domain.region_populations import FILE_NAME, invented_file

PUBLISHED = date(2025, 3, 3)
NOTE = "Invented, as every council of this region; nobody publishes them."


def keep_populations(by: RegionCast, office: Any) -> None:
    read, now = invented_file(), timezone.now()
    file = PublicFile.objects.create(
        id=uuid4(), host_authority_id=office.id, source=read.source.value, file_name=FILE_NAME,
        size=len(read.figures), sha256="0" * 64, state=PublicFileState.KEPT.value, as_of=PUBLISHED, is_dated=True,
        preview=preview_of(read, {}) | {"notes": [NOTE]}, sent_at=now,
        sent_by_id=by.analyst.person_id, settled_at=now, settled_by_id=by.analyst.person_id,
    )  # fmt: skip
    PublicFigure.objects.bulk_create(
        PublicFigure(
            host_authority_id=office.id, file=file, source_kind=FigureSource.PUBLIC_FILE.value, measure=one.measure,
            label=one.label, unit=one.unit, kind=one.kind, ons_code=one.ons_code, council=one.council,
            level=one.level, period=one.period, value=one.value, row_number=one.row, as_of=PUBLISHED,
            entered_at=now, entered_by_id=by.analyst.person_id,
        )
        for one in read.figures
    )  # fmt: skip
