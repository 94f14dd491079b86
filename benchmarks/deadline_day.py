"""Benchmark of one provider on deadline day: sign in, work online, upload, put right, submit, in nineteen requests.

What is counted is the processor time of the web process, request by request, beside the same journey's empty page. The
worker's part, which reads the files, is done between the requests and not counted.
"""

import re
from time import process_time
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse

from accounts.actions import people, roles
from accounts.domain.roles import RoleName
from benchmarks.large_exercise import authority_named
from register.models import Authority, Exercise, Participation
from submissions.actions import process_upload
from submissions.models import Return, Upload, VersionFinding
from submissions.tests.cast import make_exercise, provider, take_part, workbook_for

PASSWORD = "known to everybody 1"
# As production does it, which is a good part of a sign-in.
HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AT_MOST = 1.0
WRONG = {"share_self_funded": "0.10"}
UNUSUAL = {"basic_pay_rate": "12.10"}
REASON = re.compile(r"<input[^>]*name=\"reason\"[^>]*value=\"([^\"]+)\"")


class Visit:
    """One provider's person with a browser, and the processor time that each of their requests took."""

    def __init__(self, asked: Participation, email: str) -> None:
        self.asked, self.email, self.client = asked, email, Client(SERVER_NAME="localhost")
        self.took: list[tuple[str, float]] = []
        self.text = ""

    def go(self, name: str, address: str, data: dict[str, Any] | None = None, *expected: int) -> Any:
        begun = process_time()
        answer = self.client.get(address) if data is None else self.client.post(address, data)
        self.took.append((name, process_time() - begun))
        if answer.status_code not in (expected or (200, 302)):
            raise ValueError(f"{name} answered {answer.status_code}")
        self.text = "" if answer.streaming else answer.content.decode(errors="replace")
        return answer

    def all(self) -> list[tuple[str, float]]:
        self.sign_in()
        self.work_online()
        submission = self.upload("a wrong workbook", **WRONG, **UNUSUAL)
        self.go("what we found", reverse("submissions:findings", args=[submission.id]))
        submission = self.upload("a right workbook", **UNUSUAL)
        self.explain(submission)
        self.submit(submission)
        return self.took

    def sign_in(self) -> None:
        login = reverse("account_login")
        self.go("the page to sign in", login)
        self.go("sign in", login, {"login": self.email, "password": PASSWORD}, 302)
        self.go("home", reverse("home"))
        self.go("the return", reverse("submissions:participation_detail", args=[self.asked.id]))

    def work_online(self) -> None:
        self.go("the pages online", reverse("submissions:online", args=[self.asked.id]))
        slug = re.findall(rf"{self.asked.id}/online/([a-z0-9-]+)/", self.text)[0]
        page = reverse("submissions:online_section", args=[self.asked.id, slug])
        self.go("a page online", page)
        hidden = dict(re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"', self.text))
        for step in range(2):
            save = reverse("submissions:online_save", args=[self.asked.id, slug])
            self.go("save as one types", save, {**hidden, "step": str(step)})

    def upload(self, name: str, **changed: str) -> Return:
        address = reverse("submissions:upload", args=[self.asked.id])
        self.go("the page to upload", address)
        data = workbook_for(self.asked, **changed)
        sent = {"file": SimpleUploadedFile("return.xlsx", data), "once": str(uuid4())}
        answer = self.go(name, address, sent, 302)
        upload = Upload.objects.filter(submission__participation=self.asked).order_by("received_at").last()
        if upload is None:
            raise ValueError("no upload was received")
        process_upload.process(upload.id)
        self.go("its progress", answer["Location"])
        return Return.objects.get(participation=self.asked)

    def explain(self, submission: Return) -> None:
        wanted = VersionFinding.objects.filter(version__submission=submission, severity="explain", audience="provider")
        for finding in wanted.filter(version__number=2):
            address = reverse("submissions:explain", args=[submission.id, finding.id])
            self.go("the page to explain", address)
            reason = REASON.search(self.text)[1]
            self.go("explain", address, {"reason": reason, "words": "Two of them are apprentices in their first year."})

    def submit(self, submission: Return) -> None:
        address = reverse("submissions:declaration", args=[submission.id])
        self.go("the declaration", address)
        given = {"version": "2", "name": "Ada Elm", "agreed": "on"}
        self.go("submit", address, given, 302)
        self.go("the receipt", reverse("submissions:receipt", args=[submission.id]))


def visitor(authority: Authority, exercise: Exercise, number: int) -> Visit:
    firm = provider(f"Firm {number}")
    asked = take_part(exercise, firm, f"Branch {number}", f"1-4{number:08}")
    email = f"person.{number}@example.org"
    person = people.add(by=None, email=email, full_name=f"Person {number}", password=PASSWORD)
    roles.grant(
        by=None, person=person, name=RoleName.PROVIDER_ADMINISTRATOR, provider_id=firm.id, scope_label=firm.name
    )
    return Visit(asked, email)


@override_settings(SECOND_FACTOR_REQUIRED=False, PASSWORD_HASHERS=HASHERS)
def rows(visits: int = 3) -> list[str]:
    authority = authority_named("Deadline")
    exercise = make_exercise(authority)
    taken = [visitor(authority, exercise, number).all() for number in range(visits + 1)][1:]
    names = [name for name, _ in taken[0]]
    least = [min(visit[place][1] for visit in taken) for place in range(len(names))]
    listed = [f"  {name:<42}{took * 1000:>11.2f} ms" for name, took in zip(names, least, strict=True)]
    slow = ": too slow" if sum(least) > AT_MOST else ""
    return [*listed, f"one provider, {len(names)} requests{sum(least):>30.2f} s, at most {AT_MOST} s{slow}"]
