"""Every table of the house, in one place, for migrations and for tests."""

import app.answers.tables
import app.archive.tables
import app.cases.tables
import app.centre.tables
import app.database.once
import app.database.outbox
import app.notifications.tables
import app.privacy.tables
import app.register.tables
import app.residents.tables
import app.rosters.tables
import app.routing.tables
import app.staff.tables
import app.supervision.tables  # noqa: F401 - importing a room's tables is what this file is for
from app.database.base import Base

METADATA = Base.metadata
