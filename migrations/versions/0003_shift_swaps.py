"""Swaps of shifts: asked, agreed, confirmed."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "shift_swaps",
        sa.Column("centre_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("shift_id", sa.Uuid(), nullable=False),
        sa.Column("return_shift_id", sa.Uuid(), nullable=True),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ruled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ruled_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["centre_id", "asked_by"],
            ["people.centre_id", "people.id"],
            name=op.f("fk_shift_swaps_centre_id_asked_by"),
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "other_id"],
            ["people.centre_id", "people.id"],
            name=op.f("fk_shift_swaps_centre_id_other_id"),
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "return_shift_id"],
            ["shifts.centre_id", "shifts.id"],
            name=op.f("fk_shift_swaps_centre_id_return_shift_id"),
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "ruled_by"],
            ["people.centre_id", "people.id"],
            name=op.f("fk_shift_swaps_centre_id_ruled_by"),
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "shift_id"],
            ["shifts.centre_id", "shifts.id"],
            name=op.f("fk_shift_swaps_centre_id_shift_id"),
        ),
        sa.PrimaryKeyConstraint("centre_id", "id", name=op.f("pk_shift_swaps")),
    )
    op.create_index(
        op.f("ix_shift_swaps_centre_id_asked_at_id"),
        "shift_swaps",
        ["centre_id", "asked_at", "id"],
        unique=False,
    )
    op.create_index(
        "uq_shift_swaps_running",
        "shift_swaps",
        ["centre_id", "shift_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def downgrade() -> None:

    op.drop_index(
        "uq_shift_swaps_running", table_name="shift_swaps", postgresql_where=sa.text("ended_at IS NULL")
    )
    op.drop_index(op.f("ix_shift_swaps_centre_id_asked_at_id"), table_name="shift_swaps")
    op.drop_table("shift_swaps")
