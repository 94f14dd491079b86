"""What "Check your answers" says of a return that is still being typed: what is wrong, blank or unusual."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from costing.finding_groups import causes_first
from costing.findings import Audience, Finding, Severity
from costing.form import Form
from costing.report import Report
from submissions.domain.online.sections import BLANK
from submissions.domain.online.typed_answers import Typed
from submissions.domain.suggestions import Likely, likely


@dataclass(slots=True)
class Found:
    """A finding on the page; ``typed`` is the answer as it stands, ``likely`` the suggestion."""

    code: str
    severity: Severity
    key: str
    label: str
    sheet: str
    read: str
    message: str
    fix: str
    guess: str
    typed: str
    likely: Likely | None
    also: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Tell whether an answer is merely missing so far."""
        return self.code == BLANK and bool(self.key)


@dataclass(frozen=True, slots=True)
class PageCheck:
    """A page of the return, with how many of its answers need something; ``first_blank`` is a question."""

    title: str
    wrong: int
    unusual: int
    blank: int
    first_blank: str

    @property
    def words(self) -> str:
        """Return what is left to do; blank if nothing is."""
        parts = ((self.wrong, "to put right"), (self.blank, "to answer"), (self.unusual, "unusual"))
        return ", ".join(f"{count} {what}" for count, what in parts if count)


def found_in(form: Form, typed: Typed, report: Report) -> list[Found]:
    """Return everything that asks a provider for something, likely causes before what follows from them."""
    asking = (Severity.MUST_FIX, Severity.EXPLAIN)
    shown = [one for one in report.findings if one.audience == Audience.PROVIDER and one.severity in asking]
    return causes_first(_found(form, typed, report, one) for one in shown)


def _found(form: Form, typed: Typed, report: Report, finding: Finding) -> Found:
    key, guess = finding.key or "", finding.guess or ""
    found = Found(
        finding.code,
        finding.severity,
        key,
        finding.label or "The whole return",
        form.page_of(key).title if key else "",
        finding.read,
        finding.message,
        finding.fix,
        guess,
        typed.get(key, ""),
        None,
    )
    return replace(found, likely=likely(form, report.answers, found)) if report.answers else found


def pages_of(form: Form, found: Sequence[Found]) -> list[PageCheck]:
    return [_page_check(page.title, [one for one in found if one.key in page.keys]) for page in form.pages]


def _page_check(title: str, found: Sequence[Found]) -> PageCheck:
    blank = [one.key for one in found if one.is_blank]
    unusual = {one.key for one in found if one.severity == Severity.EXPLAIN}
    wrong = {one.key for one in found if one.severity == Severity.MUST_FIX and not one.is_blank}
    return PageCheck(title, len(wrong), len(unusual - wrong), len(blank), blank[0] if blank else "")
