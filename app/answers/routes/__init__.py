"""Unified answers over HTTP."""

from app.answers.routes import scripts, versions
from app.web.rooms import Room

router = Room()
router.takes_in(*(part.router for part in (scripts, versions)))
