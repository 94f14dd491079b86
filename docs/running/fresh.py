"""A fresh Debian in a folder, into which blocks of docs/running.md are pasted: for docs/running/trial.py alone."""

import os
import re
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
MIRROR = "http://deb.debian.org/debian"
SOURCES = f"deb {MIRROR} bookworm main\ndeb {MIRROR}-security bookworm-security main\n"
NOT_STARTED_BY_APT = "#!/bin/sh\nexit 101\n"
HOST, MAIL_PORT = "costs.council.example", 2525
# The versions, as branches of the copy that is cloned from: one to install, one that was before, one to upgrade to.
TRIAL, BEFORE, NEXT = "trial", "before", "next"
# The only lines of the document that are changed, as they are to be chosen by whoever reads it.
CHOSEN = {
    r"PORTAL_SOURCE=\S+": "PORTAL_SOURCE=/srv/source",
    r"PORTAL_VERSION=\S+": "PORTAL_VERSION={version}",
    r"PORTAL_NEW=\S+": f"PORTAL_NEW={NEXT}",
    r"smtp\+tls://\S+?:587": f"smtp://127.0.0.1:{MAIL_PORT}",
}


def say(words: str) -> None:
    print(f"── {words}", flush=True)


def fresh_debian(folder: Path) -> None:
    """Make ``root`` in ``folder`` a Debian 12 as debootstrap makes it, which is kept packed for the next time."""
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


def source(folder: Path, before: str) -> None:
    """Make the copy that is cloned from, with a branch for each version of the trial."""
    copy = folder / "source.git"
    shutil.rmtree(copy, ignore_errors=True)
    subprocess.run(["git", "clone", "--quiet", "--bare", PROJECT, copy], check=True)
    for branch, commit in ((TRIAL, "HEAD"), (NEXT, "HEAD"), (BEFORE, before)):
        subprocess.run(["git", "-C", copy, "branch", "--force", branch, commit], check=True)


def mount(root: Path, shares: list[Path], *, network: bool) -> None:
    binds = [
        (Path("/dev"), "dev"),
        (root.parent / "source.git", "srv/source"),
        *((path, str(path).lstrip("/")) for path in shares),
    ]
    for source_folder, target in binds:
        (root / target).mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", "--rbind", source_folder, root / target], check=True)
    subprocess.run(["mount", "-t", "proc", "proc", root / "proc"], check=True)
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", root / "run"], check=True)
    shutil.copyfile("/etc/resolv.conf", root / "etc/resolv.conf")
    if not network:
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        names = root.parent / "hosts"
        names.write_text(f"127.0.0.1 localhost {HOST}\n")
        shutil.copyfile(names, root / "etc/hosts")
        subprocess.run(["mount", "--bind", names, "/etc/hosts"], check=True)


def furnish(root: Path) -> None:
    """Put the stand-ins where they come first, and what a machine with systemd has."""
    (root / "etc/apt/sources.list").write_text(SOURCES)
    (root / "usr/sbin/policy-rc.d").write_text(NOT_STARTED_BY_APT)
    (root / "usr/sbin/policy-rc.d").chmod(0o755)
    stand_ins = root / "usr/local/stand-in"
    for known in ("etc/tmpfiles.d", "etc/systemd/system", "usr/local/stand-in"):  # the first two come with systemd
        (root / known).mkdir(parents=True, exist_ok=True)
    for name in ("systemctl", "systemd-tmpfiles"):
        (stand_ins / name).write_text("#!/usr/bin/python3\n" + (HERE / "stand_in.py").read_text())
        (stand_ins / name).chmod(0o755)


def blocks(begin: str = "") -> list[tuple[str, str]]:
    """Return heading and commands of each block that is to be pasted, in order, of headings that so ``begin``."""
    text = (PROJECT / "docs/running.md").read_text(encoding="utf-8")
    found, heading = [], ""
    for part in re.finditer(r"^## ([^\n]+)$|^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        heading = part[1] or heading
        if part[2] and re.match(begin, heading):
            found.append((heading, part[2]))
    return found


def paste(root: Path, commands: str, version: str = TRIAL) -> str:
    """Paste commands into a shell of root's that knows what was chosen in the first block; return what it said."""
    chosen = blocks()[0][1] + commands
    for pattern, instead in CHOSEN.items():
        chosen = re.sub(pattern, instead.format(version=version), chosen)
    path = "/usr/local/stand-in:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    pip = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    env = {"PATH": path, "HOME": "/root", "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8", **pip}
    words = ["chroot", root, "bash", "-euo", "pipefail", "-c", chosen]
    done = subprocess.run(words, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    print(done.stdout, end="", flush=True)
    if done.returncode:
        raise SystemExit(f"ended with {done.returncode}: {commands}")
    return done.stdout
