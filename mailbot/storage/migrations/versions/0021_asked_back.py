"""our requests to have documents back; results that came without a mail"""

import sqlalchemy as sa
from alembic import op

from mailbot.storage.base import UtcDateTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recall",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("notation", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("abstract", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.String(), nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("letter_message_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_recall_agency_id_agency")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_recall_message_id_message")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recall")),
    )
    op.create_index("ix_recall_agency_state", "recall", ["agency_id", "state"])
    with op.batch_alter_table("result_file") as batch:
        batch.alter_column("message_id", existing_type=sa.Integer(), nullable=True)
