"""All addresses of the engagement room."""

from engagement.urls import contacts

app_name = "engagement"
urlpatterns = [*contacts.urlpatterns]
