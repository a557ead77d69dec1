"""Places and residents over HTTP."""

from app.residents.routes import areas, buildings, contacts, importing, people, units
from app.web.rooms import Room

router = Room()
router.takes_in(*(part.router for part in (areas, buildings, units, contacts, importing, people)))
