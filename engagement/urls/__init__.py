"""All addresses of the engagement room."""

from engagement.urls import contacts, locations

app_name = "engagement"
urlpatterns = [*contacts.urlpatterns, *locations.urlpatterns]
