"""what a case is found by."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.cases.terms import terms_of

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_terms",
        sa.Column("centre_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("terms", postgresql.ARRAY(sa.TEXT()), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre_id", "case_id"],
            ["cases.centre_id", "cases.id"],
            name=op.f("fk_case_terms_centre_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("centre_id", "case_id", name=op.f("pk_case_terms")),
    )
    op.create_index("ix_case_terms_terms", "case_terms", ["terms"], unique=False, postgresql_using="gin")

    _index_what_is_there()


def _index_what_is_there() -> None:
    connection = op.get_bind()
    cases = sa.text("SELECT centre_id, id, recorded_at, number, unit_id, personal FROM cases")
    put = sa.text("INSERT INTO case_terms VALUES (:centre_id, :id, :recorded_at, :terms)")
    for row in connection.execute(cases).mappings():
        said = terms_of(row["personal"], row["unit_id"], row["number"])
        values = {name: row[name] for name in ("centre_id", "id", "recorded_at")}
        connection.execute(put, values | {"terms": sorted(said)})


def downgrade() -> None:
    op.drop_index("ix_case_terms_terms", table_name="case_terms", postgresql_using="gin")
    op.drop_table("case_terms")
