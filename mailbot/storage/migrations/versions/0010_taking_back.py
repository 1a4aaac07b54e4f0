"""taking back within seconds: struck numbers, quiet documents; who looks at a document; scans of papers"""

import sqlalchemy as sa
from alembic import op

from mailbot.storage.base import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("document", sa.Column("quiet_until", UtcDateTime(), nullable=True))
    op.add_column("annex", sa.Column("is_paper", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "struck_number",
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("book", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=True),
        sa.Column("issuer", sa.Text(), nullable=True),
        sa.Column("notation", sa.String(), nullable=True),
        sa.Column("abstract", sa.Text(), nullable=True),
        sa.Column("struck_at", UtcDateTime(), nullable=False),
        sa.Column("struck_by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_struck_number_agency_id_agency")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_struck_number_document_id_document")),
        sa.PrimaryKeyConstraint("agency_id", "book", "year", "number", name=op.f("pk_struck_number")),
    )
    op.create_index("ix_struck_number_document_id", "struck_number", ["document_id"])
    op.create_table(
        "viewer",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_viewer_agency_id_agency")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_viewer_document_id_document")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_viewer_person_id_person")),
        sa.PrimaryKeyConstraint("document_id", "person_id", name=op.f("pk_viewer")),
    )
