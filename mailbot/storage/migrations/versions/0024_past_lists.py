"""revocation lists kept after newer ones came"""

import sqlalchemy as sa
from alembic import op

from mailbot.storage.base import UtcDateTime

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "past_list",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_past_list")),
    )
    op.create_index(op.f("ix_past_list_issuer"), "past_list", ["issuer"])
