# SPDX-License-Identifier: MPL-2.0
"""An iCalendar file (RFC 5545) that calendars import: single events, no recipients, nothing personal.

METHOD:PUBLISH without ATTENDEE is a file to import; RFC 5546 would have an ORGANIZER too, which is an e-mail address
and makes Outlook show the meetings as somebody else's. The time zone is written out with the two rules that hold
now, since readers differ in how much of a longer history they take in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from uuid import UUID, uuid5

from attrs import frozen

from ..calendar import COPENHAGEN
from ..text import Language, printable

__all__ = ["Entry", "calendar_file", "uid"]

_NAMESPACE = UUID("4f0a5c1e-7d4b-5a5e-9a39-1c2b8d6f7e10")
_OCTETS = 75
_ZONE = f"""\
BEGIN:VTIMEZONE
TZID:{COPENHAGEN.key}
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE"""


@frozen
class Entry:
    """One event: from a moment to a moment, or from a date up to the date after its last."""

    uid: str
    starts: date | datetime
    ends: date | datetime
    summary: str
    description: tuple[str, ...]

    @property
    def day(self) -> date:
        """The date it begins on."""
        return self.starts.date() if isinstance(self.starts, datetime) else self.starts


def uid(*parts: str) -> str:
    """Give the id of an event: the same for the same parts, so that a file imported again changes its events."""
    return str(uuid5(_NAMESPACE, "/".join(parts)))


def calendar_file(entries: Iterable[Entry], stamp: date, language: Language) -> str:
    """Write the file, with line ends of its own; `stamp` is the date it says it was made on."""
    entries = tuple(entries)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//trivselrules//trivselrules//{language.upper()}"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    if any(isinstance(entry.starts, datetime) for entry in entries):
        lines += _ZONE.split("\n")
    lines += [line for entry in entries for line in _event(entry, stamp)]
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _event(entry: Entry, stamp: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART{_when(entry.starts)}"
    yield f"DTEND{_when(entry.ends)}"
    yield f"SUMMARY:{_text(entry.summary)}"
    yield f"DESCRIPTION:{_text(*entry.description)}"
    # A meeting takes its time; a day without one leaves the day free for others.
    yield f"TRANSP:{'OPAQUE' if isinstance(entry.starts, datetime) else 'TRANSPARENT'}"
    yield "END:VEVENT"


def _when(when: date | datetime) -> str:
    if isinstance(when, datetime):
        return f";TZID={COPENHAGEN.key}:{when.astimezone(COPENHAGEN):%Y%m%dT%H%M%S}"
    return f";VALUE=DATE:{when:%Y%m%d}"


def _text(*lines: str) -> str:
    """Write a text value: one line each, with what the format or a terminal could take for more than text escaped."""
    escaped = (printable(line).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,") for line in lines)
    return "\\n".join(escaped)


def _folded(line: str) -> str:
    """Break a line where it would be longer than the format allows, between characters and not inside one."""
    pieces, room = [""], _OCTETS
    for character in line:
        octets = len(character.encode())
        if octets > room:
            pieces.append("")
            room = _OCTETS - 1  # the space that continues a line counts
        pieces[-1] += character
        room -= octets
    return "\r\n ".join(pieces)
