"""A real mail server (aiosmtpd) for the acceptance tests: plain, STARTTLS with AUTH, SMTPS with AUTH.

Prints one JSON line when it is ready: the ports, the certificate to trust, the file it writes. Every letter
accepted, and every login tried, is one JSON line in that file, written before the client gets its answer.
Leaves when its standard input is closed.
"""
import asyncio
import json
import logging
import os
import ssl
import subprocess
import sys
import tempfile

try:
    from aiosmtpd.smtp import SMTP, AuthResult
except ImportError:
    print(json.dumps({"missing": "aiosmtpd"}), flush=True)
    sys.exit(0)

logging.disable(logging.CRITICAL)  # clients that refuse our certificate are what we test, not news
USER, PASSWORD = b"office", "口令-open sesame".encode()


def certificate(folder, name, subject):
    """A self-signed certificate, which is also the authority to trust."""
    key, pem = os.path.join(folder, name + ".key"), os.path.join(folder, name + ".pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", pem,
         "-subj", "/CN=duban-test", "-addext", "subjectAltName=" + subject],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem, key)
    return context, pem


class Recorder:
    def __init__(self, path, door):
        self.path, self.door = path, door

    def write(self, entry):
        with open(self.path, "a", encoding="utf-8") as file:
            file.write(json.dumps({"door": self.door, **entry}) + "\n")

    async def handle_DATA(self, server, session, envelope):
        self.write({
            "event": "letter", "sender": envelope.mail_from, "recipients": envelope.rcpt_tos,
            "encrypted": session.ssl is not None or self.door == "smtps",
            "login": session.authenticated, "helo": session.host_name,
            "data": envelope.original_content.decode("ascii")})
        return "250 2.0.0 Ok: queued as T%d" % os.getpid()

    def login(self, server, session, envelope, mechanism, data):
        good = data.login == USER and data.password == PASSWORD
        self.write({"event": "login", "good": good})
        return AuthResult(success=good, handled=False)


async def main():
    with tempfile.TemporaryDirectory(prefix="duban-mail-") as folder:
        record = os.path.join(folder, "record.jsonl")
        open(record, "w").close()
        good, pem = certificate(folder, "good", "DNS:localhost,IP:127.0.0.1")
        other, other_pem = certificate(folder, "other", "DNS:other.example.org")
        loop = asyncio.get_running_loop()

        def door(name, tls=None, **options):
            recorder = Recorder(record, name)
            if options.get("auth_required"):
                options["authenticator"] = recorder.login
            return loop.create_server(
                lambda: SMTP(recorder, hostname="mail.example.org", enable_SMTPUTF8=False, **options),
                "127.0.0.1", 0, ssl=tls, backlog=200)

        login = {"auth_required": True}
        doors = {
            "plain": await door("plain"),
            "starttls": await door("starttls", tls_context=good, require_starttls=True, **login),
            "smtps": await door("smtps", tls=good, auth_require_tls=False, **login),
            "otherName": await door("otherName", tls_context=other, require_starttls=True),
        }
        ports = {name: server.sockets[0].getsockname()[1] for name, server in doors.items()}
        print(json.dumps({"ports": ports, "authority": pem, "otherAuthority": other_pem, "record": record}), flush=True)
        await loop.run_in_executor(None, sys.stdin.buffer.read)


asyncio.run(main())
