"""what is found, the latest first."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_case_terms_latest", "case_terms", ["centre_id", "recorded_at"])


def downgrade() -> None:
    op.drop_index("ix_case_terms_latest", table_name="case_terms")
