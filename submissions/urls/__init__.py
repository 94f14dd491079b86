"""All addresses of the submissions room."""

from submissions.urls import online, register, returns, together

app_name = "submissions"
urlpatterns = [*returns.urlpatterns, *online.urlpatterns, *together.urlpatterns, *register.urlpatterns]
