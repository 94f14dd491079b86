"""Addresses of events and 1-2-1s: an officer's, a provider's, and those behind a link."""

from django.urls import path

from engagement.meetings.views import bookings, event_days, events, own_events, slots

OF_EXERCISE = "engagement/<uuid:exercise_id>/events/"
ONE = f"{OF_EXERCISE}<uuid:event_id>/"
OF_LOCATION = "locations-asked/<uuid:participation_id>/events/"
SLOTS = "engagement/<uuid:exercise_id>/one-to-ones/"

urlpatterns = [
    path(OF_EXERCISE, events.event_list, name="event_list"),
    path(f"{OF_EXERCISE}new/", events.event_new, name="event_new"),
    path(f"{OF_EXERCISE}join/", events.event_join, name="event_join"),
    path(ONE, events.event_detail, name="event_detail"),
    path(f"{ONE}change/", events.event_edit, name="event_edit"),
    path(f"{ONE}cancel/", events.event_cancel, name="event_cancel"),
    path(f"{ONE}register/", events.event_register, name="event_register"),
    path(f"{ONE}invite/", event_days.event_invite, name="event_invite"),
    path(f"{ONE}who-came/", event_days.event_attendance, name="event_attendance"),
    path(f"{ONE}follow-up/", event_days.event_follow_up, name="event_follow_up"),
    path(f"{ONE}follow-up/write/", event_days.event_write_to_absent, name="event_write_to_absent"),
    path(f"{ONE}places/<uuid:place_id>/withdraw/", event_days.event_withdraw, name="event_withdraw"),
    path(OF_LOCATION, own_events.own_events, name="own_events"),
    path(f"{OF_LOCATION}<uuid:event_id>/", own_events.own_event, name="own_event"),
    path("events/answer/<str:token>/", own_events.event_answer, name="event_answer"),
    path(SLOTS, slots.slot_list, name="slot_list"),
    path(f"{SLOTS}open/", slots.slot_open, name="slot_open"),
    path(f"{SLOTS}<uuid:slot_id>/close/", slots.slot_close, name="slot_close"),
    path(f"{SLOTS}<uuid:slot_id>/book/", slots.slot_book, name="slot_book"),
    path(f"{SLOTS}series/<uuid:series_id>/close/", slots.series_close, name="series_close"),
    path("engagement/one-to-ones/<uuid:booking_id>/", bookings.booking_detail, name="booking_detail"),
    path("locations-asked/<uuid:participation_id>/one-to-one/", bookings.book, name="book"),
    path("one-to-ones/<uuid:booking_id>/", bookings.own_booking, name="own_booking"),
    path("one-to-ones/<uuid:booking_id>/move/", bookings.move, name="booking_move"),
    path("one-to-ones/<uuid:booking_id>/cancel/", bookings.cancel, name="booking_cancel"),
    path("one-to-ones/<uuid:booking_id>/calendar/", bookings.calendar, name="booking_calendar"),
]
