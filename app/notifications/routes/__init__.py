"""Inbox, stream, channels and who gets what, over HTTP."""

from fastapi import APIRouter

from app.notifications.routes import channels, inbox, settings, stream

router = APIRouter()
for part in (stream, inbox, channels, settings):
    router.include_router(part.router)
