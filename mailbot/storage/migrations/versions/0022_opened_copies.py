"""opened copies instead of sealed passwords"""

import sqlalchemy as sa
from alembic import op

from mailbot.storage.base import UtcDateTime

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "opened_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("mail", sa.String(), nullable=False),
        sa.Column("locked", sa.String(), nullable=False),
        sa.Column("opened", sa.String(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_opened_copy_agency_id_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opened_copy")),
    )
    op.create_index("ix_opened_copy_mail", "opened_copy", ["agency_id", "mail"])
    # Passwords are kept nowhere any more: what one of them opened is opened again by typing it once more.
    op.drop_index("ix_archive_password_digest", table_name="archive_password")
    op.drop_table("archive_password")
