"""All addresses of the engagement room."""

from engagement.urls import calls, campaigns, contacts, events, locations, slots, standing

app_name = "engagement"
urlpatterns = [
    *calls.urlpatterns,
    *contacts.urlpatterns,
    *locations.urlpatterns,
    *standing.urlpatterns,
    *campaigns.urlpatterns,
    *slots.urlpatterns,
    *events.urlpatterns,
]
