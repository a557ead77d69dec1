"""an answer that ends is told."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("deliveries", sa.Column("script_version_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_deliveries_centre_id_script_version_id"),
        "deliveries",
        "answer_script_versions",
        ["centre_id", "script_version_id"],
        ["centre_id", "id"],
    )
    op.add_column("notifications", sa.Column("script_version_id", sa.Uuid(), nullable=True))
    op.add_column("notifications", sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True))
    op.alter_column("notifications", "case_id", existing_type=sa.UUID(), nullable=True)
    op.alter_column("notifications", "entry", existing_type=sa.INTEGER(), nullable=True)
    op.create_check_constraint(
        op.f("ck_notifications_of_one_thing"),
        "notifications",
        "num_nonnulls(case_id, entry) = 2 AND num_nonnulls(script_version_id, ends_at) = 0"
        " OR num_nonnulls(case_id, entry) = 0 AND num_nonnulls(script_version_id, ends_at) = 2",
    )
    op.create_unique_constraint(
        op.f("uq_notifications_centre_id_person_id_script_version_id_ends_at"),
        "notifications",
        ["centre_id", "person_id", "script_version_id", "ends_at"],
    )
    op.create_foreign_key(
        op.f("fk_notifications_centre_id_script_version_id"),
        "notifications",
        "answer_script_versions",
        ["centre_id", "script_version_id"],
        ["centre_id", "id"],
    )
    op.alter_column("stream_events", "case_id", existing_type=sa.UUID(), nullable=True)


def downgrade() -> None:
    """The reminders go: there is no place for them in the tables before."""
    for table in ("notifications", "deliveries"):
        op.execute(f"DELETE FROM {table} WHERE script_version_id IS NOT NULL")  # noqa: S608 - names of ours
    op.execute("DELETE FROM stream_events WHERE case_id IS NULL")
    op.drop_constraint(op.f("ck_notifications_of_one_thing"), "notifications", type_="check")
    op.alter_column("stream_events", "case_id", existing_type=sa.UUID(), nullable=False)
    op.drop_constraint(
        op.f("fk_notifications_centre_id_script_version_id"), "notifications", type_="foreignkey"
    )
    op.drop_constraint(
        op.f("uq_notifications_centre_id_person_id_script_version_id_ends_at"),
        "notifications",
        type_="unique",
    )
    op.alter_column("notifications", "entry", existing_type=sa.INTEGER(), nullable=False)
    op.alter_column("notifications", "case_id", existing_type=sa.UUID(), nullable=False)
    op.drop_column("notifications", "ends_at")
    op.drop_column("notifications", "script_version_id")
    op.drop_constraint(op.f("fk_deliveries_centre_id_script_version_id"), "deliveries", type_="foreignkey")
    op.drop_column("deliveries", "script_version_id")
