"""The wall: the log is for those who reach providers, the team's notes for the team, nothing of it for providers.

Each side's campaigns are its own; the team reads the council's, the council learns from the log alone that the team has
written, as the team's rules speak of drafts. Nobody reads who asked for no more mails but a worker. Providers see what
1-2-1s are free and what is theirs; who booked a slot is nobody else's to know, and how to join is told only to who has
booked. Each authority's invitations and places are its own, also where an event is held jointly. What people write back
is for the independent team alone.
"""

from django.db import migrations

from accounts.domain.roles import PROVIDER_ROLES, REACHES_PROVIDERS
from accounts.domain.row_level_security import (
    PROVIDER,
    ROLE,
    both,
    either,
    policy,
    raise_wall,
    to_provider,
    to_roles,
    wall,
)
from engagement.domain.owner_team import OwnerTeam
from engagement.domain.row_level_security import COUNCIL, OWN_SIDE, SHARED_WITH, STAFF, TEAM

READS = either(TEAM, both(COUNCIL, f"side = '{OwnerTeam.COUNCIL}'"))
# Whoever holds the link, signed in or not: the row that they add says nothing of anybody.
ANYBODY = f"({ROLE} IS NULL OR {ROLE} IS NOT NULL)"
IS_A_PROVIDER = to_roles(PROVIDER_ROLES)
HOSTS = to_roles(REACHES_PROVIDERS, "host_authority_id")
EITHER_END = either(STAFF, to_provider())
# These are asked behind the wall themselves: a provider's participations and bookings are its own, staff see what is
# offered to their own exercises.
TAKES_PART = f"exercise_id IN (SELECT exercise_id FROM register_participation WHERE provider_id = {PROVIDER})"
FREE = "NOT is_taken AND closed_at IS NULL AND id IN (SELECT slot_id FROM engagement_slotfor)"
BOOKED_BY_THEM = f"IN (SELECT slot_id FROM engagement_booking WHERE provider_id = {PROVIDER})"
OFFERED = "id IN (SELECT event_id FROM engagement_eventfor)"
THEIRS = f"id IN (SELECT event_id FROM engagement_registration WHERE provider_id = {PROVIDER})"

LOG = (
    *wall("engagement_contact", select=STAFF, insert=OWN_SIDE, update=OWN_SIDE),
    *wall("engagement_contactnote", select=SHARED_WITH, insert=OWN_SIDE, update=OWN_SIDE),
    *wall("engagement_outcomeoverride", select=STAFF, insert=OWN_SIDE, update=STAFF),
    *wall("engagement_overridereason", select=TEAM, insert=TEAM),
    *(
        step
        for name in ("contactabout", "contactwith", "contactcolleague", "standard", "personmark", "reservation")
        for step in wall(f"engagement_{name}", select=STAFF, insert=STAFF, update=STAFF)
    ),
    *wall("engagement_logimport", select=OWN_SIDE, insert=OWN_SIDE, update=OWN_SIDE),
)
CAMPAIGNS = (
    *wall("engagement_mailtemplate", select=OWN_SIDE, insert=OWN_SIDE, update=OWN_SIDE, delete=OWN_SIDE),
    *(
        step
        for name in ("campaign", "step", "message", "messageabout")
        for step in wall(f"engagement_{name}", select=READS, insert=OWN_SIDE, update=OWN_SIDE, delete=OWN_SIDE)
    ),
    *raise_wall("engagement_optoutrequest"),
    policy("engagement_optoutrequest", "insert", ANYBODY),
)
MEETINGS = (
    *wall(
        "engagement_slot",
        select=either(STAFF, both(IS_A_PROVIDER, either(both(FREE), f"id {BOOKED_BY_THEM}"))),
        insert=OWN_SIDE,
        update=OWN_SIDE,
    ),
    *wall("engagement_slotfor", select=either(STAFF, both(IS_A_PROVIDER, TAKES_PART)), insert=STAFF),
    *wall("engagement_booking", select=EITHER_END, insert=EITHER_END, update=EITHER_END),
    *wall("engagement_bookingwords", select=either(READS, to_provider()), insert=EITHER_END),
    *wall(
        "engagement_joining",
        select=either(STAFF, both(IS_A_PROVIDER, f"slot_id {BOOKED_BY_THEM}")),
        insert=OWN_SIDE,
    ),
    *wall("engagement_notice", select=STAFF, insert=EITHER_END, update=STAFF),
    *wall(
        "engagement_event",
        select=either(
            STAFF,
            both(to_roles(REACHES_PROVIDERS), OFFERED),
            both(IS_A_PROVIDER, either(both("NOT by_invitation", OFFERED), THEIRS)),
        ),
        insert=OWN_SIDE,
        update=OWN_SIDE,
    ),
    *wall(
        "engagement_eventfor",
        select=either(STAFF, HOSTS, both(IS_A_PROVIDER, TAKES_PART)),
        insert=STAFF,
        delete=STAFF,
    ),
    *wall("engagement_invite", select=STAFF, insert=STAFF),
    *wall("engagement_registration", select=EITHER_END, insert=EITHER_END, update=EITHER_END),
)
INBOX = (*wall("engagement_inboundmail", select=TEAM, update=TEAM), *raise_wall("engagement_mailboxposition"))


class Migration(migrations.Migration):
    dependencies = [("engagement", "0001_initial"), ("register", "0002_wall")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql) for step in (*LOG, *CAMPAIGNS, *MEETINGS, *INBOX)]
