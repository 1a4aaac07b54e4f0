"""readings a letter offers by number"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("token", sa.Column("asked", sa.Text(), nullable=True))
