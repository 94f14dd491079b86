"""Stands in for systemd where there is none (a chroot, a container), for docs/running/trial.py alone.

As ``systemctl`` it starts Debian's servers by their own programs, and our units by what their files say: user, group,
settings, credentials, folders, command and rule of starting again. Hardening is systemd's own and not shown.
"""

import grp
import os
import pwd
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

UNITS, RUN, LOGS = Path("/etc/systemd/system"), Path("/run/stand-in"), Path("/var/log/portal")
OTHERS = {
    "postgresql": "pg_ctlcluster 15 main restart",
    "redis-server": "su redis -s /bin/sh -c 'redis-server /etc/redis/redis.conf --daemonize yes'",
    "nginx": "nginx -s reload 2>/dev/null || nginx",
}


def main(program: str, arguments: list[str]) -> int:
    if program == "systemd-tmpfiles":
        return make_folders(Path(arguments[-1]))
    verb, *units = [word for word in arguments if not word.startswith("-")]
    if verb in ("enable", "start", "restart", "stop"):
        for unit in units:
            control(verb, unit.removesuffix(".service"))
    return 0


def make_folders(file: Path) -> int:
    for _, folder, mode, user, group in (line.split()[:5] for line in file.read_text().splitlines()):
        subprocess.run(["install", "-d", "-m", mode, "-o", user, "-g", group, folder], check=True)
    return 0


def control(verb: str, unit: str) -> None:
    if unit in OTHERS:
        subprocess.run(OTHERS[unit], shell=True, check=True)
        return
    known = RUN / f"{unit}.pid"
    if verb in ("stop", "restart") and known.exists():
        end(int(known.read_text()))
    if verb != "stop":
        RUN.mkdir(exist_ok=True)
        LOGS.mkdir(exist_ok=True)
        with (LOGS / f"{unit}.log").open("a") as log:
            child = subprocess.Popen(
                [sys.executable, __file__, "--run", unit],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        known.write_text(str(child.pid))


def end(supervisor: int) -> None:
    os.kill(supervisor, signal.SIGTERM)
    while Path(f"/proc/{supervisor}/stat").exists() and " Z " not in Path(f"/proc/{supervisor}/stat").read_text():
        time.sleep(0.1)


def settings_of(unit: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (UNITS / f"{unit}.service").read_text().splitlines():
        name, sign, value = line.partition("=")
        if sign and not line.startswith("#"):
            found.setdefault(name, []).append(value)
    return found


def supervise(unit: str) -> int:
    """Run a unit's command as its file says, and again whenever it ends, but for the status that forbids it."""
    said = settings_of(unit)
    user, group = said["User"][0], said["Group"][0]
    environment = environment_of(unit, said)
    words = shlex.split(said["ExecStart"][0])
    command = ["setpriv", f"--reuid={user}", f"--regid={group}", "--init-groups", "--no-new-privs", *words]
    stopping = []
    signal.signal(signal.SIGTERM, lambda *_: (stopping.append(1), process.terminate()))
    while True:
        process = subprocess.Popen(command, env=environment, cwd=said["WorkingDirectory"][0], umask=0o077)
        status = process.wait()
        print(f"stand-in: {unit} ended with {status}", flush=True)
        if stopping or str(status) in said.get("RestartPreventExitStatus", []):
            return 0
        time.sleep(float(said["RestartSec"][0]))


def environment_of(unit: str, said: dict[str, list[str]]) -> dict[str, str]:
    lines = [line for line in Path(said["EnvironmentFile"][0]).read_text().splitlines() if line and line[0] != "#"]
    pairs = [pair for text in (*lines, *said["Environment"]) for pair in shlex.split(text)]
    made = {"PATH": os.environ["PATH"], **dict(pair.split("=", 1) for pair in pairs)}
    user, group = said["User"][0], said["Group"][0]
    for kind, parent in (("Runtime", "/run"), ("State", "/var/lib")):
        for name in said.get(f"{kind}Directory", []):
            if kind == "Runtime":
                shutil.rmtree(f"{parent}/{name}", ignore_errors=True)
            made[f"{kind.upper()}_DIRECTORY"] = folder(f"{parent}/{name}", said[f"{kind}DirectoryMode"][0], user, group)
    made["CREDENTIALS_DIRECTORY"] = folder(f"/run/credentials/{unit}", "0500", user, group)
    for name, path in (line.split(":", 1) for line in said["LoadCredential"]):
        kept = Path(made["CREDENTIALS_DIRECTORY"]) / name
        shutil.copyfile(path, kept)
        kept.chmod(0o400)
        os.chown(kept, pwd.getpwnam(user).pw_uid, grp.getgrnam(group).gr_gid)
    return made


def folder(path: str, mode: str, user: str, group: str) -> str:
    subprocess.run(["install", "-d", "-m", mode, "-o", user, "-g", group, path], check=True)
    return path


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        sys.exit(supervise(sys.argv[2]))
    sys.exit(main(Path(sys.argv[0]).name, sys.argv[1:]))
