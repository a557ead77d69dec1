"""Routing rules over HTTP."""

from fastapi import APIRouter

from app.routing.routes import rule_sets, trials

router = APIRouter()
for part in (rule_sets, trials):
    router.include_router(part.router)
