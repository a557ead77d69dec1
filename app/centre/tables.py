"""The service centre itself."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.database.base import Base


class Centre(Base):
    """物业服务中心. A reference table: every other row carries its id."""

    __tablename__ = "centres"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    zone: Mapped[str] = mapped_column(default="Asia/Shanghai")
    project_type: Mapped[str] = mapped_column(default="residential")
    is_demo: Mapped[bool] = mapped_column(default=False)
    policy_version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
