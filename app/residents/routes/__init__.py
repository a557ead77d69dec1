"""Places and residents over HTTP."""

from fastapi import APIRouter

from app.residents.routes import areas, buildings, contacts, people, units

router = APIRouter()
for part in (areas, buildings, units, contacts, people):
    router.include_router(part.router)
