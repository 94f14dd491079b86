"""All addresses of the engagement room, by noun."""

from engagement.calls import urls as calls
from engagement.campaigns import urls as campaigns
from engagement.contacts import urls as contacts
from engagement.coverage import urls as coverage
from engagement.inbox import urls as inbox
from engagement.interviews import urls as interviews
from engagement.meetings import urls as meetings
from engagement.people import urls as people

app_name = "engagement"
urlpatterns = [
    *calls.urlpatterns,
    *campaigns.urlpatterns,
    *contacts.urlpatterns,
    *meetings.urlpatterns,
    *inbox.urlpatterns,
    *coverage.urlpatterns,
    *people.urlpatterns,
    *interviews.urlpatterns,
]
