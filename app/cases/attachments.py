"""Attachments of a case over HTTP."""

from fastapi import APIRouter

router = APIRouter(tags=["attachments"])
