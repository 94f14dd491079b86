"""All addresses of the submissions room."""

from submissions.urls import register, returns

app_name = "submissions"
urlpatterns = [*returns.urlpatterns, *register.urlpatterns]
