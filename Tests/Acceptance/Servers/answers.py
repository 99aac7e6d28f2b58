"""A web server that answers well or badly on purpose, over TCP, TLS and a Unix socket.

Certificates and socket lie in a folder of its own; what lies there in `pages` is served under `/pages/`. Paths: `/echo` tells as JSON what was asked, and over the how-manieth connection; `/status/N`; `/redirect`;
`/large/N` (a body of N bytes) and `/endless` (a body without an end); `/fields/N` (a head of N fields); `/early` (another
head comes first); `/trailer`; `/cut` (the body ends too early); `/drop` (no answer); `/once` (the connection is closed
after an answer that promised to keep it); `/stall` (never answers).

Prints one JSON line when it listens: the ports and the folder. Port `closed` refuses,
`banner` says what no web server says, `mute` never says anything.
Leaves when its standard input is closed, and the folder with it.
"""
import http.server
import json
import os
import socket
import socketserver
import ssl
import subprocess
import sys
import tempfile
import threading
import urllib.parse

KINDS = {".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".png": "image/png"}


def certificate(folder, name, subject):
    """A self-signed certificate, which is also the authority to trust."""
    key, pem = os.path.join(folder, name + ".key"), os.path.join(folder, name + ".pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", pem,
         "-subj", "/CN=duban-test", "-addext", "subjectAltName=" + subject],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem, key)
    return context


class Answers(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    connections = 0
    folder = ""
    counting = threading.Lock()

    def setup(self):
        super().setup()
        with Answers.counting:
            Answers.connections += 1
            self.number = Answers.connections

    def log_message(self, *words):
        pass

    def answer(self, status, body=b"", kind="text/plain; charset=utf-8", **fields):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in fields.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def serve(self):
        length = int(self.headers.get("Content-Length", "0"))
        self.body = self.rfile.read(length)
        steps = urllib.parse.urlsplit(self.path).path.split("/")[1:]
        method = getattr(self, "on_" + steps[0], None)
        if method is None:
            self.answer(404, b"nothing here")
        else:
            method(*steps[1:])

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = serve

    def on_echo(self, *rest):
        told = {"method": self.command, "path": self.path, "connection": self.number,
                "headers": [[name.lower(), value] for name, value in self.headers.items()],
                "body": self.body.decode("latin-1")}
        self.answer(200, json.dumps(told).encode(), "application/json", **{"X-Word": "督办".encode().decode("latin-1")})

    def on_pages(self, name):
        path = os.path.join(Answers.folder, "pages", os.path.basename(name))
        if not os.path.isfile(path):
            return self.answer(404, b"no such page")
        with open(path, "rb") as file:
            self.answer(200, file.read(), KINDS.get(os.path.splitext(path)[1], "application/octet-stream"))

    def on_status(self, number):
        self.answer(int(number), b"" if number in ("204", "304") else b"as asked")

    def on_redirect(self):
        self.answer(302, Location="/echo")

    def on_large(self, size):
        self.answer(200, b"x" * int(size))

    def on_fields(self, count):
        self.answer(200, **{f"X-{number}": "x" * 1000 for number in range(int(count))})

    def raw(self, *parts):
        self.close_connection = True
        try:
            for part in parts:
                self.wfile.write(part)
        except OSError:
            pass  # the client gave up, as it should

    def on_endless(self):
        head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        self.raw(head, *(b"10000\r\n" + b"x" * 0x10000 + b"\r\n" for _ in range(10000)))

    def on_early(self):
        self.raw(b"HTTP/1.1 103 Early Hints\r\nX-Early: yes\r\n\r\nHTTP/1.1 200 OK\r\nX-Late: yes\r\nContent-Length: 2\r\n\r\nok")

    def on_trailer(self):
        self.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Trailer: yes\r\n\r\n")

    def on_cut(self):
        self.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nok")

    def on_drop(self):
        self.raw()

    def on_once(self):
        self.answer(200, b"once")
        self.close_connection = True

    def on_stall(self):
        self.rfile.read(1)
        self.close_connection = True


class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    daemon_threads = True
    request_queue_size = 50

    def __init__(self, address, context=None, handler=Answers):
        self.context = context
        super().__init__(address, handler)

    def finish_request(self, request, client):
        # The handshake belongs to the connection's own thread; a client that refuses our certificate is no news.
        if self.context:
            request = self.context.wrap_socket(request, server_side=True)
        super().finish_request(request, client)

    def handle_error(self, request, client):
        pass


class UnixServer(Server):
    address_family = socket.AF_UNIX


class Banner(socketserver.BaseRequestHandler):
    def handle(self):
        self.request.sendall(b"220 mail.example.org ESMTP\r\n")
        self.request.recv(1000)


class Mute(socketserver.BaseRequestHandler):
    def handle(self):
        while self.request.recv(1000):
            pass


def main(folder):
    Answers.folder = folder
    os.mkdir(os.path.join(folder, "pages"))
    good = certificate(folder, "good", "DNS:localhost,IP:127.0.0.1")
    other = certificate(folder, "other", "DNS:other.example.org")
    here = ("127.0.0.1", 0)
    doors = {
        "plain": Server(here), "tls": Server(here, good), "otherName": Server(here, other),
        "banner": Server(here, handler=Banner), "mute": Server(here, handler=Mute),
    }
    for server in [*doors.values(), UnixServer(os.path.join(folder, "socket"))]:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    closed = socket.socket()
    closed.bind(here)  # bound, so that nobody else gets the port, and not listening
    ports = {name: server.server_address[1] for name, server in doors.items()}
    ports["closed"] = closed.getsockname()[1]
    print(json.dumps({"ports": ports, "folder": folder}), flush=True)
    sys.stdin.buffer.read()


with tempfile.TemporaryDirectory(prefix="duban-web-") as own:
    main(own)
