"""Change the tree of codes in versions, and code sections: each coder alone, the second without seeing the first."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from engagement.interviews.domain.code_tree import Code, tree_faults
from engagement.interviews.domain.passages import passage_rows, sentences_of
from engagement.interviews.domain.stored_tree import stored
from engagement.interviews.queries.codings import own_coding, placed_codes, tree_versions
from engagement.interviews.queries.studies import interview_for, section_for, study_for
from engagement.models import CodeTreeVersion, SectionCoding
from engagement.permissions import can_run_studies

OVERTAKEN = Refusal("Somebody has changed the codes while you had them open. Look at them again.")
EMPTY = Refusal("A tree of codes needs at least one code.")
SAVED_ELSEWHERE = Refusal("You have saved this section on another page meanwhile. Look at it again.")


@transaction.atomic
def change_tree(
    *, by: Context, study_id: UUID, number: int, codes: tuple[Code, ...], why: str
) -> CodeTreeVersion | Refusal | None:
    """Make the next version of the tree; ``number`` is the version that was changed."""
    row = study_for(by, study_id) if can_run_studies(by) else None
    if row is None:
        return None
    take_turn(f"codes {row.id}")
    newest = tree_versions(by, row).first()
    if newest is None or newest.number != number:
        return OVERTAKEN
    if not codes:
        return EMPTY
    if faults := tree_faults(codes):
        return Refusal(" ".join(faults[:5]))
    if stored(codes) == newest.tree:
        return newest
    made = CodeTreeVersion.objects.create(
        study=row, authority_id=row.authority_id, number=number + 1, tree=stored(codes), why=why[:300],
        made_at=timezone.now(), made_by_id=by.person_id,
    )  # fmt: skip
    audit.record_on(made, by=by, verb="codes.changed", kind="codes", words=f"{row.name}, version {made.number}")
    return made


@transaction.atomic
def save_coding(
    *, by: Context, study_id: UUID, interview_id: UUID, theme: str, edition: int,
    chosen: Mapping[int, Iterable[str]], memo: str, is_finished: bool,
) -> SectionCoding | Refusal | None:  # fmt: skip
    """Keep what the asker made of a section: codes by sentence, a memo, and whether they have finished it."""
    row = study_for(by, study_id) if can_run_studies(by) else None
    interview = interview_for(by, row, interview_id) if row else None
    section = section_for(by, interview, theme) if interview else None
    if row is None or section is None:
        return None
    take_turn(f"coding {section.id} {by.person_id}")
    coding = own_coding(by, section) or SectionCoding(
        study=row, authority_id=row.authority_id, section=section, coder_id=by.person_id, edition=0
    )
    if coding.edition != edition:
        return SAVED_ELSEWHERE
    codes = [each.code.guid for each in placed_codes(by, row)]
    coding.passages, coding.memo = passage_rows(sentences_of(section.notes), chosen, codes), memo
    coding.edition, coding.saved_at = edition + 1, timezone.now()
    coding.finished_at = (coding.finished_at or timezone.now()) if is_finished else None
    coding.save()
    return coding
