"""The only reader of the submissions tables: every function asks for whom, and gives nothing that is not allowed."""

from submissions.queries.commands import asked_location, exercise_by_id
from submissions.queries.counted import failed_uploads, received_in
from submissions.queries.providers import providers_called
from submissions.queries.register import (
    asked_location_for,
    authorities,
    contacts_at,
    contacts_of,
    exercise_for,
    exercises,
    has_begun,
    import_for,
    imports,
    location_for,
    locations,
    participations,
    participations_of_location,
)
from submissions.queries.returns import (
    explanations_of,
    findings_of,
    history_of,
    looks_at,
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
    "asked_location",
    "asked_location_for",
    "authorities",
    "contacts_at",
    "contacts_of",
    "exercise_by_id",
    "exercise_for",
    "exercises",
    "explanations_of",
    "failed_uploads",
    "findings_of",
    "has_begun",
    "history_of",
    "import_for",
    "imports",
    "location_for",
    "locations",
    "looks_at",
    "owed_by",
    "participation_for",
    "participations",
    "participations_of_location",
    "progress_of",
    "providers_called",
    "received_in",
    "return_for",
    "returns_for",
    "still_to_explain",
    "upload_for",
    "uploads_of",
    "version_for",
    "versions_of",
]
