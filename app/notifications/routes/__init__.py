"""Inbox, stream, channels and who gets what, over HTTP."""

from fastapi import APIRouter

from app.notifications.routes import inbox, stream

router = APIRouter()
for part in (stream, inbox):
    router.include_router(part.router)
