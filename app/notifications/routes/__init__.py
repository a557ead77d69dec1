"""Inbox, stream, channels and who gets what, over HTTP."""

from app.notifications.routes import channels, inbox, settings, stream, ways
from app.web.rooms import Room

router = Room()
router.takes_in(*(part.router for part in (stream, inbox, channels, settings, ways)))
