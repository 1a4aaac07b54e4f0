"""second factor, recovery codes, brakes on guessing; sessions know how far they came"""

import sqlalchemy as sa
from alembic import op

from mailbot.storage.base import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("account", "failures")
    op.drop_column("account", "next_try_at")
    op.add_column("account", sa.Column("totp_sealed", sa.Text(), nullable=True))
    op.add_column("account", sa.Column("totp_since", UtcDateTime(), nullable=True))
    op.add_column("account", sa.Column("totp_step", sa.Integer(), nullable=True))
    op.add_column("portal_session", sa.Column("address", sa.String(), nullable=False, server_default=""))
    op.add_column("portal_session", sa.Column("stage", sa.String(), nullable=False, server_default="whole"))
    op.add_column("portal_session", sa.Column("proved_at", UtcDateTime(), nullable=True))
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_recovery_code_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
    )
    op.create_index(op.f("ix_recovery_code_account_id"), "recovery_code", ["account_id"])
    op.create_table(
        "login_brake",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("next_try_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_login_brake")),
    )
    op.create_index(op.f("ix_login_brake_since"), "login_brake", ["since"])
    op.create_table(
        "login_place",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_login_place_account_id_account")),
        sa.PrimaryKeyConstraint("account_id", "address", name=op.f("pk_login_place")),
    )
