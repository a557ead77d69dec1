"""No text column is forgotten: each is either erased with its resident or holds nothing of one."""

from sqlalchemy import Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from app.metadata import METADATA
from app.privacy import erasing
from app.privacy.columns import OF_THE_CENTRE, PERSONAL


def test_every_text_column_is_listed_once() -> None:
    there = {
        (table.name, column.name)
        for table in METADATA.sorted_tables
        for column in table.columns
        if isinstance(column.type, (Text, JSONB, ARRAY))
    }
    listed = [
        (table, column)
        for each in (PERSONAL, OF_THE_CENTRE)
        for table, columns in each.items()
        for column in columns
    ]
    assert len(listed) == len(set(listed))
    assert set(listed) == there


def test_an_erasure_reaches_every_personal_column() -> None:
    statements = (*erasing.ERASE_CASES, *erasing.ERASE_RESIDENT, erasing.FOUND_BY, erasing.REMOVE_ATTACHMENTS)
    for table, columns in PERSONAL.items():
        touching = " ".join(each for each in statements if f" {table} " in " ".join(each.split()))
        gone = "DELETE FROM" in touching
        assert gone or all(column in touching for column in columns), table
