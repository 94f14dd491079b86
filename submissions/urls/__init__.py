"""All addresses of the submissions room."""

from submissions.allocation import urls as allocation
from submissions.collaboration import urls as collaboration
from submissions.decisions import urls as decisions
from submissions.desk import urls as desk
from submissions.intake import urls as intake
from submissions.peers import urls as peers
from submissions.questions import urls as questions
from submissions.rechecks import urls as rechecks
from submissions.urls import exemptions, online, returns

app_name = "submissions"
urlpatterns = [
    *returns.urlpatterns,
    *online.urlpatterns,
    *collaboration.urlpatterns,
    *allocation.urlpatterns,
    *questions.urlpatterns,
    *desk.urlpatterns,
    *decisions.urlpatterns,
    *exemptions.urlpatterns,
    *peers.urlpatterns,
    *intake.urlpatterns,
    *rechecks.urlpatterns,
]
