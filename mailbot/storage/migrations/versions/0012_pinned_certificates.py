"""certificates pinned to persons"""

import sqlalchemy as sa
from alembic import op

from mailbot.storage.base import UtcDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pinned_certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("not_after", UtcDateTime(), nullable=False),
        sa.Column("pinned_at", UtcDateTime(), nullable=False),
        sa.Column("pinned_by", sa.String(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_pinned_certificate_agency_id_agency")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pinned_certificate_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pinned_certificate")),
    )
    op.create_index("ix_pinned_certificate_person", "pinned_certificate", ["agency_id", "person_id"])
