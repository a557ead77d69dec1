"""The centre over HTTP."""

from fastapi import APIRouter

from app.centre.routes import cards, directory, policy, profile, topics

router = APIRouter()
for part in (profile, policy, directory, cards, topics):
    router.include_router(part.router)
