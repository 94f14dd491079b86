"""What a mail server's refusal is about: the address, or something that no address is to blame for.

Only an unknown user or domain is the address's fault. Where a refusal speaks of policy, sign-in, relaying, size, a full
box or time as well, that is what it is about, whatever code it has.
"""

import re
from enum import StrEnum

REPLY = re.compile(r"(?<![\d.])([245]\d\d)(?=[ \-,;:(<#]|$)(?!-\d)")
ENHANCED = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.]*\d)")
# No mailbox, no domain or host, no mailbox by that name, moved away, none found, none that takes mail: RFC 3463, 7505,
# and what Exchange adds.
OF_THE_ADDRESS = frozenset({"1.1", "1.2", "1.3", "1.6", "1.10", "4.310"})
# These say nothing by themselves, or stand for too many things: the words decide.
SAYS_NOTHING = frozenset({"0.0", "1.0", "1.4", "2.0", "2.1", "4.0", "4.1", "4.3", "4.4", "5.0", "5.1", "5.2", "5.4"})
# Replies of SMTP that are about the connection, the sign-in or the size, whoever the recipient is.
OF_THE_SERVER = frozenset({"500", "501", "502", "503", "504", "521", "523", "530", "534", "535", "538", "552"})
UNKNOWN = re.compile(
    r"(user|recipient|mailbox|address|account|addressee|person|name)( \S{1,80})? ?(is |was |has been |are )?"
    r"(unknown|not ?found|not known|invalid|unrecogni[sz]ed|non-?existent|unroute?able|"
    r"no longer (exists|valid|active))|"
    r"(unknown|invalid|no such|bad|non-?existent|unroute?able|undeliverable|unrecogni[sz]ed) (virtual |local |mail )?"
    r"(user|recipients?|mailbox|address|account|addressee|person|domain|host|destination)|"
    r"(user|recipient|mailbox|account|address|domain|host|server)( name)?( \S{1,80})? (does|did) ?n([o'’]|o)?t "
    r"exist|"
    r"(e-?mail )?(address|account|mailbox|user|recipient)( that you tried to reach| you tried to reach)? "
    r"does ?n(o|['’])t exist|"
    r"no (mail)?box (here )?(by|with) that name|no mailbox (found|here)|mailbox (is )?unavailable|not our customer|"
    r"doesn['’]t have (a|an) \S{1,60} account|recipientnotfound|(was|were|is)( ?n['’]t| not) found at|"
    r"(domain|host)( name)?( \S{1,80})? (not found|unknown|does not exist|could(n['’]t| not) be (found|resolved))|"
    r"(name|dns) (service|lookup) error .{0,80}not found|nullmx|null mx|infodomainnonexistent|nxdomain|"
    r"domain .{0,80}(does not accept|not accepting) mail|"
    r"(benutzer|empf(ä|ae|.)nger(adresse)?|postfach|adresse) (ist )?(unbekannt|nicht (bekannt|gefunden|vorhanden))|"
    r"unbekannter (benutzer|empf(ä|ae|.)nger)|(utilisateur|destinataire|adresse|compte) (est )?(inconnue?|introuvable)",
    re.IGNORECASE,
)
NOT_THE_ADDRESS = re.compile(
    r"relay|spam|junk|blocked|block ?list|black ?list|deny ?list|\b[rd]nsbl\b|\brbl\b|reputation|policy|polic(y|ies)\b|"
    r"\bspf\b|\bdkim\b|\bdmarc\b|authenticat|not authori[sz]ed|unauthori[sz]ed|permission|access denied|denied by|"
    r"sender|virus|malware|content|banned|quota|mailbox (is )?full|full mailbox|over ?limit|exceed|too (large|big|many|"
    r"much|long)|size|storage|insufficient|rate limit|throttl|time[ds]? ?out|timeout|expired|too long in queue|"
    r"gr[ea]y-?list|try again|temporar|connection|network|tls|starttls|certificate|loop|hops|sign in|"
    r"restricted|suspended|receiving mail (too|at a rate)|speicher|kontingent|overquota|unsolicited|bulk mail",
    re.IGNORECASE,
)
# Names of people and hosts are no words of the server's.
NAMES = re.compile(r"<[^<>]*>|\S+@\S+|\b[a-z0-9-]+(\.[a-z0-9-]+)+\b|https?://\S+", re.IGNORECASE)
HARMLESS = re.compile(r"returning message to sender|return(ed)? to sender|sender['’]s (server|system)", re.IGNORECASE)
SIZE = re.compile(r"\b5\.3\.4\b|\b552\b(?!.*(quota|full|storage))|(message|mail|size).{0,20}(too (large|big)|exceed)")


class Blame(StrEnum):
    """What is to blame for a refusal."""

    ADDRESS = "an unknown user or domain"
    OTHER = "us, the server, the size, a full box, a policy or time"
    UNCLEAR = "nothing that can be read out of its words"


def fault_of(words: str, *, status: str = "") -> Blame:
    """Return what a refusal is about, from the server's words with their codes, and a report's status."""
    said = f"{status} {words}"
    codes = ENHANCED.findall(said)
    details = {f"{subject}.{detail}" for _, subject, detail in codes}
    replies = set(REPLY.findall(ENHANCED.sub(" ", words)))
    spoken = HARMLESS.sub(" ", NAMES.sub(" ", ENHANCED.sub(" ", words)))
    if any(code[0] == "4" for code in codes) or any(reply[0] == "4" for reply in replies):
        return Blame.OTHER
    if details - OF_THE_ADDRESS - SAYS_NOTHING or replies & OF_THE_SERVER or NOT_THE_ADDRESS.search(spoken):
        return Blame.OTHER
    if details & OF_THE_ADDRESS or UNKNOWN.search(spoken) or UNKNOWN.search(words):
        return Blame.ADDRESS
    return Blame.UNCLEAR


def is_about_size(words: str) -> bool:
    """Tell whether the mail itself is too large, so that another try would end alike."""
    return SIZE.search(words.lower()) is not None


def alike(words: str) -> str:
    """Return what two refusals share that are alike: the codes, or the words without names and numbers."""
    codes = ENHANCED.search(words)
    reply = REPLY.search(ENHANCED.sub(" ", words))
    code = " ".join(found for found in (reply and reply[1], codes and codes[0]) if found)
    if codes:
        return code
    spoken = NAMES.sub(" ", words)
    plain = [word for word in re.split(r"[^\w]+", spoken.lower()) if word.isalpha()]
    return " ".join([code, *plain[:8]]).strip()
