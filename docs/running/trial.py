"""Runs docs/running.md, block by block as it stands, in a fresh Debian, and then a browser against what came of it.

As root, on a Debian or Ubuntu with debootstrap: ``python3 docs/running/trial.py FOLDER``. The Python that runs it must
have playwright, openpyxl and a Chromium. FOLDER keeps the fresh Debian packed for the next time, the trial's own
(``root``) and the pictures. What cannot be had in a chroot (systemd itself, the mail server, a certificate that
browsers know) has a stand-in. ``--share PATH`` lets pip see a folder of this machine; PIP_… goes along. ``--before``
is the commit from which one upgrades. At its end it prints a table of what it saw.
"""

import argparse
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from fresh import (
    BEFORE,
    HERE,
    HOST,
    MAIL_PORT,
    NEXT,
    PROJECT,
    TRIAL,
    blocks,
    fresh_debian,
    furnish,
    mount,
    paste,
    say,
    source,
)
from patient_visitor import PatientVisitor

# The first commit that these steps install: the oldest that can have been run so.
FIRST = "44c02fcd"
NEEDS_THE_NET = ("2. Packages", "3. The program")
STEPS, BACKUPS, UPGRADING = r"\d+\. ", "Backups", "Upgrading"
PASSWORD = "trial-and-no-error-26"
SERVICES = "portal-web portal-worker portal-beat"
SEEN: list[tuple[str, str]] = []


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--share", action="append", default=[], type=Path)
    options.add_argument("--before", default=FIRST)
    options.add_argument("--stage", choices=("install", "run"))
    given = options.parse_args()
    folder = given.folder.resolve()
    if given.stage:
        mount(folder / "root", given.share, network=given.stage == "install")
        (install if given.stage == "install" else run)(folder)
        return
    fresh_debian(folder)
    source(folder, given.before)
    for stage, apart in (("install", []), ("run", ["--net"])):
        shares = [word for path in given.share for word in ("--share", str(path))]
        words = ["unshare", "--mount", "--pid", "--fork", "--kill-child", *apart, sys.executable, __file__, str(folder)]
        subprocess.run([*words, "--stage", stage, *shares], check=True)


def install(folder: Path) -> None:
    """Paste what needs the net: for an older version, for this one, and for the one to upgrade to."""
    root = folder / "root"
    furnish(root)
    packages, program = [commands for heading, commands in blocks(STEPS) if heading in NEEDS_THE_NET]
    say("2. Packages")
    paste(root, packages)
    for version in (BEFORE, TRIAL):
        say(f"3. The program: {version}")
        paste(root, program, version)
    say("Upgrading: the new version beside the old one")
    paste(root, blocks(UPGRADING)[0][1])


def run(folder: Path) -> None:
    root, mails = folder / "root", folder / "mails.txt"
    mails.unlink(missing_ok=True)
    sink = subprocess.Popen([sys.executable, HERE / "mail_sink.py", str(MAIL_PORT), mails])
    try:
        paste(root, "systemctl start postgresql")  # as Debian does when it is installed
        follow_the_steps(root)
        ask_for_password(root, mails)
        check_units(folder)
        look(folder, root)
        start_again(root)
        back_up_and_restore(folder, root)
        upgrade(folder, root)
    finally:
        sink.terminate()
        table(folder)


def seen(what: str, words: str) -> None:
    SEEN.append((what, words))
    say(f"{what}: {words}")


def follow_the_steps(root: Path) -> None:
    for heading, commands in blocks(STEPS)[1:]:
        if heading in NEEDS_THE_NET:
            continue
        say(heading)
        time.sleep(75 if heading.startswith("10.") else 0)  # the first heartbeat
        said = paste(root, commands)
        if heading.startswith("10."):
            seen("steps 1 to 10: `doctor`", of_the_doctor(said))
            seen("`/health/ready` over TLS, the certificate checked", said.strip().splitlines()[-1][-60:])


def of_the_doctor(said: str) -> str:
    found = re.findall(r"^(ok|wrong|not looked at)  +(\S+(?: \S+)*)  ", said, re.MULTILINE)
    unseen = [name for state, name in found if state == "not looked at"]
    wrong = [name for state, name in found if state == "wrong"]
    rest = [f"{', '.join(unseen)} not looked at"] * bool(unseen) + [f"{', '.join(wrong)} WRONG"] * bool(wrong)
    return "; ".join([f"{sum(state == 'ok' for state, _ in found)} lines ok", *rest])


def ask_for_password(root: Path, mails: Path) -> None:
    page = f"https://{HOST}/account/password/reset/"
    token = '$(sed -n \'s/.*csrfmiddlewaretoken" value="\\([^"]*\\).*/\\1/p\' /tmp/page | head -1)'
    words = f'-d "csrfmiddlewaretoken={token}" -d email=anna@council.example'
    paste(root, f"curl -sf -c /tmp/jar {page} > /tmp/page; curl -sf -b /tmp/jar -e {page} {words} {page}")
    until = time.monotonic() + 30
    while not mails.exists() and time.monotonic() < until:
        time.sleep(1)
    assert f"https://{HOST}/account/password/reset/key/" in mails.read_text(errors="replace").replace("=\n", "")
    seen("step 11: the first administrator asks for a password", "a mail with a link to this host came")


def check_units(folder: Path) -> None:
    """Have systemd judge the units, if it is here; as the portal's Python lies in the chroot, another stands in."""
    if not shutil.which("systemd-analyze"):
        return seen("`systemd-analyze verify`", "NOT RUN: no systemd here")
    for unit in sorted(HERE.glob("portal-*.service")):
        words = unit.read_text().replace("/opt/portal/current/.venv/bin/python", sys.executable)
        (folder / unit.name).write_text(words)
        subprocess.run(["systemd-analyze", "verify", "--man=no", folder / unit.name], check=True)
    version = subprocess.run(["systemd-analyze", "--version"], capture_output=True, text=True).stdout.split("\n")[0]
    seen("`systemd-analyze verify`, each unit", f"nothing to say ({version})")


def invented_market(root: Path, manage: str) -> None:
    """Load an invented market in place of the two administrators, by the version that is current."""
    paste(root, f"systemctl stop {SERVICES}; su postgres -c 'dropdb --force costofcare'")
    paste(root, "su postgres -c 'psql -q -v ON_ERROR_STOP=1 -f -' < /opt/portal/current/costofcare/servers/roles.sql")
    paste(root, f"{manage} migrate -v 0; DEMO_PASSWORD={PASSWORD} {manage} load_demo --locations 40")
    paste(root, f"{manage} collectstatic --noinput | tail -1; systemctl start {SERVICES}")
    wait_for_pages(root)


def look(folder: Path, root: Path) -> None:
    invented_market(root, "portal-manage")
    walk(folder, "whole")


def walk(folder: Path, part: str) -> None:
    words = [sys.executable, HERE / "walk.py", f"https://{HOST}", PASSWORD, folder, part]
    done = subprocess.run(words, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(PROJECT)})
    print(done.stdout, end="", flush=True)
    for line in done.stdout.splitlines():
        what, _, words_of_it = line.partition(": ")
        SEEN.append((f"in a browser: {what}", words_of_it))
    assert not done.returncode, "the walk failed"


def wait_for_pages(root: Path) -> None:
    asked = f"curl -s --retry 30 --retry-all-errors --retry-delay 1 https://{HOST}/health/ready"
    paste(root, f"{asked} --fail; echo")


def start_again(root: Path) -> None:
    """Kill what serves and works, as a fault would, and see that it is there again by the units' rule."""
    for program in ("gunicorn", "celery"):
        killed = processes(root, program)
        for process in killed:
            os.kill(process, signal.SIGKILL)
        time.sleep(8)
        again = len(processes(root, program))
        assert again, program
        seen(f"all of {program} killed (SIGKILL)", f"{len(killed)} processes; {again} there again")
    wait_for_pages(root)


def processes(root: Path, program: str) -> list[int]:
    found = [each for each in (root / "proc").iterdir() if each.name.isdecimal()]
    return [int(each.name) for each in found if f"-m\0{program}".encode() in command_of(each)]


def command_of(process: Path) -> bytes:
    try:
        return (process / "cmdline").read_bytes()
    except OSError:
        return b""


def back_up_and_restore(folder: Path, root: Path) -> None:
    """Back up, drop the database, refuse a wrong key, restore, and find what was there."""
    (_, backing_up), (_, restoring) = blocks(BACKUPS)
    seen("Backups: `backup`", re.findall(r"\d[\d,]+ rows .*? bytes", paste(root, backing_up))[0])
    kept = f"systemctl stop {SERVICES}; su postgres -c 'dropdb --force costofcare'"
    paste(root, kept)
    paste(root, "su postgres -c 'psql -q -v ON_ERROR_STOP=1 -f -' < /opt/portal/current/costofcare/servers/roles.sql")
    keys = "cd /etc/portal/keys; cp -p BACKUP_KEYS /root/kept; "
    wrong = '/opt/portal/current/.venv/bin/python -c "import pyrage; print(pyrage.x25519.Identity.generate())"'
    said = paste(root, f"{keys}{wrong} > BACKUP_KEYS; portal-manage restore /var/backups/portal 2>&1 || echo refused")
    assert "was sealed for" in said and "refused" in said
    seen("restoring with a wrong key", "refused; nothing was changed")
    said = paste(root, f"cp -p /root/kept /etc/portal/keys/BACKUP_KEYS; rm /root/kept\n{restoring}")
    seen("the database dropped, then `restore`", re.findall(r"all \d+ tables.*?manifest", said)[0])
    wait_for_pages(root)
    walk(folder, "again")


def upgrade(folder: Path, root: Path) -> None:
    """Put the older version in place, let people in, and upgrade it while they are there."""
    _, tables, change, last = [commands for _, commands in blocks(UPGRADING)]
    paste(root, f"ln -sfn /opt/portal/{BEFORE} /opt/portal/current; cp /opt/portal/current/docs/running/*.service "
                "/etc/systemd/system/")  # fmt: skip
    invented_market(root, "portal-manage")
    walk(folder, "whole")
    with PatientVisitor(root / "etc/ssl/portal/ca.pem") as visitor:
        said = paste(root, tables)
        count = len(re.findall(r"Applying .*OK", said))
    seen(f"Upgrading from {BEFORE}: migrations while it serves", f"{count} run; {visitor}")
    walk(folder, "again")
    with PatientVisitor(root / "etc/ssl/portal/ca.pem") as visitor:
        said = paste(root, change)
    seen("Upgrading: the change", f"{visitor}; `doctor`: {of_the_doctor(said)}")
    walk(folder, "figures")
    go_back_and_finish(folder, root, last)


def go_back_and_finish(folder: Path, root: Path, last: str) -> None:
    """Let the older version serve once more, then the new one for good."""
    paste(root, f"ln -sfn /opt/portal/{BEFORE} /opt/portal/current; systemctl restart {SERVICES}")
    wait_for_pages(root)
    walk(folder, "figures")
    seen("Back: the older version on the newer tables", "the same walk")
    paste(root, f"ln -sfn /opt/portal/{NEXT} /opt/portal/current; systemctl restart {SERVICES}")
    wait_for_pages(root)
    seen("Upgrading: `seal_the_wall`", paste(root, last).strip().splitlines()[-1])
    walk(folder, "figures")


def table(folder: Path) -> None:
    """Print what was seen as it is to stand in the document."""
    words = ["git", "-C", folder / "source.git", "log", "-1", "--format=%h", TRIAL]
    commit = subprocess.run(words, capture_output=True, text=True).stdout
    when, system = time.strftime("%d %B %Y, %H:%M UTC", time.gmtime()), platform.machine()
    print(f"\nCommit {commit.strip()}, {when}, {system}, {os.cpu_count()} cores.\n\n| what | seen |\n|---|---|")
    for what, words in SEEN:
        print(f"| {what} | {words} |")


if __name__ == "__main__":
    main()
