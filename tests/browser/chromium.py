"""A Chromium that shows Chinese on any machine: from the npm package, with letters from PyPI.

    path, arguments, environment = chromium()
    browser = await playwright.chromium.launch(executable_path=path, args=arguments, env=environment)

`YINGMEN_CHROMIUM` names another browser; where the packaged one does not run (another processor), one
that the system has installed is taken.
"""

import fcntl
import json
import os
import platform
import shutil
import subprocess
import tarfile
import tempfile
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn

HOUSE = Path(__file__).resolve().parents[2]
PACKAGE = HOUSE / "frontend" / "node_modules" / "@sparticuz" / "chromium"
TOOLS = HOUSE / ".tools"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",  # the same pixels on every machine
]
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <alias binding="same"><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
  <alias binding="same"><family>system-ui</family><prefer><family>Noto Sans SC</family></prefer></alias>
  <alias binding="same"><family>serif</family><prefer><family>Noto Serif SC</family></prefer></alias>
</fontconfig>
"""


class NoBrowser(RuntimeError):
    """There is no browser to drive."""


@cache
def chromium() -> tuple[Path, list[str], dict[str, str | float | bool]]:
    """The browser's path, its arguments and its environment, for playwright's `launch`."""
    path, libraries = _browser()
    environment: dict[str, str | float | bool] = {
        "FONTCONFIG_FILE": str(_fonts()),
        "HOME": tempfile.gettempdir(),
        "LANG": "C.UTF-8",
        "PATH": os.environ.get("PATH", os.defpath),
    }
    if libraries is not None:
        environment["LD_LIBRARY_PATH"] = str(libraries)
    return path, ARGUMENTS, environment


def _browser() -> tuple[Path, Path | None]:
    if named := os.environ.get("YINGMEN_CHROMIUM"):
        return Path(named), None
    if PACKAGE.exists() and (platform.system(), platform.machine()) == ("Linux", "x86_64"):
        place = _unpacked()
        return place / "chromium", place / "lib"
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return Path(found), None
    raise NoBrowser("no browser: run `make browser`, install chromium, or set YINGMEN_CHROMIUM")


def _unpacked() -> Path:
    """Where the packaged browser stands unpacked; unpacked once for each version."""
    version = json.loads((PACKAGE / "package.json").read_text(encoding="utf-8"))["version"]
    place = TOOLS / f"chromium-{version}"
    TOOLS.mkdir(exist_ok=True)
    with open(TOOLS / "chromium.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            for older in TOOLS.glob("chromium-*"):
                shutil.rmtree(older)
            draft = Path(tempfile.mkdtemp(dir=TOOLS))
            script = HOUSE / ".ci" / "unpack-chromium.mjs"
            subprocess.run(["node", script, PACKAGE / "bin", draft], check=True)
            with tarfile.open(draft / "al2023.tar") as libraries:
                libraries.extractall(draft, filter="data")
            (draft / "al2023.tar").unlink()
            draft.rename(place)
    return place


def _fonts() -> Path:
    """A font configuration with our own letters alone, so pictures do not depend on the machine."""
    fonts = Path(pylopdf_fonts_zh_cn.__file__).parent
    text = FONTS.format(fonts=fonts, cache=TOOLS / "fonts")
    TOOLS.mkdir(exist_ok=True)
    path = TOOLS / "fonts.conf"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        draft = Path(tempfile.mkstemp(dir=TOOLS)[1])
        draft.write_text(text, encoding="utf-8")
        draft.rename(path)
    return path
