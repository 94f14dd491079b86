"""Draft findings and quotes, and let them out once a second person has approved them."""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.held_rows import held
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from engagement.interviews.domain.quote_description import shared_description
from engagement.interviews.domain.quote_scan import quote_fault, what_stands_in
from engagement.interviews.domain.study_terms import StudyKind, WordState
from engagement.interviews.domain.voices import heard_too_little
from engagement.interviews.queries.codings import evidence_of, findings_of, quotes_of
from engagement.interviews.queries.studies import called_by, heard_of, interview_for, interviews_of, study_for
from engagement.models import FrameMember, InterviewStudy, StudyFinding, StudyQuote
from engagement.permissions import can_read_interviews, can_run_studies, why_not_release_words
from register import queries as register

NOT_ALLOWED = Refusal("This interviewee did not agree to be quoted.")
NOBODY = Refusal("Choose at least one interview that speaks for the finding.")
BOTH = Refusal("An interview cannot speak for a finding and against it. Choose one of both.")
NO_LOOK = Refusal("Say where you looked for the opposite: at least one look for it is recorded.")
TOO_FEW = "Fewer than five providers have said something to this theme, so nothing of it can leave: {}."
NOT_OUT = Refusal("This is not out, so it cannot be withdrawn.")
Words = TypeVar("Words", StudyFinding, StudyQuote)


def names_of(by: Context, row: InterviewStudy) -> frozenset[str]:
    """Return the names that no quote may hold: of the register, of everybody in the frame, and typed ones."""
    frame = FrameMember.objects.filter(study=row).values_list("organisation", "contact_name")
    typed = (name.strip() for name in row.more_names.splitlines())
    said = (*typed, *(name for pair in frame for name in pair))
    return register.names_that_tell(by) | frozenset(name for name in said if name)


def too_few_heard(by: Context, row: InterviewStudy, themes: Sequence[str]) -> Refusal | None:
    """Return why nothing of these themes may leave a soft market test: fewer than five owners have spoken to one."""
    if row.kind != StudyKind.MARKET_TEST:
        return None
    titles = {each["key"]: each["title"] or each["key"] for each in row.themes}
    few = [titles.get(theme, theme) for theme in heard_too_little(themes, heard_of(by, row))]
    return Refusal(TOO_FEW.format(", ".join(few))) if few else None


@transaction.atomic
def draft_quote(
    *, by: Context, study_id: UUID, interview_id: UUID, theme: str, text: str, key: UUID | None = None
) -> StudyQuote | Refusal | None:
    """Keep a new text as a draft: one whose interview allows it, and in which nothing tells who speaks of whom."""
    row = study_for(by, study_id) if can_run_studies(by) else None
    interview = interview_for(by, row, interview_id) if row else None
    if row is None or interview is None or theme not in {each["key"] for each in row.themes}:
        return None
    if found := made_before(quotes_of(by, row), key):
        return found
    if not interview.may_quote:
        return NOT_ALLOWED
    if refusal := too_few_heard(by, row, [theme]):
        return refusal
    if fault := quote_fault(what_stands_in(text, names_of(by, row))):
        return Refusal(fault)
    try:
        said = shared_description(interview.member.descriptions, called_by(by, row))
    except ValueError as trouble:
        return Refusal(str(trouble))
    made = StudyQuote.objects.create(
        id=key or uuid4(), study=row, authority_id=row.authority_id, interview=interview, theme=theme, text=text,
        description=said, drafted_at=timezone.now(), drafted_by_id=by.person_id,
    )  # fmt: skip
    audit.record_on(made, by=by, verb="quote.drafted", kind="quote", words="")
    return made


@transaction.atomic
def draft_finding(
    *, by: Context, study_id: UUID, sentence: str, themes: Sequence[str], codes: Sequence[str],
    speak_for: Sequence[str], against: Sequence[str], looked_for_opposite: str, key: UUID | None = None,
) -> StudyFinding | Refusal | None:  # fmt: skip
    """Keep a finding as a draft: who speaks for it and against it among the interviews of the study."""
    row = study_for(by, study_id) if can_run_studies(by) else None
    if row is None:
        return None
    if found := made_before(findings_of(by, row), key):
        return found
    known = {str(each.id) for each in interviews_of(by, row)}
    one_side, other = sorted(set(speak_for) & known), sorted(set(against) & known)
    if not one_side:
        return NOBODY
    if set(one_side) & set(other):
        return BOTH
    if not looked_for_opposite.strip():
        return NO_LOOK
    if refusal := too_few_heard(by, row, themes):
        return refusal
    if fault := quote_fault(what_stands_in(sentence, names_of(by, row))):
        return Refusal(fault.replace("this quote", "this finding"))
    made = StudyFinding.objects.create(
        id=key or uuid4(), study=row, authority_id=row.authority_id, sentence=sentence, themes=list(themes),
        codes=list(codes), speak_for=one_side, against=other, looked_for_opposite=looked_for_opposite,
        drafted_at=timezone.now(), drafted_by_id=by.person_id,
    )  # fmt: skip
    audit.record_on(made, by=by, verb="finding.drafted", kind="finding", words="")
    return made


@transaction.atomic
def release_quote(*, by: Context, study_id: UUID, quote_id: UUID) -> StudyQuote | Refusal | None:
    """Let a quote out: by another than who drafted it, and scanned again, as names have come since."""
    row = study_for(by, study_id)
    quote = held(quotes_of(by, row), quote_id) if row else None
    if row is None or quote is None:
        return None
    if fault := quote_fault(what_stands_in(quote.text, names_of(by, row))):
        return Refusal(fault)
    if refusal := too_few_heard(by, row, [quote.theme]):
        return refusal
    return _released(by, quote, "quote.approved", "quote")


@transaction.atomic
def release_finding(*, by: Context, study_id: UUID, finding_id: UUID) -> StudyFinding | Refusal | None:
    row = study_for(by, study_id)
    finding = held(findings_of(by, row), finding_id) if row else None
    if row is None or finding is None:
        return None
    if fault := quote_fault(what_stands_in(finding.sentence, names_of(by, row))):
        return Refusal(fault.replace("this quote", "this finding"))
    if refusal := too_few_heard(by, row, finding.themes):
        return refusal
    finding.said_by = evidence_of(by, row)[finding.id].open_words
    return _released(by, finding, "finding.approved", "finding")


def _released(by: Context, words: Words, verb: str, kind: str) -> Words | Refusal:
    if why := why_not_release_words(by, words.drafted_by_id, words.state):
        return Refusal(why)
    return _decided(by, words, WordState.RELEASED, verb, kind)


@transaction.atomic
def withdraw(*, by: Context, study_id: UUID, words_id: UUID) -> StudyFinding | StudyQuote | Refusal | None:
    """Take a finding or quote back that is out, or a draft that will not be used; it stays on record."""
    row = study_for(by, study_id) if can_read_interviews(by) else None
    if row is None:
        return None
    quote = held(quotes_of(by, row), words_id)
    if quote is not None:
        return NOT_OUT if quote.state == WordState.WITHDRAWN else _taken_back(by, quote, "quote")
    finding = held(findings_of(by, row), words_id)
    if finding is None:
        return None
    return NOT_OUT if finding.state == WordState.WITHDRAWN else _taken_back(by, finding, "finding")


def _taken_back(by: Context, words: Words, kind: str) -> Words:
    words.state = WordState.WITHDRAWN.value
    words.save(update_fields=["state"])
    audit.record_on(words, by=by, verb=f"{kind}.withdrawn", kind=kind, words="")
    return words


def _decided(by: Context, words: Words, state: WordState, verb: str, kind: str) -> Words:
    words.state, words.decided_at, words.decided_by_id = state.value, timezone.now(), by.person_id
    words.save()
    audit.record_on(words, by=by, verb=verb, kind=kind, words="")
    return words
