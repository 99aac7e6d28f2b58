"""Reads one letter from standard input and prints what Python's own `email` package makes of it, as JSON."""
import email
import email.policy
import json
import sys

letter = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)


def box(name):
    value = letter[name]
    return [[one.display_name, one.addr_spec] for one in value.addresses] if value is not None else []


def content(part):
    """The text with the line ends of this system."""
    return part.get_content().replace("\r\n", "\n") if part is not None else None


text = letter.get_body(("plain",))
html = letter.get_body(("html",))
print(json.dumps({
    "subject": letter["Subject"], "from": box("From"), "to": box("To"), "replyTo": box("Reply-To"),
    "seconds": int(letter["Date"].datetime.timestamp()),
    "offset": int(letter["Date"].datetime.utcoffset().total_seconds()),
    "messageID": letter["Message-ID"], "automatic": letter["Auto-Submitted"], "language": letter["Content-Language"],
    "headers": {name: value for name, value in letter.items() if name.startswith("X-")},
    "text": content(text),
    "html": content(html),
    "attachments": [
        {"name": one.get_filename(), "type": one.get_content_type(), "bytes": list(one.get_payload(decode=True))}
        for one in letter.iter_attachments()],
    "defects": [repr(one) for part in letter.walk() for one in part.defects]
    + [repr(one) for value in letter.values() for one in value.defects],
}))
