"""Signing in, the staff list, posts and keys over HTTP."""

from fastapi import APIRouter

from app.staff.routes import api_keys, appointments, people, session

router = APIRouter()
for part in (session, people, appointments, api_keys):
    router.include_router(part.router)
