"""What is erased of a provider, table by table. ``%(of)s`` is its id; ``whose.py`` finds the rest before each step.

``test_every_table_is_thought_of.py`` holds that no table of the portal is missing here or among what stays.
"""

from costofcare.erasures.domain.steps import ErasureStep, Statement, deleted

MINE = "provider_id = %(of)s"
ASKED = "SELECT id FROM register_participation WHERE provider_id = %(of)s"
EXERCISES = "SELECT exercise_id FROM register_participation WHERE provider_id = %(of)s"
ACTED = "SELECT person_id FROM accounts_role WHERE provider_id = %(of)s"
MESSAGES = "SELECT id FROM engagement_message WHERE person_id = ANY(%(people)s)"
CONTACTS = """SELECT contact_id FROM engagement_contactabout WHERE provider_id = %(of)s
UNION SELECT contact_id FROM engagement_contactwith WHERE person_id = ANY(%(people)s)"""
# Contacts that were about nobody else.
OWN_CONTACTS = f"""SELECT c.contact_id FROM ({CONTACTS}) c WHERE NOT EXISTS (SELECT FROM engagement_contactabout a
WHERE a.contact_id = c.contact_id AND a.provider_id <> %(of)s)"""
BOOKED = "SELECT id FROM engagement_booking WHERE provider_id = %(of)s"
REGISTERED = "SELECT id FROM engagement_registration WHERE provider_id = %(of)s"
INVITES = "SELECT id FROM engagement_invite WHERE person_id = ANY(%(people)s)"

_PARTS_OF_RETURNS = (
    "submissions_draftclash",
    "submissions_draftsection",
    "submissions_draft",
    "submissions_explanation",
    "submissions_presence",
    "submissions_responsibility",
    "submissions_colleaguenote",
    "submissions_exemptionrequest",
    "submissions_allocation",
    "submissions_returnquestion",
)
_WORK_OF_THE_TEAM = (
    "submissions_versionfinding",
    "submissions_linedecision",
    "submissions_adjustment",
    "submissions_keptfigure",
    "submissions_recheckedreturn",
    "submissions_returnassignment",
    "submissions_analystnote",
)
_UNREADABLE = "sealed = ''::bytea, file_name = 'erased', sha256 = ''"

ACCESS = ErasureStep(
    "Nobody signs in for it any more",
    (
        Statement("accounts_role", f"{MINE} AND ended_at IS NULL", "ended_at = now()"),
        Statement("accounts_invitation", f"{MINE} AND revoked_at IS NULL", "revoked_at = now()"),
    ),
)
RETURNS = ErasureStep(
    "Returns, versions, uploads, drafts and questions",
    (
        *deleted(MINE, *_PARTS_OF_RETURNS, is_theirs=True),
        *deleted(MINE, *_WORK_OF_THE_TEAM),
        Statement(
            "submissions_intakefolder",
            f"id IN (SELECT folder_id FROM submissions_intakeworkbook WHERE {MINE} OR participation_id IN ({ASKED}))",
            f"{_UNREADABLE}, words = '', chosen = '{{}}'",
        ),
        *deleted(f"{MINE} OR participation_id IN ({ASKED})", "submissions_intakeworkbook"),
        Statement(
            "submissions_version",
            MINE,
            "upload_id = NULL, answers = '{}', notes = '{}', costs = NULL, is_accepted = false",
            is_theirs=True,
        ),
        *deleted(MINE, "submissions_upload", is_theirs=True),
        Statement(
            "submissions_return",
            MINE,
            "declared_by_name = '', decision_code = '', decision_reason = CASE WHEN submitted_at IS NULL THEN '' "
            "ELSE 'erased on request' END, state = CASE WHEN submitted_at IS NULL THEN 'not_started' ELSE 'excluded' "
            "END, current_id = CASE WHEN submitted_at IS NULL THEN NULL ELSE current_id END",
            is_theirs=True,
        ),
    ),
)
ENGAGEMENT = ErasureStep(
    "Messages, contacts, meetings and incoming mail",
    (
        *deleted(
            f"person_id = ANY(%(people)s) OR answer_to_id IN ({MESSAGES}) OR contact_id IN ({OWN_CONTACTS}) "
            f"OR lower(from_address) = ANY(%(addresses)s)",
            "engagement_inboundmail",
        ),
        *deleted(f"message IN ({MESSAGES})", "engagement_optoutrequest"),
        *deleted(f"{MINE} OR message_id IN ({MESSAGES})", "engagement_messageabout"),
        *deleted("person_id = ANY(%(people)s)", "engagement_message"),
        *deleted(
            f"{MINE} OR booking_id IN ({BOOKED}) OR place_id IN ({REGISTERED}) OR invite_id IN ({INVITES}) "
            f"OR lower(to_email) = ANY(%(addresses)s)",
            "engagement_notice",
        ),
        *deleted(MINE, "engagement_bookingwords", "engagement_booking", "engagement_registration", is_theirs=True),
        *deleted("person_id = ANY(%(people)s)", "engagement_invite"),
        *deleted(
            "override_id IN (SELECT id FROM engagement_outcomeoverride WHERE provider_id = %(of)s)",
            "engagement_overridereason",
        ),
        *deleted(MINE, "engagement_outcomeoverride", "engagement_reservation"),
        *deleted(f"{MINE} OR person_id = ANY(%(people)s)", "engagement_personmark"),
        *deleted(f"contact_id IN ({CONTACTS})", "engagement_contactnote"),
        *deleted(f"contact_id IN ({OWN_CONTACTS})", "engagement_contactcolleague"),
        Statement("engagement_message", f"contact_id IN ({OWN_CONTACTS})", "contact_id = NULL"),
        Statement("engagement_contact", f"replaces_id IN ({OWN_CONTACTS})", "replaces_id = NULL"),
        *deleted(f"id IN ({OWN_CONTACTS})", "engagement_contact"),
        *deleted(
            f"contact_id IN ({CONTACTS}) AND (person_id IS NULL OR person_id = ANY(%(people)s))",
            "engagement_contactwith",
        ),
        *deleted(MINE, "engagement_contactabout"),
        Statement(
            "engagement_logimport",
            f"exercise_id IN ({EXERCISES}) AND finished_at IS NOT NULL",
            f"{_UNREADABLE}, preview = '{{}}', corrections = '{{}}', words = ''",
        ),
    ),
)
CALCULATIONS = ErasureStep(
    "Its rows in frozen calculations",
    (
        Statement(
            "reports_calculationreturn",
            MINE,
            leaves="The calculations’ figures and digests; they can no longer be repeated.",
        ),
    ),
)
MAIL = ErasureStep(
    "The portal’s own mail",
    (
        *deleted(f"{MINE} OR lower(to_email) = ANY(%(addresses)s)", "accounts_mail"),
        *deleted(f"person_id IN ({ACTED})", "accounts_keptwords"),
    ),
)
TRAIL = ErasureStep("Words of the trail about it", (Statement("accounts_auditevent", MINE),))
PEOPLE = ErasureStep(
    "Those who acted for it",
    (
        *deleted("person_id = ANY(%(users)s)", "accounts_personsession"),
        Statement(
            "accounts_user",
            "id = ANY(%(users)s) AND anonymised_at IS NULL",
            "email = id || '@anonymous.invalid', full_name = 'Former user', is_active = false, anonymised_at = now(), "
            "password = '!erased', session_round = session_round + 1",
        ),
        Statement(
            "accounts_invitation",
            f"{MINE} AND email NOT LIKE '%%@anonymous.invalid'",
            "email = id || '@anonymous.invalid', scope_label = ''",
        ),
        Statement("accounts_role", f"{MINE} AND scope_label <> ''", "scope_label = ''"),
    ),
)
REGISTER = ErasureStep(
    "Its name, its locations and whom to contact there",
    (
        *deleted("contactperson_id = ANY(%(people)s)", "register_contactperson_locations"),
        *deleted(MINE, "register_contactperson"),
        *deleted(
            "location_id IN (SELECT id FROM register_location WHERE provider_id = %(of)s)", "register_locationrating"
        ),
        Statement(
            "register_registerimport",
            f"finished_at IS NOT NULL AND (exercise_id IS NULL OR exercise_id IN ({EXERCISES}))",
            f"{_UNREADABLE}, preview = '{{}}', words = ''",
        ),
        Statement(
            "register_participation",
            MINE,
            "location_name = 'Erased location', provider_name = 'Erased provider', zone = '', size_band = '', "
            "weight = NULL, is_contracted = NULL, extended_until = NULL, extension_reason = '', "
            "eligibility_reason = CASE WHEN eligibility = 'in_scope' THEN '' ELSE 'erased on request' END",
        ),
        Statement(
            "register_owner",
            "id IN (SELECT owner_id FROM register_provider WHERE id = %(of)s) AND NOT EXISTS (SELECT FROM "
            "register_provider o WHERE o.owner_id = register_owner.id AND o.id <> %(of)s)",
            "name = 'Erased owner', cqc_brand_id = NULL",
        ),
        Statement(
            "register_location",
            MINE,
            "name = 'Erased location', cqc_location_id = 'erased-' || left(id::text, 23), postcode = '', region = '', "
            "beds = NULL, rating = '', is_active = false",
        ),
        Statement(
            "register_provider",
            "id = %(of)s",
            "name = 'Erased provider', cqc_provider_id = 'erased-' || left(id::text, 23)",
        ),
    ),
)
WAGES = ErasureStep(
    "Answers to wage surveys",
    (
        *deleted(MINE, "markets_paydraft", "markets_payanswer", "markets_payquestion", is_theirs=True),
        Statement(
            "markets_payplace",
            MINE,
            "location_name = 'Erased location', provider_name = 'Erased provider', answered_at = NULL",
        ),
    ),
)
TOLD = "SELECT member_id FROM engagement_askedprovider WHERE provider_id = %(of)s"
_TOLD_IN = f"SELECT id FROM engagement_interview WHERE member_id IN ({TOLD})"
# Whom a test asked goes last: by it the rest is found.
MARKET_TESTS = ErasureStep(
    "What it wrote and said in soft market tests",
    (
        *deleted(MINE, "engagement_writtenanswer", is_theirs=True),
        Statement(
            "engagement_sectioncoding",
            f"section_id IN (SELECT id FROM engagement_interviewsection WHERE interview_id IN ({_TOLD_IN}))",
            "passages = '[]', memo = ''",
        ),
        Statement("engagement_interviewsection", f"interview_id IN ({_TOLD_IN})", "notes = '', summary = ''"),
        Statement("engagement_interview", f"id IN ({_TOLD_IN})", "read_remark = ''"),
        Statement(
            "engagement_framemember",
            f"id IN ({TOLD})",
            "organisation = 'Erased provider', contact_name = '', contact_email = '', status_reason = '', "
            "descriptions = '[]'",
        ),
        *deleted(MINE, "engagement_askedprovider"),
    ),
)
# The worker's sweep deletes the files of a dataset that has no row any more.
SENT = "SELECT id FROM markets_dataset WHERE provider_id = %(of)s"
VISITS = ErasureStep(
    "Visits that it sent, and what was counted of its visits",
    (
        *deleted(f"dataset_id IN ({SENT})", "markets_sealedpart"),
        *deleted(f"{MINE} OR dataset_id IN ({SENT})", "markets_halfminutes", "markets_countedlengths"),
        *deleted(MINE, "markets_visitfigure", "markets_packagetoreview", "markets_paymenteffect"),
        *deleted(MINE, "markets_dataset"),
    ),
)
STEPS = (ACCESS, RETURNS, ENGAGEMENT, CALCULATIONS, WAGES, MARKET_TESTS, VISITS, MAIL, TRAIL, PEOPLE, REGISTER)
