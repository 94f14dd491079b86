"""Letters of a round to a council's delegate; of one that goes astray the office hears."""

from accounts.actions.outbox import MailSubject, post
from accounts.actions.portal_links import link_to
from accounts.domain.portal_mail import PortalMail
from benchmarking.models import RoundMember


def write_to_delegate(member: RoundMember, mail: PortalMail) -> None:
    """Write to whoever approves for a council; to nobody where the address was erased."""
    if not member.delegate_email:
        return
    about = MailSubject(member.host_authority_id, member.round_id)
    link = link_to("benchmarking:own_return", member.id)
    post(mail, {member.delegate_email: member.delegate_name}, about=about, link=link)
