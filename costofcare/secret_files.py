"""Secrets from files as well as from the environment: NAME_FILE names one, or systemd's credentials hold one."""

from collections.abc import Mapping
from pathlib import Path

# Everything that opens something, addresses with a password in them too.
SECRETS = (
    *("SECRET_KEY", "SEALING_KEYS", "LEDGER_KEY", "VISITS_KEY", "BACKUP_KEYS"),
    *("DATABASE_URL", "WORKER_DATABASE_URL", "OWNER_DATABASE_URL", "REDIS_URL"),
    *("EMAIL_URL", "IMAP_URL", "NOTIFY_API_KEY", "METRICS_TOKEN"),
)
# Of these a file may hold several, one a line.
LISTS = frozenset({"SEALING_KEYS", "BACKUP_KEYS"})
# Where systemd puts what a unit names with LoadCredential=SECRET_KEY:/etc/…; a file of that name is read unasked.
CREDENTIALS = "CREDENTIALS_DIRECTORY"
LONGEST_BYTES = 65_536


class SecretTrouble(Exception):
    """A sentence that names the setting and its file, never what is in it."""


def read_secrets(environment: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return the environment with the secrets from files in it, and a sentence for each that could not be read."""
    values, troubles = dict(environment), []
    for name in SECRETS:
        try:
            path = file_of(name, environment)
            if path is not None:
                values[name] = read_secret(name, path)
        except SecretTrouble as trouble:
            troubles.append(str(trouble))
    return values, troubles


def file_of(name: str, environment: Mapping[str, str]) -> Path | None:
    """Return the file of a secret; what the environment says itself comes before systemd's credentials."""
    given, value = environment.get(f"{name}_FILE", "").strip(), environment.get(name, "")
    if given and value:
        raise SecretTrouble(f"{name} and {name}_FILE are both set; keep one of them.")
    if given:
        return Path(given)
    folder = environment.get(CREDENTIALS, "")
    credential = Path(folder) / name
    # A unit has to name each file that it may read; an empty one is that of a secret that this deployment has not.
    is_there = folder and not value and credential.is_file() and credential.stat().st_size
    return credential if is_there else None


def read_secret(name: str, path: Path) -> str:
    try:
        with path.open("rb") as file:
            text = file.read(LONGEST_BYTES + 1).decode("utf-8-sig")
    except FileNotFoundError:
        raise SecretTrouble(f"{name}_FILE names {path}, and there is no such file.") from None
    except UnicodeDecodeError:
        raise SecretTrouble(f"{path}, the file of {name}, is no text (UTF-8).") from None
    except (OSError, ValueError) as trouble:
        why = getattr(trouble, "strerror", None) or trouble
        raise SecretTrouble(f"{path}, the file of {name}, cannot be read: {why}.") from None
    return one_value(name, path, [line.strip() for line in text.splitlines() if line.strip()], len(text))


def one_value(name: str, path: Path, lines: list[str], length: int) -> str:
    if not lines:
        raise SecretTrouble(f"{path}, the file of {name}, is blank.")
    if length > LONGEST_BYTES or "\0" in "".join(lines):
        raise SecretTrouble(f"{path}, the file of {name}, is too long for a secret, or holds what is no text.")
    if len(lines) > 1 and name not in LISTS:
        raise SecretTrouble(f"{path}, the file of {name}, has {len(lines)} lines; it may have one.")
    return ",".join(lines)
