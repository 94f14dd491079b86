"""Findings and quotes of an invented study, drafted by its analyst and released by its approver but for the last."""

from collections.abc import Sequence
from datetime import datetime

from accounts.domain.context import Context
from engagement.interviews.actions.words import draft_quote, release_finding, release_quote
from engagement.interviews.domain.invented_interviews import SaidSentence
from engagement.interviews.domain.stored_tree import first_tree
from engagement.interviews.domain.theme_sets import theme_set
from engagement.interviews.domain.themes import Theme
from engagement.models import Interview, InterviewStudy, StudyFinding, StudyQuote

FINDINGS = (
    ("Careworkers go where the time between visits is not paid", "commissioning_workforce", "Travel unpaid"),
    ("Short visits are late for one another", "commissioning_quality", "Short visits"),
    ("Packages that grow are handed back", "commissioning_behaviour", "Hand back"),
    ("A stable rota needs a small patch", "promotes", "Small patch"),
)
QUOTES = (
    ("commissioning_workforce", "The time between visits is not paid, whatever the contract says."),
    ("quality", "The same face at the door, on time, who knows how the person likes things."),
    ("attractive_career", "They come for the hours and go for the pay."),
)
LOOKED = "All interviews that were asked and do not bear the code"
# Who was asked what, what they said, and their place among the interviews.
Said = tuple[Interview, Theme, tuple[SaidSentence, ...], int]


def guids_of(theme: Theme) -> dict[str, str]:
    """Return the identity of each first code of a theme by the word that phrases have for it."""
    (group,) = first_tree([theme])
    names = {part.name: part.guid for part in group.parts}
    return {code: names[code.replace("_", " ").capitalize()] for code in theme.first_codes}


def find_and_quote(by: Context, approver: Context, row: InterviewStudy, said: Sequence[Said], now: datetime) -> None:
    """Draft findings from the codes that interviews bear, and quotes; all but the last of each are released."""
    findings = []
    for sentence, key, name in FINDINGS:
        bears = [
            interview for interview, theme, sentences, _ in said
            if theme.key == key and any(name == _title(code) for each in sentences for code in each.codes)
        ]  # fmt: skip
        code = next(guid for each in theme_set("regional_study") if each.key == key
                    for word, guid in guids_of(each).items() if _title(word) == name)  # fmt: skip
        findings.append(StudyFinding(
            study=row, authority_id=row.authority_id, sentence=sentence, themes=[key], codes=[code],
            speak_for=sorted(str(each.id) for each in bears), looked_for_opposite=LOOKED, drafted_at=now,
            drafted_by_id=by.person_id,
        ))  # fmt: skip
    StudyFinding.objects.bulk_create(findings)
    for finding in findings[:-1]:
        release_finding(by=approver, study_id=row.id, finding_id=finding.id)
    _quote(by, approver, row, said)


def _title(code: str) -> str:
    return code.replace("_", " ").capitalize()


def _quote(by: Context, approver: Context, row: InterviewStudy, said: Sequence[Said]) -> None:
    for number, (key, text) in enumerate(QUOTES, 1):
        spoke = next(
            (interview for interview, theme, sentences, _ in said
             if theme.key == key and interview.may_quote and text in {each.text for each in sentences}), None
        )  # fmt: skip
        if spoke is None:
            continue
        made = draft_quote(by=by, study_id=row.id, interview_id=spoke.id, theme=key, text=text)
        if number < len(QUOTES) and isinstance(made, StudyQuote):
            release_quote(by=approver, study_id=row.id, quote_id=made.id)
