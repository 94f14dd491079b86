"""All addresses of the engagement room."""

from engagement.urls import calls, campaigns, contacts, events, locations, people, slots, standing

app_name = "engagement"
urlpatterns = [
    *calls.urlpatterns,
    *campaigns.urlpatterns,
    *contacts.urlpatterns,
    *events.urlpatterns,
    *locations.urlpatterns,
    *people.urlpatterns,
    *slots.urlpatterns,
    *standing.urlpatterns,
]
