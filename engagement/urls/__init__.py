"""All addresses of the engagement room."""

from engagement.urls import calls, campaigns, contacts, doubts, events, inbox, locations, people, slots, standing

app_name = "engagement"
urlpatterns = [
    *calls.urlpatterns,
    *campaigns.urlpatterns,
    *contacts.urlpatterns,
    *doubts.urlpatterns,
    *events.urlpatterns,
    *inbox.urlpatterns,
    *locations.urlpatterns,
    *people.urlpatterns,
    *slots.urlpatterns,
    *standing.urlpatterns,
]
