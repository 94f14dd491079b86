"""Runs docs/running.md, block by block as it stands, in a fresh Debian, and then a browser against what came of it.

As root, on a Debian or Ubuntu with debootstrap: ``python3 docs/running/trial.py FOLDER``. The Python that runs it must
have playwright and a Chromium. FOLDER keeps the fresh Debian packed for the next time, the trial's own (``root``) and
the pictures. What cannot be had in a chroot (systemd itself, the mail server, a certificate that browsers know) has a
stand-in, which is named at the end. ``--share PATH`` lets pip see a folder of this machine; PIP_… goes along.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
MIRROR = "http://deb.debian.org/debian"
SOURCES = f"deb {MIRROR} bookworm main\ndeb {MIRROR}-security bookworm-security main\n"
HOST, MAIL_PORT = "costs.council.example", 2525
NOT_STARTED_BY_APT = "#!/bin/sh\nexit 101\n"
# The only lines of the document that are changed, as they are to be chosen by whoever reads it.
CHOSEN = {
    r"PORTAL_SOURCE=\S+": "PORTAL_SOURCE=/srv/source",
    r"PORTAL_VERSION=\S+": "PORTAL_VERSION=trial",
    r"smtp\+tls://\S+?:587": f"smtp://127.0.0.1:{MAIL_PORT}",
}
NEEDS_THE_NET = ("2. Packages", "3. The program")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--share", action="append", default=[], type=Path)
    options.add_argument("--stage", choices=("install", "run"))
    given = options.parse_args()
    folder = given.folder.resolve()
    if given.stage:
        mount(folder / "root", given.share, network=given.stage == "install")
        (install if given.stage == "install" else run)(folder)
        return
    fresh_debian(folder)
    source = folder / "source.git"
    shutil.rmtree(source, ignore_errors=True)
    subprocess.run(["git", "clone", "--quiet", "--bare", PROJECT, source], check=True)
    subprocess.run(["git", "-C", source, "branch", "--force", "trial", "HEAD"], check=True)
    for stage, apart in (("install", []), ("run", ["--net"])):
        shares = [word for path in given.share for word in ("--share", str(path))]
        words = ["unshare", "--mount", "--pid", "--fork", "--kill-child", *apart, sys.executable, __file__, str(folder)]
        subprocess.run([*words, "--stage", stage, *shares], check=True)


def fresh_debian(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    root, packed = folder / "root", folder / "debian.tar"
    if root.exists():
        shutil.rmtree(root)
    if not packed.exists():
        say("a fresh Debian 12")
        subprocess.run(["debootstrap", "--variant=minbase", "bookworm", root, MIRROR], check=True, stdout=2)
        subprocess.run(["tar", "-C", root, "-cf", packed, "."], check=True)
        return
    root.mkdir()
    subprocess.run(["tar", "-C", root, "-xf", packed], check=True)


def mount(root: Path, shares: list[Path], *, network: bool) -> None:
    binds = [
        (Path("/dev"), "dev"),
        (root.parent / "source.git", "srv/source"),
        *((path, str(path).lstrip("/")) for path in shares),
    ]
    for source, target in binds:
        (root / target).mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", "--rbind", source, root / target], check=True)
    subprocess.run(["mount", "-t", "proc", "proc", root / "proc"], check=True)
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", root / "run"], check=True)
    shutil.copyfile("/etc/resolv.conf", root / "etc/resolv.conf")
    if not network:
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def blocks() -> list[tuple[str, str]]:
    """Return the heading and the commands of each block of the document that is to be pasted, in its order."""
    text = (PROJECT / "docs/running.md").read_text(encoding="utf-8")
    found, heading = [], ""
    for part in re.finditer(r"^## ([^\n]+)$|^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        heading = part[1] or heading
        if part[2]:
            found.append((heading, part[2]))
    return found


def paste(root: Path, commands: str) -> None:
    """Paste commands into a shell of root's that knows what was chosen in the first block."""
    chosen = blocks()[0][1] + commands
    for pattern, instead in CHOSEN.items():
        chosen = re.sub(pattern, instead, chosen)
    path = "/usr/local/stand-in:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    pip = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    env = {"PATH": path, "HOME": "/root", "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8", **pip}
    subprocess.run(["chroot", root, "bash", "-euo", "pipefail", "-c", chosen], env=env, check=True)


def install(folder: Path) -> None:
    root = folder / "root"
    (root / "etc/apt/sources.list").write_text(SOURCES)
    (root / "usr/sbin/policy-rc.d").write_text(NOT_STARTED_BY_APT)
    (root / "usr/sbin/policy-rc.d").chmod(0o755)
    stand_ins = root / "usr/local/stand-in"
    for known in ("etc/tmpfiles.d", "etc/systemd/system", "usr/local/stand-in"):  # the first two come with systemd
        (root / known).mkdir(parents=True, exist_ok=True)
    for name in ("systemctl", "systemd-tmpfiles"):
        shutil.copyfile(HERE / "stand_in.py", stand_ins / name)
        (stand_ins / name).write_text("#!/usr/bin/python3\n" + (HERE / "stand_in.py").read_text())
        (stand_ins / name).chmod(0o755)
    for heading, commands in blocks():
        if heading in NEEDS_THE_NET:
            say(heading)
            paste(root, commands)


def run(folder: Path) -> None:
    root = folder / "root"
    (root / "etc/hosts").write_text(f"127.0.0.1 localhost {HOST}\n")
    mails = folder / "mails.txt"
    mails.unlink(missing_ok=True)
    sink = subprocess.Popen([sys.executable, HERE / "mail_sink.py", str(MAIL_PORT), mails])
    try:
        paste(root, "systemctl start postgresql")  # as Debian does when it is installed
        for heading, commands in blocks()[1:]:
            if heading not in NEEDS_THE_NET:
                say(heading)
                time.sleep(
                    int(os.environ.get("TRIAL_WAIT", "75")) if heading.startswith("10.") else 0
                )  # the first heartbeat
                paste(root, commands)
        ask_for_password(root, mails)
        check_units(folder)
        look(folder, root)
        start_again(root)
    finally:
        sink.terminate()
    say("all of docs/running.md held, with stand-ins for systemd, the mail server and a known certificate")


def ask_for_password(root: Path, mails: Path) -> None:
    say("the first administrator asks for a password")
    page = f"https://{HOST}/account/password/reset/"
    token = '$(sed -n \'s/.*csrfmiddlewaretoken" value="\\([^"]*\\).*/\\1/p\' /tmp/page | head -1)'
    words = f'-d "csrfmiddlewaretoken={token}" -d email=anna@council.example'
    paste(root, f"curl -sf -c /tmp/jar {page} > /tmp/page; curl -sf -b /tmp/jar -e {page} {words} {page}")
    until = time.monotonic() + 30
    while not mails.exists() and time.monotonic() < until:
        time.sleep(1)
    assert f"https://{HOST}/account/password/reset/key/" in mails.read_text(errors="replace").replace("=\n", "")


def check_units(folder: Path) -> None:
    """Have systemd judge the units, if it is here; as the portal's Python lies in the chroot, another stands in."""
    say("systemd-analyze verify")
    if not shutil.which("systemd-analyze"):
        return print("not run: no systemd here")
    for unit in sorted(HERE.glob("portal-*.service")):
        words = unit.read_text().replace("/opt/portal/current/.venv/bin/python", sys.executable)
        (folder / unit.name).write_text(words)
        subprocess.run(["systemd-analyze", "verify", "--man=no", folder / unit.name], check=True)


def look(folder: Path, root: Path) -> None:
    """Load an invented market in place of the two administrators, and walk through it in a browser."""
    say("an invented market, and the walk")
    paste(root, "systemctl stop portal-web portal-worker portal-beat; su postgres -c 'dropdb --force costofcare'")
    paste(root, "su postgres -c 'psql -q -v ON_ERROR_STOP=1 -f -' < /opt/portal/current/costofcare/servers/roles.sql")
    password = "trial-and-no-error-26"
    paste(root, f"portal-manage migrate -v 0; DEMO_PASSWORD={password} portal-manage load_demo --locations 12")
    paste(root, "systemctl start portal-web portal-worker portal-beat")
    paste(root, "cd /opt/portal/current; .venv/bin/python manage.py return_template homecare --output /tmp/blank.xlsx")
    wait_for_pages(root)
    walk = [
        sys.executable,
        HERE / "walk.py",
        f"https://{HOST}",
        "ada@example.org",
        password,
        root / "tmp/blank.xlsx",
        folder,
    ]
    with Path("/etc/hosts").open() as hosts:
        known = hosts.read()
    names = folder / "hosts"
    names.write_text(f"{known}\n127.0.0.1 {HOST}\n")
    subprocess.run(["mount", "--bind", names, "/etc/hosts"], check=True)
    subprocess.run(walk, check=True)


def wait_for_pages(root: Path) -> None:
    asked = f"curl -s --retry 30 --retry-all-errors --retry-delay 1 https://{HOST}/health/ready"
    paste(root, f"{asked} --fail; echo")


def start_again(root: Path) -> None:
    """Kill what serves and works, as a fault would, and see that it is there again by the units' rule."""
    say("killed, and started again")
    for program in ("gunicorn", "celery"):
        killed = processes(root, program)
        for process in killed:
            os.kill(process, signal.SIGKILL)
        time.sleep(8)
        print(f"{program}: {len(killed)} killed, {len(processes(root, program))} there again")
        assert processes(root, program)
    wait_for_pages(root)


def processes(root: Path, program: str) -> list[int]:
    found = [each for each in (root / "proc").iterdir() if each.name.isdecimal()]
    return [int(each.name) for each in found if f"-m\0{program}".encode() in command_of(each)]


def command_of(process: Path) -> bytes:
    try:
        return (process / "cmdline").read_bytes()
    except OSError:
        return b""


def say(words: str) -> None:
    print(f"── {words}", flush=True)


if __name__ == "__main__":
    main()
