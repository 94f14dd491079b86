"""All addresses of the submissions room."""

from submissions.allocation import urls as allocation
from submissions.collaboration import urls as collaboration
from submissions.intake import urls as intake
from submissions.questions import urls as questions
from submissions.urls import exemptions, online, returns

app_name = "submissions"
urlpatterns = [
    *returns.urlpatterns,
    *online.urlpatterns,
    *collaboration.urlpatterns,
    *allocation.urlpatterns,
    *questions.urlpatterns,
    *exemptions.urlpatterns,
    *intake.urlpatterns,
]
