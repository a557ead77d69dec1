"""Installs what a checkout is missing: uv, Python and npm packages, the built screens.

Each step leaves a stamp of what it was made from, so a second call takes no time.
Only the standard library is at hand here.
"""

import compileall
import fcntl
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterable
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
TOOLS, VENV, FRONTEND = HOUSE / ".tools", HOUSE / ".venv", HOUSE / "frontend"
NPM_STAMP = FRONTEND / "node_modules" / ".made-from"
SCREENS_STAMP = FRONTEND / "dist" / ".made-from"
UV = TOOLS / "uv" / "bin" / "uv"
PYTHON = VENV / "bin" / "python"
FOR_RUNNING, FOR_DEVELOPMENT = "requirements.lock", "requirements-dev.lock"
UV_VERSION = "0.13.9"
OLDEST_NODE = (20, 19)
BUILT_FROM = (
    "index.html",
    "package-lock.json",
    "tsconfig*.json",
    "vite.config.ts",
    "public",
    "shell.ts",
    "src",
    "start.js",
)


def main() -> None:
    """Brings the checkout to what `run`, `test` or `browser` needs."""
    purpose = sys.argv[1] if len(sys.argv) > 1 else "run"
    TOOLS.mkdir(exist_ok=True)
    with open(TOOLS / "lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two makes at once: the second finds all done
        npm, built = _npm_is_due(), purpose != "test" and _screens_are_due()
        if npm or built:
            _need_node()  # said before anything is installed
        python_packages(purpose)
        if npm:
            npm_packages()
        if built:
            screens()
        compileall.compile_dir(HOUSE / "app", quiet=2)  # a start that compiles takes twice as long


def python_packages(purpose: str) -> None:
    """The packages of the lock file, by hash, in .venv; and the project itself, in place."""
    stamp = VENV / ".made-from"
    lock = _read(stamp).partition(" ")[0]
    if purpose != "run" or lock != FOR_DEVELOPMENT:  # what is there for development serves to run too
        lock = FOR_RUNNING if purpose == "run" else FOR_DEVELOPMENT
    wanted = f"{lock} {_digest([HOUSE / lock])} {_project()} compiled"
    if _read(stamp) == wanted and _works(PYTHON):
        return
    _uv()
    if not _works(PYTHON):
        _say("建立 Python 环境", "making the Python environment")
        shutil.rmtree(VENV, ignore_errors=True)
        _run(UV, "venv", "--quiet", "--python", sys.executable, VENV)
    _say("安装 Python 包（首次约一分钟）", "installing Python packages (about a minute the first time)")
    stamp.unlink(missing_ok=True)
    sync = [UV, "pip", "sync", "--quiet", "--python", PYTHON, "--require-hashes", "--compile-bytecode"]
    _run(*sync, HOUSE / lock)  # compiled now: an environment that keeps no bytecode would compile every time
    _run(UV, "pip", "install", "--quiet", "--python", PYTHON, "--no-deps", "--editable", HOUSE)
    stamp.write_text(wanted, encoding="utf-8")


def _project() -> str:
    """What the project says of itself, as far as an installation shows it."""
    with open(HOUSE / "pyproject.toml", "rb") as file:
        stated = tomllib.load(file)
    return hashlib.sha256(repr([stated["project"], stated["build-system"], HOUSE]).encode()).hexdigest()


def _uv() -> None:
    if _works(UV):
        return
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        _stop(
            f"{sys.executable} 缺少 venv 模块（Debian/Ubuntu：apt install python3-venv）",
            f"{sys.executable} lacks the venv module (Debian, Ubuntu: apt install python3-venv)",
        )
    _say("安装 uv", "installing uv")
    shutil.rmtree(UV.parent.parent, ignore_errors=True)
    _run(sys.executable, "-m", "venv", UV.parent.parent)
    _run(UV.parent / "python", "-m", "pip", "install", "--quiet", f"uv=={UV_VERSION}")


def _npm_is_due() -> bool:
    return _read(NPM_STAMP) != _digest([FRONTEND / "package-lock.json"])


def npm_packages() -> None:
    """The packages of package-lock.json, by `npm ci`."""
    _say("安装前端包（首次约一分钟）", "installing npm packages (about a minute the first time)")
    _run("npm", "ci", "--no-fund", "--no-audit", "--loglevel=error", cwd=FRONTEND)
    NPM_STAMP.write_text(_digest([FRONTEND / "package-lock.json"]), encoding="utf-8")


def _screens_are_due() -> bool:
    return _read(SCREENS_STAMP) != _digest(_sources_of_screens())


def _sources_of_screens() -> list[Path]:
    return [path for pattern in BUILT_FROM for path in FRONTEND.glob(pattern)]


def screens() -> None:
    """The built screens, when their sources have changed."""
    wanted = _digest(_sources_of_screens())
    _say("构建界面", "building the screens")
    _run("npm", "run", "--silent", "build", "--", "--logLevel=warn", cwd=FRONTEND)
    SCREENS_STAMP.write_text(wanted, encoding="utf-8")


def _need_node() -> None:
    if shutil.which("node") is None or shutil.which("npm") is None:
        _stop(
            "没有找到 node 或 npm，请安装 Node.js 20.19 或更新版本",
            "node or npm is missing: install Node.js 20.19 or later",
        )
    answer = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    found = answer.stdout.strip()
    if tuple(int(part) for part in found.lstrip("v").split(".")[:2]) < OLDEST_NODE:
        _stop(
            f"Node.js 需要 20.19 或更新版本，这里是 {found}",
            f"Node.js 20.19 or later is needed, found {found}",
        )


def _digest(paths: Iterable[Path]) -> str:
    """What stands in these files and folders now, and which machine would build from it."""
    total = hashlib.sha256(f"{platform.system()} {platform.machine()} {UV_VERSION}".encode())
    for path in sorted(_files(paths)):
        total.update(f"{path.relative_to(HOUSE)} ".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        yield from ((inner for inner in path.rglob("*") if inner.is_file()) if path.is_dir() else [path])


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


def _works(program: Path) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _run(*command: str | Path, cwd: Path = HOUSE) -> None:
    environment = os.environ | {"UV_PYTHON_DOWNLOADS": "never"}
    environment.pop("VIRTUAL_ENV", None)
    started = time.monotonic()
    if subprocess.run(command, cwd=cwd, env=environment, check=False).returncode != 0:
        name = " ".join(Path(str(part)).name for part in command[:3])
        _stop(f"这一步失败了：{name}", f"this step failed: {name}")
    if (seconds := time.monotonic() - started) > 2:
        print(f"  {seconds:.0f} s", flush=True)


def _say(zh: str, en: str) -> None:
    print(f"… {zh} / {en}", flush=True)


def _stop(zh: str, en: str) -> None:
    print(f"{zh} / {en}", file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    main()
