"""What proves who somebody is - their password's digest, their second factor - lies sealed in the database.

Row-level security hides rows and not columns: whoever sees a colleague's row sees a token that says nothing without the
portal's sealing key. While the wall is lenient, pages of the version before run too and could not open what is sealed;
so it is written as they write it until ``seal_the_wall``, which seals what lies in the clear by then.
"""

from allauth.mfa.models import Authenticator

from accounts.actions import encryption
from accounts.models import User
from accounts.queries.wall_context import is_wall_lenient

MARK = "sealed:"
# Where the library keeps the secret of each kind of second factor.
SECRETS = ("secret", "seed")


def closed(words: str) -> str:
    """Return the words sealed, or as they are while the version before may have to read them."""
    return words if is_wall_lenient() else MARK + encryption.seal(words.encode()).decode()


def opened(words: str) -> str:
    """Return the plain words of what was ``closed`` at whatever time. Raises ``CannotBeOpened``."""
    return encryption.unseal(words.removeprefix(MARK).encode()).decode() if is_closed(words) else words


def is_closed(words: str) -> bool:
    return words.startswith(MARK)


def closed_digest(digest: str) -> str:
    """Seal a digest behind the name of its algorithm, by which Django finds who verifies it."""
    algorithm, _, rest = digest.partition("$")
    return f"{algorithm}${closed(rest)}" if rest and not is_closed(rest) else digest


def opened_digest(digest: str) -> str:
    algorithm, dollar, rest = digest.partition("$")
    return f"{algorithm}{dollar}{opened(rest)}"


def is_digest_closed(digest: str) -> bool:
    return is_closed(digest.partition("$")[2])


def close_what_lies_open() -> int:
    """Seal every digest and every second factor that is not yet; return how many. For ``seal_the_wall``."""
    people = [person for person in User.objects.filter(password__contains="$") if not is_digest_closed(person.password)]
    for person in people:
        person.password = closed_digest(person.password)
    User.objects.bulk_update(people, ["password"], batch_size=500)
    factors = [factor for factor in Authenticator.objects.all() if _lies_open(factor)]
    for factor in factors:
        factor.data |= {name: closed(factor.data[name]) for name in SECRETS if name in factor.data}
    Authenticator.objects.bulk_update(factors, ["data"], batch_size=500)
    return len(people) + len(factors)


def _lies_open(factor: Authenticator) -> bool:
    return any(not is_closed(factor.data[name]) for name in SECRETS if name in factor.data)
