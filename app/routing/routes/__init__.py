"""Routing rules over HTTP."""

from app.routing.routes import rule_sets, trials
from app.web.rooms import Room

router = Room()
router.takes_in(*(part.router for part in (rule_sets, trials)))
