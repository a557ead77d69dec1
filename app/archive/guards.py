"""Whose an owner file is to read, and which file is meant."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, Path

from app.procedure.actors import Actor
from app.procedure.vocabulary import Role
from app.residents.guards import CUSTOMER_SERVICE, HEADS
from app.residents.queries import unit_of
from app.staff.guards import require
from app.web.dependencies import SessionDep

ReadsFiles = Annotated[Actor, Depends(require(*CUSTOMER_SERVICE, clause="4.6.2-b"))]
KeepsFiles = Annotated[Actor, Depends(require(Role.FRONT_DESK, *HEADS, clause="4.6.2-b"))]
"""The desk keeps the files: it lends them and takes them back."""

CENTRE_FOLDER = "centre-folder"
WHICH = Path(description="A unit, or `centre-folder`: the sheets of who gave no name or no unit")


async def _folder(
    folder: Annotated[UUID | Literal["centre-folder"], WHICH], session: SessionDep, actor: ReadsFiles
) -> UUID | None:
    """The unit whose file it is; none for the centre's own folder."""
    if not isinstance(folder, UUID):
        return None
    await unit_of(session, actor.centre_id, folder)
    return folder


FolderDep = Annotated[UUID | None, Depends(_folder)]
