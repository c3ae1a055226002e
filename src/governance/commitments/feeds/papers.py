"""From the milestones of a feed to a calendar that other programs read."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from governance.base.errors import N_
from governance.base.words import translate
from governance.commitments.days.queries import DayShown, Whom
from governance.commitments.days.rules import WhomKind
from governance.commitments.feeds.queries import FeedRead
from governance.commitments.rules import LineState
from governance.documents.calendars import Calendar, Event
from governance.web.addresses import page

NAMES = {
    WhomKind.PERSON: N_("My milestones"),
    WhomKind.ORGANISATION: N_("Milestones of {name}"),
    WhomKind.COMMITTEE: N_("Milestones, {name}"),
}
TEXT = N_("Milestones of administrative agreements. It changes by itself when one moves.")
TITLE = N_("{title} ({organisation})")
REACHED = N_("Reached: {title} ({organisation})")
OF = N_("Commitment {number}: {title}")


def calendar_of(feed: FeedRead, address: str) -> Calendar:
    """The feed as a calendar; ``address`` is that of the service. No words of any report."""
    say = _Saying(feed.language)
    events = [_event(one, say, address) for one in feed.days]
    return Calendar(named(feed.whom, feed.language), events, say(TEXT), feed.language)


def named(whom: Whom, language: str) -> str:
    """What the calendar for somebody is called."""
    return translate(language, NAMES[whom.kind]).format(name=whom.name)


class _Saying:
    """Words and days in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, message: str, **values: object) -> str:
        return translate(self.language, message).format(**values)

    def day(self, on: date) -> str:
        locale = {"en": "en_GB"}.get(self.language, self.language)
        return str(format_date(on, "d MMMM y", locale=locale))


def _event(of: DayShown, say: _Saying, address: str) -> Event:
    title = REACHED if of.state == LineState.DONE else TITLE
    return Event(
        uid=str(of.id),
        day=of.day,
        title=say(title, title=of.title, organisation=of.organisation),
        changed_at=of.changed_at,
        sequence=of.sequence,
        cancelled=of.cancelled,
        text="\n".join(_told(of, say)),
        link=address + page("commitments", of.line_id),
        category=of.theme,
    )


def _told(of: DayShown, say: _Saying) -> list[str]:
    lines = [of.agreement, say(OF, number=of.number, title=of.commitment)]
    lines.append(say(N_("Planned: {day}"), day=say.day(of.planned_on)))
    if of.forecast_on is not None and of.forecast_on != of.planned_on:
        lines.append(say(N_("Forecast: {day}"), day=say.day(of.forecast_on)))
    return lines
