"""All addresses of the submissions room."""

from submissions.urls import returns

app_name = "submissions"
urlpatterns = [*returns.urlpatterns]
