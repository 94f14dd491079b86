"""Everything that the doctor looks at, one after another; what breaks on the way is said, and the next looked at."""

from collections.abc import Callable, Iterator

from costofcare.doctor import database, machine, services, visits
from costofcare.doctor.signs import DoctorSign, IsIll, NotLookedAt, SignState, without_secrets

EXAMINATION: dict[str, Callable[[], str]] = {
    "settings": machine.settings_are_safe,
    "database": database.answers,
    "version": database.is_new_enough,
    "roles": database.roles_are_right,
    "wall": database.wall_stands,
    "seal": database.wall_is_sealed,
    "migrations": database.nothing_is_pending,
    "Redis": services.redis_answers,
    "worker": services.workers_live,
    "mail": services.mail_server_answers,
    "mailbox": services.mailbox_opens,
    "sealing keys": machine.keys_open,
    "ledger key": machine.ledger_key_is_there,
    "clock": machine.clocks_agree,
    "pages": services.pages_answer,
    "disk": machine.disk_has_room,
    "static files": machine.static_files_are_collected,
    "backup key": machine.backups_are_sealed,
    "erasures": machine.erasures_are_listed,
    "visits": visits.visits_are_kept_closed,
}


def examined() -> Iterator[DoctorSign]:
    return (sign_of(name, look) for name, look in EXAMINATION.items())


def sign_of(name: str, look: Callable[[], str]) -> DoctorSign:
    try:
        state, words = SignState.WELL, look()
    except NotLookedAt as reason:
        state, words = SignState.UNKNOWN, str(reason)
    except IsIll as trouble:
        state, words = SignState.ILL, str(trouble)
    except Exception as trouble:  # a doctor that falls over what is broken says nothing of the rest
        state, words = SignState.ILL, f"{type(trouble).__name__}: {trouble}"
    return DoctorSign(name, state, without_secrets(words))
