"""rule tables people change, version after version"""

import sqlalchemy as sa
from alembic import op

from mailbot.storage.base import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rulebook",
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.Column("saved_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_rulebook_agency_id_agency")),
        sa.PrimaryKeyConstraint("agency_id", "name", "version", name=op.f("pk_rulebook")),
    )
