"""signed contents that carried an order"""

import sqlalchemy as sa
from alembic import op

from mailbot.storage.base import UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "spent_signature",
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("spent_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_spent_signature_agency_id_agency")),
        sa.PrimaryKeyConstraint("agency_id", "sha256", name=op.f("pk_spent_signature")),
    )
