"""What people take away of their own: of themselves, and for their provider's administrator of the provider."""

from costofcare.erasures.domain.of_a_provider import STEPS

# Read as the person, under row-level security; ``%(of)s`` is the person.
OF_YOURSELF = {
    "account": "SELECT id, email, full_name, joined_at, last_login, wants_fewer_emails FROM accounts_user "
    "WHERE id = %(of)s",
    "roles": "SELECT * FROM accounts_role WHERE person_id = %(of)s",
    "sessions": "SELECT began_at, seen_at, browser FROM accounts_personsession WHERE person_id = %(of)s",
    "what-you-did": "SELECT * FROM accounts_auditevent WHERE by_id = %(of)s ORDER BY at",
    "notes-to-colleagues": "SELECT * FROM submissions_colleaguenote WHERE written_by_id = %(of)s",
}
SEALED = "sealed"
# More than this of files is not put into one: they are listed, and downloaded one by one.
MOST_BYTES = 100 * 2**20
UPLOADS = "submissions_upload"


def of_a_provider() -> dict[str, str]:
    """Return a query for each table of which the provider may have its rows; what the team writes is not among them."""
    theirs = {one.table: one.where for step in STEPS for one in step.statements if one.is_theirs}
    queries = {
        table.partition("_")[2]: f"SELECT * FROM {table} WHERE {where}"
        for table, where in theirs.items()
        if table != UPLOADS
    }
    files = "id, file_name, size, sha256, received_at, submission_id, number, reference"
    return {**queries, "uploads": f"SELECT {files} FROM {UPLOADS} WHERE provider_id = %(of)s ORDER BY received_at"}


ABOUT = """These are the data that the portal keeps about you and, if you are a provider's administrator, about it.
Each table is there twice: as JSON, and as csv for a spreadsheet. In the folder "files" lie the workbooks as they were
sent. What is missing here because it is too large can be downloaded on the page of its return: {left}.
What others write of you, such as the team's notes, you may ask the controller for (see the portal's privacy page).
"""
