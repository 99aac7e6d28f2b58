"""A mail server that fails on purpose, one port for each way of failing.

A fault is STAGE-ACT. Stages: banner ehlo auth mail rcpt data dot. Acts: a reply code to give there, `drop` (close
the connection) or `stall` (never answer). Further: `body-drop` closes in the middle of the letter, `once-drop`
closes quietly after each letter taken, `once-421` answers the second MAIL on a connection with 421 and closes,
`echo-550` repeats the recipient in its refusal, `split-550` refuses in several lines, `bare-nothing` offers no AUTH
and refuses to relay, `relay-530` wants a login, `crowd-421` serves two connections at a time, `quit-stall` never answers QUIT, `none-none` does everything right.

Prints one JSON line with the ports when it is ready, and one line `{"stalled": FAULT}` whenever it stalls.
Leaves when its standard input is closed.
"""
import asyncio
import json
import sys

STAGES = ["banner", "ehlo", "auth", "mail", "rcpt", "data", "dot"]
CODES = {
    "banner": ["421", "554"], "ehlo": ["421", "550"], "auth": ["454", "535"], "mail": ["451", "550", "552", "421"],
    "rcpt": ["451", "550", "421"], "data": ["451", "554"], "dot": ["451", "552", "421"],
}
FAULTS = [f"{stage}-{act}" for stage in STAGES for act in CODES[stage] + ["drop", "stall"]]
FAULTS += ["body-drop", "once-drop", "once-421", "echo-550", "split-550", "bare-nothing", "relay-530",
           "crowd-421", "quit-stall", "none-none"]


class Gone(Exception):
    """The connection is over."""


class Session:
    def __init__(self, fault, reader, writer, guests):
        self.fault, self.reader, self.writer, self.guests = fault, reader, writer, guests
        self.stage, self.act = fault.split("-")
        self.letters = 0

    async def say(self, *lines):
        for line in lines:
            self.writer.write(line.encode() + b"\r\n")
        await self.writer.drain()

    async def at(self, stage, *usual):
        """Fails here if this is the stage to fail at, else gives the usual answer. True when all went as usual."""
        if stage != self.stage:
            await self.say(*usual)
            return True
        if self.act == "drop":
            raise Gone
        if self.act == "stall":
            print(json.dumps({"stalled": self.fault}), flush=True)
            await self.reader.read()
            raise Gone
        await self.say(self.act + " 4.0.0 failing on purpose" if self.act[0] == "4" else self.act + " 5.0.0 failing on purpose")
        if self.act == "421":
            raise Gone
        return False

    async def line(self):
        line = await self.reader.readline()
        if not line:
            raise Gone
        return line.decode("latin-1").strip()

    async def run(self):
        if self.stage == "crowd" and self.guests > 2:
            await self.say("421 4.7.0 too many connections")
            raise Gone
        if not await self.at("banner", "220 faulty.example.org ESMTP"):
            raise Gone
        while True:
            line = await self.line()
            verb = line.split(" ")[0].upper()
            handler = getattr(self, "on_" + verb.lower(), None)
            if handler is None:
                await self.say("500 what")
            else:
                await handler(line)

    async def on_ehlo(self, line):
        login = [] if self.stage in ("bare", "relay") else ["250-AUTH PLAIN LOGIN"]
        await self.at("ehlo", "250-faulty.example.org", *login, "250 SIZE 100000000")

    async def on_helo(self, line):
        await self.at("ehlo", "250 faulty.example.org")

    async def on_auth(self, line):
        if line.upper() == "AUTH PLAIN":
            await self.say("334 ")
            await self.line()
        await self.at("auth", "235 2.7.0 welcome")

    async def on_mail(self, line):
        if self.fault == "once-421" and self.letters == 1:
            await self.say("421 4.7.0 too many letters on one connection")
            raise Gone
        if self.stage == "relay":
            await self.say("530 5.7.0 authentication required")
        elif self.stage == "bare":
            await self.say("550 5.7.1 relaying denied")
        else:
            await self.at("mail", "250 2.1.0 fine")

    async def on_rcpt(self, line):
        recipient = line.split("<")[-1].split(">")[0]
        if self.stage == "echo":
            await self.say(f"550 5.1.1 <{recipient}>: {recipient.split('@')[0]} is not known to me\x07")
        elif self.stage == "split":
            await self.say("550-5.1.1 first line", "550-5.1.1 second line", "550 5.1.1 " + "long " * 200)
        else:
            await self.at("rcpt", "250 2.1.5 fine")

    async def on_data(self, line):
        if not await self.at("data", "354 go on"):
            return
        if self.stage == "body":
            await self.reader.readline()
            raise Gone
        while await self.line() != ".":
            pass
        await self.at("dot", "250 2.0.0 taken")
        self.letters += 1
        if self.fault == "once-drop":
            raise Gone

    async def on_quit(self, line):
        await self.at("quit", "221 bye")
        raise Gone


async def main():
    def serve(fault):
        guests = set()

        async def client(reader, writer):
            guests.add(writer)
            try:
                await Session(fault, reader, writer, len(guests)).run()
            except (Gone, OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                pass
            finally:
                guests.discard(writer)
                writer.close()
        return asyncio.start_server(client, "127.0.0.1", 0)

    servers = {fault: await serve(fault) for fault in FAULTS}
    ports = {fault: server.sockets[0].getsockname()[1] for fault, server in servers.items()}
    print(json.dumps({"ports": ports}), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.buffer.read)


asyncio.run(main())
