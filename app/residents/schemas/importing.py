"""A sheet of units and residents, and what came of it."""

from pydantic import ConfigDict, Field

from app.residents.office_sheet import HEADED, Column, Imported
from app.schema import Schema
from app.web.bodies import Label, OfficeSheet


class ResidentSheet(OfficeSheet):
    """A sheet with the headings 楼栋 房号 [区域 类型 姓名 称呼 联系方式], or the same in English."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "content": "5qW85qCLLOaIv+WPtyzlp5PlkI0K",
                "dry_run": True,
            }
        }
    )


class SheetFault(Schema):
    """Why a row cannot come in; its own words are not repeated."""

    row: int
    column: Column | None
    heading: Label | None = Field(description="The column as a sheet is headed")
    reason: Label


class ImportOut(Schema):
    """What came in, or would. With any error nothing did."""

    entered: bool
    buildings: int = Field(description="New buildings")
    units: int = Field(description="New homes and shops")
    residents: int = Field(description="New residents")
    unchanged: int = Field(description="Rows of which everything was there already")
    errors: list[SheetFault]

    @classmethod
    def of(cls, done: Imported) -> "ImportOut":
        same = ("entered", "buildings", "units", "residents", "unchanged")
        return cls(
            **{name: getattr(done, name) for name in same},
            errors=[
                SheetFault(
                    row=each.row,
                    column=each.column,
                    heading=Label.of(HEADED[each.column]) if each.column else None,
                    reason=Label.of(each.reason),
                )
                for each in done.wrong
            ],
        )
