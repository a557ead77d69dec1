"""Signing in, the staff list, posts and keys over HTTP."""

from app.staff.routes import api_keys, appointments, people, session
from app.web.rooms import Room

router = Room()
router.takes_in(*(part.router for part in (session, people, appointments, api_keys)))
