"""All addresses of the submissions room."""

from submissions.urls import asking, online, returns, together

app_name = "submissions"
urlpatterns = [
    *returns.urlpatterns,
    *online.urlpatterns,
    *together.urlpatterns,
    *asking.urlpatterns,
]
