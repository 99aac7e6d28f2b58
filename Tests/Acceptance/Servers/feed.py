"""Reads one calendar from standard input and prints what the package `icalendar` makes of it, as JSON."""
import datetime
import json
import re
import sys

try:
    import icalendar
except ImportError:
    print(json.dumps({"missing": "icalendar"}))
    sys.exit()

calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())


def moment(value):
    """`2025-04-11` for a day, `2025-04-11T09:00:00+00:00` for a time."""
    return value.dt.isoformat() if value is not None else None


def text(component, name):
    value = component.get(name)
    return str(value) if value is not None else None


def unknown(component, name):
    """TEXT whose property the package does not know (RFC 7986 names NAME), so that it leaves the escapes in."""
    return re.sub(r"\\([\\;,nN])", lambda found: "\n" if found[1] in "nN" else found[1], text(component, name) or "")


def seconds(value):
    return int(value.dt.total_seconds()) if value is not None else None


def alarm(component):
    trigger = component["TRIGGER"].dt
    assert isinstance(trigger, datetime.timedelta), trigger
    return {"action": text(component, "ACTION"), "words": text(component, "DESCRIPTION"),
            "seconds": int(trigger.total_seconds())}


def event(component):
    categories = component.get("CATEGORIES")
    return {
        "uid": text(component, "UID"), "sequence": int(component["SEQUENCE"]), "stamp": moment(component["DTSTAMP"]),
        "modified": moment(component["LAST-MODIFIED"]), "start": moment(component["DTSTART"]),
        "end": moment(component.get("DTEND")), "summary": text(component, "SUMMARY"),
        "details": text(component, "DESCRIPTION"), "status": text(component, "STATUS"), "url": text(component, "URL"),
        "transparency": text(component, "TRANSP"), "categories": [str(one) for one in categories.cats],
        "alarms": [alarm(one) for one in component.walk("VALARM")],
    }


print(json.dumps({
    "version": text(calendar, "VERSION"), "product": text(calendar, "PRODID"), "method": text(calendar, "METHOD"),
    "name": unknown(calendar, "NAME"), "oldName": unknown(calendar, "X-WR-CALNAME"),
    "refresh": seconds(calendar.get("REFRESH-INTERVAL")), "lifetime": text(calendar, "X-PUBLISHED-TTL"),
    "components": [one.name for one in calendar.subcomponents],
    "events": [event(one) for one in calendar.walk("VEVENT")],
    "errors": [repr(one) for part in calendar.walk() for one in part.errors],
}))
