"""which certificates documents were signed with"""

import sqlalchemy as sa
from alembic import op

from mailbot.storage.base import UtcDateTime

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "certificate_use",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("certificate", sa.String(), nullable=False),
        sa.Column("proved_at", UtcDateTime(), nullable=False),
        sa.Column("revoked_known_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_certificate_use_agency_id_agency")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_certificate_use_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_use")),
    )
    op.create_index(op.f("ix_certificate_use_certificate"), "certificate_use", ["certificate"])
    op.create_index(op.f("ix_certificate_use_document_id"), "certificate_use", ["document_id"])
    op.create_index("ix_certificate_use_revoked", "certificate_use", ["agency_id", "revoked_known_at"])
