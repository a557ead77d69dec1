"""Places and residents over HTTP."""

from fastapi import APIRouter

from app.residents.routes import areas, buildings, contacts, importing, people, units

router = APIRouter()
for part in (areas, buildings, units, contacts, importing, people):
    router.include_router(part.router)
