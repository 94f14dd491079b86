"""Addresses of a round's project: the office's, and what councils read of it."""

from django.urls import path

from benchmarking.projects.views import briefs, calendars, entries, overview

PROJECT = "benchmarking/rounds/<uuid:round_id>/project/"
OWN = "benchmarking/own/<uuid:member_id>/project/"
MEETING = "meetings/<uuid:project_meeting_id>/meeting.ics"
urlpatterns = [
    path(PROJECT, overview.project_detail, name="project_detail"),
    path(PROJECT + "brief/", briefs.project_brief, name="project_brief"),
    path(PROJECT + MEETING, calendars.project_calendar, name="project_calendar"),
    path(PROJECT + "<slug:part>/new/", entries.project_entry_new, name="project_entry_new"),
    path(PROJECT + "<slug:part>/<uuid:project_entry_id>/", entries.project_entry, name="project_entry"),
    path(OWN, overview.own_project, name="own_project"),
    path(OWN + MEETING, calendars.own_project_calendar, name="own_project_calendar"),
]
