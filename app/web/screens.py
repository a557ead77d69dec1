"""The single-page app: its files, and its front page for every address that is not the API's."""

import hashlib
import os
import re
from base64 import b64encode
from functools import lru_cache
from mimetypes import guess_type
from pathlib import Path

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response
from starlette.staticfiles import NotModifiedResponse, StaticFiles
from starlette.types import Scope

FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
GUARDS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
PACKED = {"br": ".br", "gzip": ".gz"}
"""How the build packs a file, the smallest first."""
INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


@lru_cache(maxsize=8)
def _policy(page: Path, _changed: int) -> str:
    """Only what the build itself wrote runs: its files, and the script that stands in the front page."""
    digests = [hashlib.sha256(script).digest() for script in INLINE.findall(page.read_bytes())]
    own = "".join(f" 'sha256-{b64encode(each).decode()}'" for each in digests)
    return (
        f"default-src 'self'; script-src 'self'{own}; img-src 'self' blob: data:; media-src 'self' blob:; "
        "style-src 'self' 'unsafe-inline'; "
        "frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
    )


class Screens(StaticFiles):
    """Serves the built screens; an address the app routes itself gets the front page."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, html=True, check_dir=False)
        self._front = folder / "index.html"
        self.config_checked = True  # screens that were not built are simply not found

    async def get_response(self, path: str, scope: Scope) -> Response:
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404 or path.startswith("api") or "." in path.rsplit("/", 1)[-1]:
                raise
            response = await super().get_response("index.html", scope)
        response.headers.update(GUARDS)
        response.headers["Content-Security-Policy"] = self._what_may_run()
        response.headers["Cache-Control"] = FOREVER if path.startswith("assets") else ASK_AGAIN
        response.headers["Vary"] = "Accept-Encoding"
        return response

    def _what_may_run(self) -> str:
        try:
            return _policy(self._front, self._front.stat().st_mtime_ns)
        except OSError:
            return "default-src 'none'"  # a folder without a front page has nothing that should run

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """The file, packed where the build packed it and the browser can unpack it."""
        asked = Headers(scope=scope)
        can = asked.get("accept-encoding", "")
        found = [(way, Path(f"{os.fspath(full_path)}{end}")) for way, end in PACKED.items() if way in can]
        packed = next(((way, path) for way, path in found if path.is_file()), None)
        if packed is None:
            return super().file_response(full_path, stat_result, scope, status_code)
        way, path = packed
        response = FileResponse(
            path,
            status_code,
            {"Content-Encoding": way},
            guess_type(full_path)[0],
            stat_result=path.stat(),
        )
        return (
            NotModifiedResponse(response.headers)
            if self.is_not_modified(response.headers, asked)
            else response
        )
