"""Unified answers over HTTP."""

from fastapi import APIRouter

from app.answers.routes import scripts, versions

router = APIRouter()
for part in (scripts, versions):
    router.include_router(part.router)
