"""How the people, accounts, addresses and names that belong to an erasure are found, before each of its steps."""

from accounts.erasures.domain.states import ErasureKind

# Those who acted for a provider and have no other part in the portal.
_USERS_OF_A_PROVIDER = """SELECT r.person_id FROM accounts_role r WHERE r.provider_id = %(of)s AND NOT EXISTS (
SELECT FROM accounts_role o WHERE o.person_id = r.person_id AND o.ended_at IS NULL
AND o.provider_id IS DISTINCT FROM r.provider_id)"""
_ADDRESS_OF_A_PERSON = """SELECT lower(email) FROM accounts_user WHERE id = %(of)s
UNION SELECT lower(email) FROM register_contactperson WHERE id = %(of)s AND email <> ''"""
_PEOPLE_OF = {
    ErasureKind.PROVIDER: "SELECT id FROM register_contactperson WHERE provider_id = %(of)s",
    ErasureKind.PERSON: f"""SELECT id FROM register_contactperson WHERE id = %(of)s
        OR lower(email) IN ({_ADDRESS_OF_A_PERSON})""",
}
_USERS_OF = {
    ErasureKind.PROVIDER: _USERS_OF_A_PROVIDER,
    ErasureKind.PERSON: f"SELECT id FROM accounts_user WHERE id = %(of)s OR lower(email) IN ({_ADDRESS_OF_A_PERSON})",
}
_FURTHER_ADDRESSES = {
    ErasureKind.PROVIDER: "UNION SELECT lower(email) FROM accounts_invitation WHERE provider_id = %(of)s",
    ErasureKind.PERSON: "",
}
_FURTHER_NAMES = {
    ErasureKind.PROVIDER: """UNION SELECT name FROM register_provider WHERE id = %(of)s
        UNION SELECT name FROM register_location WHERE provider_id = %(of)s
        UNION SELECT cqc_location_id FROM register_location WHERE provider_id = %(of)s
        UNION SELECT location_name FROM register_participation WHERE provider_id = %(of)s
        UNION SELECT provider_name FROM register_participation WHERE provider_id = %(of)s
        UNION SELECT cqc_provider_id FROM register_provider WHERE id = %(of)s""",
    ErasureKind.PERSON: "",
}
# Words that stand in place of others name nobody, and so do words too short to be looked for.
SHORTEST_NAME = 4
NO_NAMES = frozenset({"former user", "erased provider", "erased location", "erased owner"})


def people_of(kind: ErasureKind) -> str:
    return _PEOPLE_OF[kind]


def users_of(kind: ErasureKind) -> str:
    return _USERS_OF[kind]


def addresses_of(kind: ErasureKind) -> str:
    return f"""SELECT lower(email) FROM register_contactperson WHERE id IN ({_PEOPLE_OF[kind]}) AND email <> ''
        UNION SELECT lower(email) FROM accounts_user WHERE id IN ({_USERS_OF[kind]}) {_FURTHER_ADDRESSES[kind]}"""


def names_of(kind: ErasureKind) -> str:
    return f"""SELECT full_name FROM register_contactperson WHERE id IN ({_PEOPLE_OF[kind]})
        UNION SELECT phone FROM register_contactperson WHERE id IN ({_PEOPLE_OF[kind]})
        UNION SELECT full_name FROM accounts_user WHERE id IN ({_USERS_OF[kind]}) {_FURTHER_NAMES[kind]}"""


def is_name(word: str) -> bool:
    return len(word) >= SHORTEST_NAME and word.lower() not in NO_NAMES and not word.startswith("erased-")
