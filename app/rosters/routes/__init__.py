"""Desk hours, rosters and duty logs over HTTP."""

from fastapi import APIRouter

from app.rosters.routes import desk_hours, duty_log, duty_log_paper, leaves, plans, shifts, swaps

router = APIRouter()
for part in (desk_hours, plans, shifts, swaps, leaves, duty_log_paper, duty_log):
    router.include_router(part.router)
