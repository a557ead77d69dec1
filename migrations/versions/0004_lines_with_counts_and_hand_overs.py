"""Notices that tell of several cases at once; hand-overs between shifts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hand_overs",
        sa.Column("centre_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("shift_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_off", sa.Boolean(), nullable=False),
        sa.Column("things", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id", "person_id"],
            ["people.centre_id", "people.id"],
            name=op.f("fk_hand_overs_centre_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "shift_id"],
            ["shifts.centre_id", "shifts.id"],
            name=op.f("fk_hand_overs_centre_id_shift_id"),
        ),
        sa.PrimaryKeyConstraint("centre_id", "id", name=op.f("pk_hand_overs")),
    )
    op.create_index(
        op.f("ix_hand_overs_centre_id_made_at_id"), "hand_overs", ["centre_id", "made_at", "id"], unique=False
    )
    op.create_table(
        "hand_over_items",
        sa.Column("centre_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("hand_over_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("duty", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("receiver_id", sa.Uuid(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["centre_id", "case_id"],
            ["cases.centre_id", "cases.id"],
            name=op.f("fk_hand_over_items_centre_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "hand_over_id"],
            ["hand_overs.centre_id", "hand_overs.id"],
            name=op.f("fk_hand_over_items_centre_id_hand_over_id"),
        ),
        sa.ForeignKeyConstraint(
            ["centre_id", "receiver_id"],
            ["people.centre_id", "people.id"],
            name=op.f("fk_hand_over_items_centre_id_receiver_id"),
        ),
        sa.PrimaryKeyConstraint("centre_id", "id", name=op.f("pk_hand_over_items")),
    )
    op.create_index(
        op.f("ix_hand_over_items_centre_id_hand_over_id"),
        "hand_over_items",
        ["centre_id", "hand_over_id"],
        unique=False,
    )
    op.create_index(
        "ix_hand_over_items_waiting",
        "hand_over_items",
        ["centre_id", "receiver_id"],
        unique=False,
        postgresql_where=sa.text("received_at IS NULL"),
    )
    op.add_column(
        "notifications", sa.Column("count", sa.Integer(), server_default=sa.text("1"), nullable=False)
    )


def downgrade() -> None:
    op.drop_column("notifications", "count")
    op.drop_index(
        "ix_hand_over_items_waiting",
        table_name="hand_over_items",
        postgresql_where=sa.text("received_at IS NULL"),
    )
    op.drop_index(op.f("ix_hand_over_items_centre_id_hand_over_id"), table_name="hand_over_items")
    op.drop_table("hand_over_items")
    op.drop_index(op.f("ix_hand_overs_centre_id_made_at_id"), table_name="hand_overs")
    op.drop_table("hand_overs")
