"""The only reader of the submissions tables: every function asks for whom, and gives nothing that is not allowed."""

from submissions.queries.returns import (
    explanations_of,
    findings_of,
    history_of,
    owed_by,
    participation_for,
    return_for,
    returns_for,
    still_to_explain,
    upload_for,
    uploads_of,
    version_for,
    versions_of,
)
from submissions.queries.review import accepted_returns, analyst_list
from submissions.queries.waiting import progress_of

__all__ = [
    "accepted_returns",
    "analyst_list",
    "explanations_of",
    "findings_of",
    "history_of",
    "owed_by",
    "participation_for",
    "progress_of",
    "return_for",
    "returns_for",
    "still_to_explain",
    "upload_for",
    "uploads_of",
    "version_for",
    "versions_of",
]
