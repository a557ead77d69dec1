"""Inbox, stream, channels and who gets what, over HTTP."""

from fastapi import APIRouter

from app.notifications.routes import channels, inbox, settings, stream, ways

router = APIRouter()
for part in (stream, inbox, channels, settings, ways):
    router.include_router(part.router)
