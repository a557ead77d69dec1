"""The centre over HTTP."""

from app.centre.routes import cards, directory, policy, profile, topics
from app.web.rooms import Room

router = Room()
router.takes_in(*(part.router for part in (profile, policy, directory, cards, topics)))
