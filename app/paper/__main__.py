"""The press itself: reads one job from its input and writes what it made, then ends."""

import json
import sys
from datetime import datetime
from pathlib import Path

from app.paper.spreadsheet import Sheet, write
from app.paper.typesetting import typeset


def main() -> None:
    """The first line tells the job; for a spreadsheet the rows follow, one a line."""
    job = json.loads(sys.stdin.readline())
    if job["make"] == "xlsx":
        write(Sheet.model_validate(job["sheet"]), sys.stdin, Path(job["to"]))
        return
    for page in typeset(job["paper"], datetime.fromisoformat(job["at"]), job["make"]):
        sys.stdout.buffer.write(page)


if __name__ == "__main__":
    main()
