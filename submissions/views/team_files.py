"""Files for the independent team: their names say so, as a file may be passed on."""

from django.http import HttpResponse

from spreadsheets.table_files import CONTENT_TYPES


def as_team_file(data: bytes, name: str, kind: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}-for-the-independent-team.{kind}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(data, CONTENT_TYPES[kind], headers=headers)
