"""The wall: what people say is read by the authority's analysts and approvers; the interviewee reads their own.


Engagement officers see the frame of a study, for they book; never an interview. A finding or a quote is the whole
authority's once it is released. A coder writes their own codings alone; trees of codes are never changed.
"""

from django.db import migrations

from accounts.domain.roles import AUTHORITY_ROLES, READS_RETURNS, TEAM_ROLES, RoleName
from accounts.domain.row_level_security import PERSON, append_only, both, either, to_person, to_roles, wall

OWN = "authority_id"
ANALYST = to_roles({RoleName.ANALYST}, OWN)
READERS = to_roles(READS_RETURNS, OWN)
TEAM = to_roles(TEAM_ROLES, OWN)
BOOKS = to_roles({RoleName.ANALYST, RoleName.ENGAGEMENT_OFFICER}, OWN)
INTERVIEWEE = to_person("read_by_id")
OF_INTERVIEWEE = f"interview_id IN (SELECT id FROM engagement_interview WHERE read_by_id = {PERSON})"
STUDY_OF_INTERVIEWEE = f"id IN (SELECT study_id FROM engagement_interview WHERE read_by_id = {PERSON})"
RELEASED = both(to_roles(AUTHORITY_ROLES, OWN), "state = 'released'")
OWN_CODING = both(READERS, to_person("coder_id"))
STEPS = (
    *wall(
        "engagement_interviewstudy",
        select=either(to_roles(AUTHORITY_ROLES, OWN), STUDY_OF_INTERVIEWEE),
        insert=ANALYST,
        update=ANALYST,
    ),
    *wall("engagement_framemember", select=TEAM, insert=ANALYST, update=BOOKS, delete=ANALYST),
    *wall(
        "engagement_interview",
        select=either(READERS, INTERVIEWEE),
        insert=ANALYST,
        update=either(ANALYST, INTERVIEWEE),
    ),
    *wall("engagement_interviewsection", select=either(READERS, OF_INTERVIEWEE), insert=ANALYST, update=ANALYST),
    *wall("engagement_codetreeversion", select=READERS, insert=ANALYST),
    *append_only("engagement_codetreeversion"),
    *wall("engagement_sectioncoding", select=READERS, insert=OWN_CODING, update=OWN_CODING),
    *wall("engagement_studyfinding", select=either(READERS, RELEASED), insert=ANALYST, update=READERS, delete=ANALYST),
    *wall("engagement_studyquote", select=either(READERS, RELEASED), insert=ANALYST, update=READERS, delete=ANALYST),
)


class Migration(migrations.Migration):
    dependencies = [("engagement", "0008_interviews"), ("accounts", "0008_sealed_context")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS]
