"""Over HTTP."""

from fastapi import APIRouter

router = APIRouter(tags=["callbacks"])
