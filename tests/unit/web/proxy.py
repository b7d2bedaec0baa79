"""A proxy that speaks https to people and plain HTTP to the app, as one on the same machine would.

For tests alone: one request for each connection, and no answer is kept.
"""

from __future__ import annotations

import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread


def certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for 127.0.0.1 that nobody else believes; return it and its key."""
    made, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-keyout", key, "-out", made, "-subj", "/CN=knee.example.org",
         "-addext", "subjectAltName=IP:127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip
    return made, key


@contextmanager
def https_before(port: int, made: Path, key: Path, client: str) -> Iterator[int]:
    """Pass requests on to a port and say that they come from one address; gives its own port."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(made, key)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    plain, _ = listening.accept()
                except OSError:
                    return
                Thread(target=_pass_on, args=(plain, context, port, client), daemon=True).start()

        Thread(target=serve, daemon=True).start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)


def _pass_on(plain: socket.socket, context: ssl.SSLContext, port: int, client: str) -> None:
    with suppress(OSError), context.wrap_socket(plain, server_side=True) as person:
        head, _, body = _until(person, b"\r\n\r\n").partition(b"\r\n\r\n")
        lines = [
            line
            for line in head.split(b"\r\n")
            if not line.lower().startswith((b"x-forwarded-for:", b"connection:"))
        ]
        length = next(
            (int(line[15:]) for line in lines if line[:15].lower() == b"content-length:"), 0
        )
        while len(body) < length:
            body += person.recv(65536)
        lines += [f"X-Forwarded-For: {client}".encode(), b"Connection: close", b"", b""]
        with socket.create_connection(("127.0.0.1", port)) as app:
            app.sendall(b"\r\n".join(lines) + body)
            while piece := app.recv(65536):
                person.sendall(piece)


def _until(connection: socket.socket, end: bytes) -> bytes:
    found = b""
    while end not in found:
        piece = connection.recv(65536)
        if not piece:
            raise OSError("gone")
        found += piece
    return found
