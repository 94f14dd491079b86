"""What is erased of a person: somebody with an account, or a contact at a provider. ``whose.py`` finds the rest."""

from costofcare.erasures.domain.steps import ErasureStep, Statement, deleted

MESSAGES = "SELECT id FROM engagement_message WHERE person_id = ANY(%(people)s)"
CONTACTS = "SELECT contact_id FROM engagement_contactwith WHERE person_id = ANY(%(people)s)"
_UNNAMED = "name = 'Erased', email = ''"

ACCESS = ErasureStep(
    "The person signs in no more",
    (Statement("accounts_role", "person_id = ANY(%(users)s) AND ended_at IS NULL", "ended_at = now()"),),
)
ENGAGEMENT = ErasureStep(
    "Messages, contacts, meetings and incoming mail",
    (
        *deleted(
            f"person_id = ANY(%(people)s) OR answer_to_id IN ({MESSAGES}) OR lower(from_address) = ANY(%(addresses)s)",
            "engagement_inboundmail",
        ),
        *deleted(f"message IN ({MESSAGES})", "engagement_optoutrequest"),
        *deleted(f"message_id IN ({MESSAGES})", "engagement_messageabout"),
        *deleted("person_id = ANY(%(people)s)", "engagement_message"),
        *deleted(
            "lower(to_email) = ANY(%(addresses)s) OR invite_id IN (SELECT id FROM engagement_invite WHERE person_id = "
            "ANY(%(people)s))",
            "engagement_notice",
        ),
        *deleted(
            "booking_id IN (SELECT id FROM engagement_booking WHERE lower(email) = ANY(%(addresses)s))",
            "engagement_bookingwords",
        ),
        Statement("engagement_booking", "lower(email) = ANY(%(addresses)s)", f"{_UNNAMED}, phone = ''"),
        Statement(
            "engagement_registration",
            "lower(email) = ANY(%(addresses)s) OR invite_id IN (SELECT id FROM engagement_invite WHERE person_id = "
            "ANY(%(people)s))",
            f"{_UNNAMED}, invite_id = NULL",
        ),
        *deleted("person_id = ANY(%(people)s)", "engagement_invite", "engagement_personmark"),
        *deleted(f"contact_id IN ({CONTACTS})", "engagement_contactnote"),
        Statement("engagement_contactwith", "person_id = ANY(%(people)s)", "person_id = NULL, name = 'Erased'"),
    ),
)
RETURNS = ErasureStep(
    "Notes among colleagues",
    (
        *deleted(
            "written_by_id = ANY(%(users)s) OR lower(email) = ANY(%(addresses)s)",
            "submissions_colleaguenote",
            is_theirs=True,
        ),
        *deleted("person_id = ANY(%(users)s)", "submissions_presence", "submissions_responsibility"),
        Statement(
            "submissions_return", "submitted_by_id = ANY(%(users)s) AND declared_by_name <> ''", "declared_by_name = ''"
        ),
    ),
)
BENCHMARKING = ErasureStep(
    "Who approves for a council, and who sits in a project group",
    (
        Statement(
            "benchmarking_roundmember",
            "lower(delegate_email) = ANY(%(addresses)s)",
            "delegate_name = 'Erased', delegate_email = ''",
        ),
        Statement(
            "benchmarking_projectseat", "lower(email) = ANY(%(addresses)s)", "name = 'Erased', email = '', role = ''"
        ),
    ),
)
_THEIR_INTERVIEWS = (
    "SELECT i.id FROM engagement_interview i JOIN engagement_framemember m ON m.id = i.member_id "
    "WHERE lower(m.contact_email) = ANY(%(addresses)s)"
)
# The frame last: by its address the rest is found.
INTERVIEWS = ErasureStep(
    "Interviews that they gave",
    (
        Statement(
            "engagement_sectioncoding",
            f"section_id IN (SELECT id FROM engagement_interviewsection WHERE interview_id IN ({_THEIR_INTERVIEWS}))",
            "passages = '[]', memo = ''",
        ),
        Statement("engagement_interviewsection", f"interview_id IN ({_THEIR_INTERVIEWS})", "notes = '', summary = ''"),
        Statement("engagement_interview", f"id IN ({_THEIR_INTERVIEWS})", "read_remark = ''"),
        Statement(
            "engagement_framemember",
            "lower(contact_email) = ANY(%(addresses)s)",
            "contact_name = 'Erased', contact_email = '', status_reason = ''",
        ),
    ),
)
MAIL = ErasureStep(
    "The portal’s own mail",
    (
        *deleted("lower(to_email) = ANY(%(addresses)s)", "accounts_mail", is_theirs=True),
        *deleted("person_id = ANY(%(users)s)", "accounts_keptwords", "accounts_personsession"),
    ),
)
TRAIL = ErasureStep("Words of the trail about them", (Statement("accounts_auditevent", "by_id = %(of)s"),))
PEOPLE = ErasureStep(
    "Name and address",
    (
        Statement(
            "accounts_invitation",
            "lower(email) = ANY(%(addresses)s)",
            "email = id || '@anonymous.invalid', revoked_at = coalesce(revoked_at, now())",
        ),
        Statement(
            "engagement_campaign",
            "lower(officer_email) = ANY(%(addresses)s)",
            "officer_name = '', officer_phone = '', officer_email = ''",
        ),
        *deleted("contactperson_id = ANY(%(people)s)", "register_contactperson_locations"),
        *deleted("id = ANY(%(people)s) OR merged_into_id = ANY(%(people)s)", "register_contactperson"),
        Statement(
            "accounts_user",
            "id = ANY(%(users)s) AND anonymised_at IS NULL",
            "email = id || '@anonymous.invalid', full_name = 'Former user', is_active = false, anonymised_at = now(), "
            "password = '!erased', session_round = session_round + 1",
            is_theirs=True,
        ),
    ),
)
STEPS = (ACCESS, ENGAGEMENT, RETURNS, BENCHMARKING, INTERVIEWS, MAIL, TRAIL, PEOPLE)
