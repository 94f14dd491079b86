"""Addresses of 1-2-1s: an officer's slots below the exercise, a booking below what booked it."""

from django.urls import path

from engagement.views import bookings, slots

OF_EXERCISE = "engagement/<uuid:exercise_id>/one-to-ones/"

urlpatterns = [
    path(OF_EXERCISE, slots.slot_list, name="slot_list"),
    path(f"{OF_EXERCISE}open/", slots.slot_open, name="slot_open"),
    path(f"{OF_EXERCISE}<uuid:slot_id>/close/", slots.slot_close, name="slot_close"),
    path(f"{OF_EXERCISE}<uuid:slot_id>/book/", slots.slot_book, name="slot_book"),
    path(f"{OF_EXERCISE}series/<uuid:series_id>/close/", slots.series_close, name="series_close"),
    path("engagement/one-to-ones/<uuid:booking_id>/", bookings.booking_detail, name="booking_detail"),
    path("locations-asked/<uuid:participation_id>/one-to-one/", bookings.book, name="book"),
    path("one-to-ones/<uuid:booking_id>/", bookings.own_booking, name="own_booking"),
    path("one-to-ones/<uuid:booking_id>/move/", bookings.move, name="booking_move"),
    path("one-to-ones/<uuid:booking_id>/cancel/", bookings.cancel, name="booking_cancel"),
    path("one-to-ones/<uuid:booking_id>/calendar/", bookings.calendar, name="booking_calendar"),
]
