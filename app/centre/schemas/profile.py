"""What a centre's profile looks like from outside."""

from uuid import UUID

from pydantic import MISSING, ConfigDict

from app.centre.tables import Centre as CentreRow
from app.centre.vocabulary import ProjectType
from app.schema import Schema
from app.staff.schemas.common import Phone
from app.web.bodies import Body, Line, Short


class Centre(Schema):
    """物业服务中心: who and where it is. The procedure is written for residential projects (2.1)."""

    id: UUID
    name: str
    zone: str
    project_type: ProjectType
    address: str | None
    desk_phone: str | None
    control_room_phone: str | None
    is_demo: bool
    policy_version: int
    version: int

    @classmethod
    def of(cls, row: CentreRow) -> "Centre":
        return cls.model_validate(row, from_attributes=True)


class CentreEdit(Body):
    """What of the profile changes. The project type can be confirmed, never emptied (2.1).

    The time zone is set when the centre is opened and stays: days, numbers and due times rest on it.
    """

    model_config = ConfigDict(
        json_schema_extra={"example": {"name": "松涛苑物业服务中心", "desk_phone": "0571-8888 0000"}}
    )

    name: Short | MISSING = MISSING
    project_type: ProjectType | MISSING = MISSING
    address: Line | MISSING | None = MISSING
    desk_phone: Phone | MISSING | None = MISSING
    control_room_phone: Phone | MISSING | None = MISSING
