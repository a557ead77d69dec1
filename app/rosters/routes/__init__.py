"""Desk hours, rosters and duty logs over HTTP."""

from app.rosters.routes import desk_hours, duty_log, duty_log_paper, leaves, plans, shifts, swaps
from app.web.rooms import Room

router = Room()
router.takes_in(
    *(part.router for part in (desk_hours, plans, shifts, swaps, leaves, duty_log_paper, duty_log))
)
