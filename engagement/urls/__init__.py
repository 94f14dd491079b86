"""All addresses of the engagement room."""

from engagement.urls import contacts, locations, standing

app_name = "engagement"
urlpatterns = [*contacts.urlpatterns, *locations.urlpatterns, *standing.urlpatterns]
