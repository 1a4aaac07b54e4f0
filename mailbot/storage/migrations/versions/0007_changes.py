"""documents that recall, repeal, replace or amend others"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("notation", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_document_change_agency_id_agency")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_document_change_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_change")),
    )
    op.create_index("ix_document_change_document_id", "document_change", ["document_id"])
    op.create_index("ix_document_change_number", "document_change", ["agency_id", "number"])
