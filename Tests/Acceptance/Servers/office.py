"""A mail server (aiosmtpd, STARTTLS and AUTH) that one test has to itself and tells what to do.

Orders, one a line on standard input: `credit N` (answer N more letters), `free` (answer all from now on, as at the
start), `refuse ADDRESS`, `defer ADDRESS`, `take ADDRESS` (undoes both; the address may be the sender's), `ping`. Everything that happens is one JSON line on
standard output: `ready` with port and certificate; `letter`, decoded by Python's own `email` package, once its last
byte has come and before it is answered; `answered`; `refused`; `deferred`; `login`; `order` when an order holds.
Leaves when its standard input is closed.
"""
import asyncio
import email
import email.policy
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
    print(json.dumps({"event": "missing"}), flush=True)
    sys.exit(0)

logging.disable(logging.CRITICAL)  # clients that vanish are what we test, not news
USER, PASSWORD = b"office", "口令-open sesame".encode()


def tell(event, **facts):
    print(json.dumps({"event": event, **facts}), flush=True)


# `openssl req` takes no dates of the past; its little authority does.
AUTHORITY = """
[ca]
default_ca = own
[own]
new_certs_dir = {0}
database = {0}/index.txt
rand_serial = yes
default_md = sha256
policy = any
x509_extensions = names
[any]
commonName = supplied
[names]
subjectAltName = {1}
basicConstraints = critical,CA:TRUE
"""


def run(*words):
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def expired(folder, subject):
    key, pem = os.path.join(folder, "key.pem"), os.path.join(folder, "certificate.pem")
    request, settings = os.path.join(folder, "request.pem"), os.path.join(folder, "authority.cnf")
    with open(settings, "w") as file:
        file.write(AUTHORITY.format(folder, subject))
    open(os.path.join(folder, "index.txt"), "w").close()
    run("openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
        key, "-out", request, "-subj", "/CN=duban-test")
    run("openssl", "ca", "-batch", "-selfsign", "-config", settings, "-keyfile", key, "-in", request, "-out", pem,
        "-startdate", "20200101000000Z", "-enddate", "20200201000000Z", "-notext")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem, key)
    return context, pem


def certificate(folder, subject):
    key, pem = os.path.join(folder, "key.pem"), os.path.join(folder, "certificate.pem")
    run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
        "2", "-keyout", key, "-out", pem, "-subj", "/CN=duban-test", "-addext", "subjectAltName=" + subject)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem, key)
    return context, pem


def decoded(data):
    letter = email.message_from_bytes(data, policy=email.policy.default)
    text, html = letter.get_body(("plain",)), letter.get_body(("html",))
    return {
        "subject": str(letter["Subject"]), "from": str(letter["From"]), "to": str(letter["To"]),
        "id": str(letter["Message-ID"]), "automatic": str(letter["Auto-Submitted"]),
        "text": text.get_content().replace("\r\n", "\n") if text else "", "html": html.get_content() if html else "",
        "calendars": [
            one.get_payload(decode=True).decode() for one in letter.iter_attachments()
            if one.get_content_type() == "text/calendar" and one.get_filename() == "duban.ics"],
        "ascii": all(byte < 128 for byte in data),
        "defects": [repr(one) for part in letter.walk() for one in part.defects]
        + [repr(one) for value in letter.values() for one in value.defects],
    }


class Office:
    def __init__(self):
        self.credit, self.open, self.refused, self.deferred = asyncio.Semaphore(0), True, set(), set()

    def login(self, server, session, envelope, mechanism, data):
        good = data.login == USER and data.password == PASSWORD
        tell("login", good=good)
        return AuthResult(success=good, handled=False)

    async def handle_MAIL(self, server, session, envelope, address, options):
        if address in self.refused:
            tell("refused", sender=address)
            return "550 5.7.1 sender not permitted: " + address
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 fine"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refused:
            tell("refused", recipient=address)
            return "550 5.1.1 no such mailbox: " + address
        if address in self.deferred:
            tell("deferred", recipient=address)
            return "451 4.2.0 greylisted, try again"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 fine"

    async def handle_DATA(self, server, session, envelope):
        tell("letter", recipient=envelope.rcpt_tos[0], recipients=len(envelope.rcpt_tos), sender=envelope.mail_from,
             encrypted=session.ssl is not None, login=bool(session.authenticated),
             **decoded(envelope.original_content))
        if not self.open:
            await self.credit.acquire()
        tell("answered", recipient=envelope.rcpt_tos[0])
        return "250 2.0.0 Ok: queued"

    def order(self, line):
        verb, _, rest = line.strip().partition(" ")
        if verb == "credit":
            self.open = False
            for _ in range(int(rest)):
                self.credit.release()
        elif verb == "free":
            self.open = True
            for _ in range(1000):
                self.credit.release()
        elif verb == "refuse":
            self.refused.add(rest)
        elif verb == "defer":
            self.deferred.add(rest)
        elif verb == "take":
            self.refused.discard(rest)
            self.deferred.discard(rest)
        tell("order", order=line.strip())


async def main():
    plain = "plain" in sys.argv[1:]
    subject = "DNS:other.example.org" if "other-name" in sys.argv[1:] else "DNS:localhost,IP:127.0.0.1"
    with tempfile.TemporaryDirectory(prefix="duban-office-") as folder:
        context, pem = (expired if "expired" in sys.argv[1:] else certificate)(folder, subject)
        office, loop = Office(), asyncio.get_running_loop()
        tls = {} if plain else {
            "tls_context": context, "require_starttls": True, "auth_required": True, "authenticator": office.login}
        server = await loop.create_server(
            lambda: SMTP(office, hostname="mail.example.org", enable_SMTPUTF8=False, **tls), "127.0.0.1", 0, backlog=200)
        reader = asyncio.StreamReader()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        tell("ready", port=server.sockets[0].getsockname()[1], authority=pem)
        while line := await reader.readline():
            office.order(line.decode())
        server.close()


asyncio.run(main())
