"""words of the book, and views of it people keep"""

import sqlalchemy as sa
from alembic import op

from mailbot.storage.base import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_saved_view_agency_id_agency")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_saved_view_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("person_id", "name", name=op.f("uq_saved_view_person_id_name")),
    )
    for statement in _WORDS[op.get_bind().dialect.name]:
        op.execute(statement)


_KEY = "((({row}.year << 24) | {row}.arrival_number) << 27) | ({row}.id & 134217727)"
_TEXT = "'a' || lower(hex({row}.agency_id)) || ' ' || {row}.search"
_IN_BOOK = "{row}.year IS NOT NULL AND {row}.arrival_number IS NOT NULL"
_INSERT = f"INSERT INTO book_words(rowid, words) SELECT {_KEY}, {_TEXT} WHERE {_IN_BOOK}"
_FORGET = f"INSERT INTO book_words(book_words, rowid, words) SELECT 'delete', {_KEY}, {_TEXT} WHERE {_IN_BOOK}"

_WORDS = {
    # Contentless: the words stand in `document` already. `detail=none`: nobody asks for phrases or positions.
    "sqlite": (
        "CREATE VIRTUAL TABLE book_words USING fts5(words, content='', tokenize='unicode61', detail=none)",
        f"INSERT INTO book_words(rowid, words) SELECT {_KEY}, {_TEXT} FROM document AS line WHERE {_IN_BOOK}".format(
            row="line"
        ),
        f"CREATE TRIGGER book_words_insert AFTER INSERT ON document BEGIN {_INSERT.format(row='new')}; END",
        "CREATE TRIGGER book_words_update AFTER UPDATE OF search, year, arrival_number ON document "
        f"BEGIN {_FORGET.format(row='old')}; {_INSERT.format(row='new')}; END",
        f"CREATE TRIGGER book_words_delete AFTER DELETE ON document BEGIN {_FORGET.format(row='old')}; END",
    ),
    "postgresql": ("CREATE INDEX ix_document_words ON document USING gin (to_tsvector('simple', search))",),
}
