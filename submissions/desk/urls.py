"""Addresses of the desk of the independent team."""

from django.urls import path

from submissions.desk.views import analyst_notes, assignments, call_sheets, desk

urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("desk/list.csv", desk.desk_file, {"kind": "csv"}, name="desk_csv"),
    path("desk/list.xlsx", desk.desk_file, {"kind": "xlsx"}, name="desk_xlsx"),
    path("desk/call-sheets/", call_sheets.call_sheets, name="call_sheets"),
    path("returns/<uuid:return_id>/assign/", assignments.assign, name="assign"),
    path("returns/<uuid:return_id>/note/", analyst_notes.write, name="note_write"),
    path("analysts-notes/<uuid:analyst_note_id>/take-back/", analyst_notes.take_back, name="note_take_back"),
]
