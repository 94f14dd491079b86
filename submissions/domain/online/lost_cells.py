"""A workbook from which sheets or cells were taken: what stood before is kept, and it says what is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from costing.findings import Audience, Finding, Layer, Severity
from costing.form import Form
from costing.reader.raw_return import RawReturn
from submissions.domain.online.typed_answers import raw_return

_SEND_IT = "Send the workbook with the sheet if they are to be others, or change them online."
_GET_IT = "Download the workbook again, which has every sheet, and copy your answers into it; or answer these online."


def completed(form: Form, raw: RawReturn, typed: Mapping[str, str]) -> RawReturn:
    """Return the workbook with the answers that stood before in place of cells that it has lost."""
    kept = {key for key in raw.missing if typed.get(key, "").strip()}
    stood = raw_return(form, typed).cells
    return replace(raw, cells={**raw.cells, **{key: stood[key] for key in kept}}, missing=raw.missing - kept)


def lost_findings(form: Form, lost: frozenset[str], still_lost: frozenset[str]) -> Iterator[Finding]:
    """Yield a finding for each sheet that is missing, and one for the cells of others whose answers were kept."""
    gone = [sheet for sheet in form.sheets if all(question.key in lost for question in form.questions_on(sheet))]
    for sheet in gone:
        yield _sheet(form, sheet, still_lost)
    elsewhere = [q.label for q in form.questions if q.key in lost - still_lost and q.sheet not in gone]
    if elsewhere:
        named = ", ".join(f"“{label}”" for label in elsewhere[:5]) + (" and others" if len(elsewhere) > 5 else "")
        yield _finding(
            "N07", Severity.NOTE, f"The cells of {named} could not be found: the answers stay as they were.",
            "Send them in a freshly downloaded workbook if they are to be others, or change them online.",
        )  # fmt: skip


def _sheet(form: Form, sheet: str, still_lost: frozenset[str]) -> Finding:
    asked = form.questions_on(sheet)
    unanswered = [q for q in asked if q.key in still_lost and q.required]
    missing = f"The sheet “{sheet}” is missing from the workbook"
    if not unanswered:
        return _finding("N07", Severity.NOTE, f"{missing}: the answers on it stay as they were.", _SEND_IT)
    count = len(unanswered)
    words = f"{missing}, and with it {count} answer{'' if count == 1 else 's'} that we need."
    return _finding("R03", Severity.MUST_FIX, words, _GET_IT)


def _finding(code: str, severity: Severity, message: str, fix: str) -> Finding:
    return Finding(code, Layer.TYPES, severity, Audience.PROVIDER, message, fix)
