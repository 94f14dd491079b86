"""Takes mail on a port of this machine and keeps it in a file: for docs/running/trial.py alone."""

import socketserver
import sys
from pathlib import Path


class Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.say("220 trial")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word == "DATA":
                self.take()
            elif word == "QUIT":
                return self.say("221 bye")
            else:
                self.say("250 trial")

    def take(self) -> None:
        self.say("354 go on")
        with Path(sys.argv[2]).open("ab") as file:
            while (line := self.rfile.readline()) not in (b".\r\n", b""):
                file.write(line)
        self.say("250 taken")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


if __name__ == "__main__":
    socketserver.ThreadingTCPServer.allow_reuse_address = True
    socketserver.ThreadingTCPServer(("127.0.0.1", int(sys.argv[1])), Session).serve_forever()
