"""Test support: mails of servers, programs and people. {ID} is the Message-ID of ours, {TOKEN} its hex id."""

REPORT = (
    "From: {sender}\nTo: team@example.org\nSubject: {subject}\nMIME-Version: 1.0\n"
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
    "--b\nContent-Type: text/plain\n\n{text}\n--b\nContent-Type: {kind}\n{headers}\n{status}\n"
    "--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {{ID}}\nSubject: Hello\n\n--b--\n"
)


def report(
    status: str,
    text: str = "It did not arrive.",
    *,
    sender: str = "MAILER-DAEMON@mx.example",
    subject: str = "Undelivered Mail Returned to Sender",
    kind: str = "message/delivery-status",
    headers: str = "",
) -> str:
    return REPORT.format(sender=sender, subject=subject, text=text, kind=kind, headers=headers, status=status)


def failed(status: str, diagnostic: str = "", **more: str) -> str:
    said = f"Diagnostic-Code: smtp; {diagnostic}\n" if diagnostic else ""
    return report(
        f"Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; mia@elm.example\nAction: failed\n"
        f"Status: {status}\n{said}",
        **more,
    )


def plain(subject: str, text: str, sender: str = "Mia Manager <mia@elm.example>", **headers: str) -> str:
    named = {"From": sender, "To": "team+m{TOKEN}@example.org", "Subject": subject} | headers
    lines = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in named.items())
    return f"{lines}Content-Type: text/plain; charset=utf-8\n\n{text}\n"


DAEMON = "Mail Delivery System <MAILER-DAEMON@mx.example>"
BASE64 = (  # Final-Recipient: rfc822; mia@elm.example / Action: failed / Status: 5.1.1
    "UmVwb3J0aW5nLU1UQTogZG5zOyBteC5leGFtcGxlCgpGaW5hbC1SZWNpcGllbnQ6IHJmYzgyMjsg\n"
    "bWlhQGVsbS5leGFtcGxlCkFjdGlvbjogZmFpbGVkClN0YXR1czogNS4xLjEK\n"
)
OTHER_BLOCK = "Final-Recipient: rfc822; archive@elm.example\nAction: {}\nStatus: {}\n"
OWN_BLOCK = "Final-Recipient: rfc822; mia@elm.example\nAction: {}\nStatus: {}\n"

MARKED = {
    "base64": report(BASE64, headers="Content-Transfer-Encoding: base64\n"),
    "several blocks": report(
        "Reporting-MTA: dns; mx\n\n"
        + OTHER_BLOCK.format("relayed", "2.0.0")
        + "\n"
        + OWN_BLOCK.format("failed", "5.1.1")
    ),
    "blank lines inside a block": report(
        "Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; mia@elm.example\n\nAction: failed\nStatus: 5.1.1\n"
    ),
    "no such domain": failed("5.4.4", "", text="<mia@elm.example>: Host or domain name not found. Name service error"),
    "null mx": failed("5.1.10", "556 5.1.10 nullMX"),
    "exchange": failed("5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found by SMTP address lookup"),
    "gmail": failed("5.1.1", "550-5.1.1 The email account that you tried to reach does not exist."),
    "outlook": failed("5.5.0", "550 5.5.0 Requested action not taken: mailbox unavailable"),
    "folded diagnostic": failed("5.0.0", "550 5.1.1 <mia@elm.example>:\n    Recipient address rejected: User unknown"),
    "barracuda": failed("5.0.0", "550 No such user (mia@elm.example)"),
    "shouting": report(
        "Reporting-MTA: dns; mx\n\nFINAL-RECIPIENT: RFC822;MIA@ELM.EXAMPLE\nACTION: FAILED\nSTATUS: 5.1.1\n"
    ),
    "qmail": plain(
        "failure notice",
        "Hi. This is the qmail-send program at mx.\nI'm afraid I wasn't able to deliver your message.\n\n"
        "<mia@elm.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a "
        "copy of the message.",
        DAEMON,
    ),
    "exim": plain(
        "Mail delivery failed: returning message to sender",
        "A message that you sent could not be delivered to one or more of its recipients. This is a "
        "permanent error.\n"
        "The following address(es) failed:\n\n  mia@elm.example\n    host mx [192.0.2.1]: 550 5.1.1 Unknown user\n",
        DAEMON,
        X_Failed_Recipients="mia@elm.example",
    ),
    "german": plain(
        "Unzustellbar: Your return", "mia@elm.example\n550 5.1.1 Benutzer unbekannt", "postmaster@elm.example"
    ),
}

NOT_MARKED = {
    "full": failed("5.2.2", "552 5.2.2 mailbox full"),
    "full, for now": failed("4.2.2", "452 4.2.2 The email account that you tried to reach is over quota"),
    "spam": failed("5.7.1", "554 5.7.1 Message rejected as spam by Content Filtering."),
    "dmarc": failed("5.7.26", "550-5.7.26 Unauthenticated email from example.org is not accepted due to DMARC policy."),
    "spf": failed("5.7.23", "550 5.7.23 The message was rejected because of Sender Policy Framework violation"),
    "blocked": failed("5.0.0", "550 5.7.606 Access denied, banned sending IP [192.0.2.1]"),
    "mimecast": failed("5.0.0", "550 Administrative prohibition - envelope blocked"),
    "proofpoint": failed("5.0.0", "554 Blocked - see https://ipcheck.proofpoint.example/?ip=192.0.2.1"),
    "relay": failed("5.7.1", "550 5.7.1 <mia@elm.example>: Relay access denied"),
    "loop": failed("5.4.6", "554 5.4.6 Too many hops"),
    "hint of the address, fault of ours": failed("5.1.1", "550 5.7.1 user unknown or relay denied"),
    "group that takes no strangers": failed("5.7.133", "550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup"),
    "given up": failed("4.4.7", "", text="Delivery has failed. Message expired, 4.4.7"),
    "nothing said": failed("5.0.0"),
    "one of several alike": report(OWN_BLOCK.format("failed", "5.7.1") + "\n" + OTHER_BLOCK.format("failed", "5.1.1")),
}

BY_MACHINES = {
    "no header, subject alone": plain("Automatic reply: Your return", "I will be back."),
    "out of office": plain("Out of Office: Your return", "I am away until Monday."),
    "out of office, body alone": plain(
        "Re: Your return", "I am out of the office until 3 December with limited access to email. If urgent, ring Tom."
    ),
    "german": plain("Automatische Antwort: Your return", "Ich bin bis 3. Dezember nicht im Büro."),
    "german, body alone": plain(
        "AW: Your return",
        "Ich bin im Urlaub. Ihre E-Mail wird nicht weitergeleitet. Während meiner Abwesenheit hilft Tom.",
    ),
    "french": plain("Réponse automatique : Your return", "Je suis absente du bureau. En cas d'urgence, appelez Tom."),
    "suppress": plain("Your return", "Thanks.", X_Auto_Response_Suppress="OOF, AutoReply"),
    "null sender": plain("Your return", "Thanks.", Return_Path="<>"),
    "auto-generated with words": plain("Your return", "Thanks.", Auto_Submitted="auto-generated; owner-email=x@y"),
    "zendesk": plain(
        "[Elm Care] Re: Your return",
        "##- Please type your reply above this line -##\n\nYour request (4711) has been received.",
    ),
    "freshdesk": plain("Ticket Received - Your return", "Dear Portal, we acknowledge receipt. #4711"),
    "service desk": plain(
        "[#INC-4711] Your return", "A ticket has been created. Our team will respond within 2 working days."
    ),
    "help desk in plain words": plain(
        "RE: Your return", "Thank you for contacting Elm Care. We aim to respond within two working days."
    ),
    "no-reply": plain("Your return", "We have your mail.", "Elm <no-reply@elm.example>"),
    "challenge": plain("Re: Your return", "I am using Boxbe. Click the link below to be let through."),
    "mdn": (
        "From: mia@elm.example\nTo: team@example.org\nSubject: Gelesen: Your return\nIn-Reply-To: "
        "{ID}\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type="disposition-notification"; boundary="b"\n\n--b\n'
        "Content-Type: text/plain\n\nGelesen.\n--b\nContent-Type: message/disposition-notification\n\n"
        "Final-Recipient: rfc822;mia@elm.example\nDisposition: manual-action/MDN-sent-manually; displayed\n\n--b--\n"
    ),
    "receipt in words": plain("Read: Your return", "Your message To: Portal was read on 26 November 2026."),
    "arf": (
        "From: fbl@isp.example\nTo: team+m{TOKEN}@example.org\nSubject: complaint\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=feedback-report; boundary="b"\n\n--b\nContent-Type: '
        "text/plain\n\n"
        "A complaint.\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: "
        "x/1\nVersion: 1\n\n"
        "--b\nContent-Type: message/rfc822\n\nMessage-ID: {ID}\nSubject: Hello\n\nx\n--b--\n"
    ),
    "proofpoint digest": plain("End User Digest: 3 new messages", "Held.", "quarantine@pp.example", Precedence="bulk"),
    "mimecast hold": plain(
        "Message on hold: Your return", "Your message has been held for review.", "x@mimecast.example"
    ),
    "delay": plain("Delayed Mail (still being retried)", "It is still being retried. mia@elm.example 4.4.1", DAEMON),
    "exim warning": plain(
        "Warning: message delayed 24 hours", "No action is required on your part. mia@elm.example", DAEMON
    ),
    "delivered": report(OWN_BLOCK.format("relayed", "2.0.0"), subject="Successful Mail Delivery Report"),
}

BY_PEOPLE = {
    "plain": plain("Re: Your return", "We will send it on Friday."),
    "quotes a bounce": plain("Fwd: Undeliverable: Your return", "This came back. 550 5.1.1 user unknown. Please ring."),
    "quotes an auto-reply": plain(
        "Re: Automatic reply: Your return", "I am back now and will send it.\n\n> I am away."
    ),
    "answers a ticket text": plain(
        "RE: [#4711] Your return",
        "Sorry about the robot. I'll ring.\n\n> Your ticket has been created. Do not reply to this.",
    ),
    "below what it quotes": plain("Re: Your return", "> This is an automated message.\n\nWe have no homes left. Mia"),
    "outlook quote": plain(
        "RE: Your return",
        "Done.\n\n-----Original Message-----\nFrom: Portal\nThis is an automated message. Do not reply to this.",
    ),
    "away and says when": plain("Re: Your return", "I am on leave until Monday. I'll complete the return then."),
    "received, by a person": plain("Re: Your return", "We have received your email and will send it by Friday. Mia"),
    "a short yes": plain("Your return", "Yes, fine."),
    "auto-submitted no": plain("Re: Your return", "Yes.", Auto_Submitted="no"),
    "forwarded bounce as a file": (
        "From: mia@elm.example\nTo: team+m{TOKEN}@example.org\nSubject: this came back\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="o"\n\n--o\nContent-Type: text/plain\n\nWhat is this?\n--o\n'
        "Content-Type: message/rfc822\n\n" + failed("5.1.1", "550 5.1.1 user unknown") + "\n--o--\n"
    ),
    "suppress of receipts alone": plain("Re: Your return", "Yes.", X_Auto_Response_Suppress="DR, RN"),
    "an automatic door": plain("Re: Your return", "The automatic doors cost £4,000, where do I enter them?"),
}
