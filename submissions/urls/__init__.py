"""All addresses of the submissions room."""

from submissions.urls import online, register, returns

app_name = "submissions"
urlpatterns = [*returns.urlpatterns, *online.urlpatterns, *register.urlpatterns]
