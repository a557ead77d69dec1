"""The command line: `yingmen COMMAND`."""

import argparse
import asyncio
import getpass
import sys
import urllib.error
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from app import backup, serving, supervisor
from app.database import versions
from app.database.lifeline import follow_parent
from app.database.stores import running_store, store
from app.obstacle import Obstacle
from app.settings import Settings

Command = Callable[[Settings, argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Carries out one command; the answer is the exit code."""
    chosen = _parser().parse_args(arguments)
    command: Command = chosen.command
    try:
        return command(Settings(), chosen)
    except ValidationError as error:
        for problem in error.errors():
            name = "_".join(str(part) for part in problem["loc"]).upper()
            name = name if name in {"", "DATABASE_URL", "PG_BIN"} else f"YINGMEN_{name}"
            _complain(f"设置有误 / bad setting: {name} {problem['msg'].removeprefix('Value error, ')}")
    except Obstacle as obstacle:
        _complain(str(obstacle))
    except KeyboardInterrupt:
        return 130
    return 1


def run(settings: Settings, chosen: argparse.Namespace) -> int:
    """Brings up the whole service on this machine."""
    if chosen.end_with_parent:
        follow_parent()
    supervisor.run(settings)
    return 0


def serve(settings: Settings, chosen: argparse.Namespace) -> int:
    """Serves the API and the screens; the database must be given or run already."""
    with running_store(settings) as ready:
        serving.serve(ready, chosen.socket)
    return 0


def worker(settings: Settings, _chosen: argparse.Namespace) -> int:
    """Does what falls due by time; beside any number of API processes."""
    from app.worker import work_for

    with running_store(settings) as ready:
        asyncio.run(work_for(ready))
    return 0


def migrate(settings: Settings, _chosen: argparse.Namespace) -> int:
    """Brings the store to this version's shape and makes the secret keys at the first start."""
    from app.database import migrations

    settings.make_keys()
    with store(settings) as ready:
        behind = not asyncio.run(versions.is_current(ready.libpq_url()))
        if behind and asyncio.run(migrations.upgrade(ready.sqlalchemy_url())):
            print("数据库结构已更新 / the database has its new shape", flush=True)
    return 0


def demo(settings: Settings, chosen: argparse.Namespace) -> int:
    """Shows the demo centre's sign-ins; fills the centre first where the store is empty."""
    from app.demo import fill, show_sign_ins

    with store(settings) as ready:
        if not chosen.show_only:
            asyncio.run(fill(ready, print))
        if not chosen.fill_only:
            show_sign_ins(ready, print)
    return 0


def create_admin(settings: Settings, chosen: argparse.Namespace) -> int:
    """Makes an administrator, and the centre with it if it is new."""
    from app.founding import Founder, found

    password = _new_password()
    founder = Founder(chosen.name or chosen.login, chosen.login, password, chosen.centre, chosen.zone)
    with store(settings) as ready:
        centre = asyncio.run(found(ready, founder, datetime.now(UTC)))
    print(
        f"{centre}：系统管理员 {chosen.login} 可以登录了 / "
        f"{chosen.login} can sign in to {centre} as administrator"
    )
    return 0


def group(settings: Settings, chosen: argparse.Namespace) -> int:
    """Says which centres are a group; its viewers see their counts and rates."""
    from app.founding import join_in_group

    with store(settings) as ready:
        centres = asyncio.run(join_in_group(ready, chosen.name, chosen.centres))
    told = "、".join(centres) or "—"
    print(f"集团 {chosen.name}：{told} / the group {chosen.name} is: {told}")
    return 0


def _new_password() -> str:
    """Asked for twice at a terminal, read once from a pipe; never an argument, which others can see."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("密码 / Password: ")
    if getpass.getpass("再输入一次 / Once more: ") != first:
        raise Obstacle("两次输入不一致 / the two are not the same")
    return first


def verify(settings: Settings, _chosen: argparse.Namespace) -> int:
    """Replays and re-hashes every case and checks the seals; any difference is reported."""
    from app.cases import verification

    with store(settings) as ready:
        return 0 if asyncio.run(verification.verify(ready, print)) else 1


def openapi(_settings: Settings, chosen: argparse.Namespace) -> int:
    """Writes the API's description, or says whether the written one is still true."""
    from app import openapi as description

    if chosen.check:
        description.check(chosen.file)
    else:
        description.write(chosen.file)
    return 0


def back_up(settings: Settings, chosen: argparse.Namespace) -> int:
    """Writes the whole store into one file; the service may go on running."""
    with store(settings) as ready:
        backup.back_up(ready, chosen.file, datetime.now(UTC), print)
    print(f"已备份到 {chosen.file}，请另外保管密钥 / saved to {chosen.file}; keep the keys apart from it")
    return 0


def restore(settings: Settings, chosen: argparse.Namespace) -> int:
    """Fills an empty store from such a file; the keys must be in place."""
    settings.keys()
    with store(settings) as ready:
        backup.restore(ready, chosen.file, print)
        if ready.erasure_list.exists():
            _erase_again(ready)
    print("已恢复，请运行 yingmen verify 核对 / restored; check it with `yingmen verify`")
    return 0


def export_centre(settings: Settings, chosen: argparse.Namespace) -> int:
    """Writes one centre with everything it has into a file."""
    from app import moving

    with store(settings) as ready:
        name = asyncio.run(moving.export_centre(ready, chosen.file, chosen.centre, datetime.now(UTC)))
    print(f"{name} 已导出到 {chosen.file}，密钥另行携带 / written; bring the keys by another way")
    return 0


def import_centre(settings: Settings, chosen: argparse.Namespace) -> int:
    """Brings a centre's file into a store that does not hold it; the keys must be in place."""
    from app import moving
    from app.database import migrations

    settings.keys()
    with store(settings) as ready:
        asyncio.run(migrations.upgrade(ready.sqlalchemy_url()))
        name = asyncio.run(moving.import_centre(ready, chosen.file))
        if ready.erasure_list.exists():
            _erase_again(ready)
    print(f"{name} 已导入，请运行 yingmen verify 核对 / {name} is in; check it with `yingmen verify`")
    return 0


def erase_again(settings: Settings, chosen: argparse.Namespace) -> int:
    """Erases once more what was erased before, after an older backup came back."""
    with store(settings) as ready:
        _erase_again(ready, chosen.file)
    return 0


def _erase_again(settings: Settings, list_file: Path | None = None) -> None:
    from app.privacy.command import erase_again as again

    done = asyncio.run(again(settings, list_file or settings.erasure_list))
    print(f"已再次清除 {done} 项个人信息 / erased once more: {done}")


def rotate_key(settings: Settings, _chosen: argparse.Namespace) -> int:
    """Makes a new key and seals every contact and channel with it; older ones stay at hand until retired."""
    name = settings.add_contact_key()
    print(f"新密钥 / new key: {name}")
    _reseal(settings)
    print("请重启服务，然后运行 yingmen retire-keys / restart the service, then run `yingmen retire-keys`")
    return 0


def retire_keys(settings: Settings, _chosen: argparse.Namespace) -> int:
    """Seals what older keys still seal, then takes them out of the key file; after the service restarted."""
    _reseal(settings)
    older = settings.retire_contact_keys()
    print(f"已停用的密钥 / keys retired: {', '.join(older) or '—'}")
    return 0


def _reseal(settings: Settings) -> None:
    from app.privacy.command import reseal

    with store(settings) as ready:
        done = asyncio.run(reseal(ready))
    print(
        f"已重新加密 {done.contacts} 个联系方式、{done.channels} 个推送渠道 / "
        f"sealed anew: {done.contacts} contacts, {done.channels} channels"
    )


def healthy(settings: Settings, _chosen: argparse.Namespace) -> int:
    """Says by its exit code whether the service on this machine answers."""
    try:
        serving.ask_health(settings, timeout=3)
    except (OSError, urllib.error.URLError) as error:
        _complain(f"没有应答 / no answer: {error}")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="yingmen",
        description="应门：业主服务中心的受理台。设置见 README（YINGMEN_…）。 / "
        "Yingmen, the desk of a service centre. Settings (YINGMEN_…) stand in the README.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Command, zh: str) -> argparse.ArgumentParser:
        en = (command.__doc__ or "").rstrip(".")
        added = commands.add_parser(name, help=f"{zh} / {en}", description=f"{zh} / {en}")
        added.set_defaults(command=command)
        return added

    running = add("run", run, "启动整套服务")
    running.add_argument("--end-with-parent", action="store_true", help=argparse.SUPPRESS)
    serving_ = add("serve", serve, "只启动接口与界面")
    serving_.add_argument("--socket", type=int, help=argparse.SUPPRESS)
    add("worker", worker, "只启动后台任务")
    add("migrate", migrate, "更新数据库结构")
    showing = add("demo", demo, "显示演示中心的登录名与密码")
    showing.add_argument("--fill-only", action="store_true", help=argparse.SUPPRESS)
    showing.add_argument("--show-only", action="store_true", help=argparse.SUPPRESS)
    making = add("create-admin", create_admin, "建立系统管理员")
    making.add_argument("login", help="登录名 / sign-in name")
    making.add_argument("--name", help="姓名 / the person's name")
    making.add_argument(
        "--centre", help="服务中心的名称，新名称即新建 / the centre's name; a new name opens it"
    )
    making.add_argument("--zone", default="Asia/Shanghai", help="中心的时区 / the centre's time zone")
    joining = add("group", group, "指定集团包含哪些中心")
    joining.add_argument("name", help="集团的名称 / the group's name")
    joining.add_argument("centres", nargs="*", help="中心的名称 / the centres' names")
    add("verify", verify, "核对全部记录")
    describing = add("openapi", openapi, "导出接口说明")
    describing.add_argument("file", type=Path, nargs="?", default=Path("openapi/openapi.json"))
    describing.add_argument("--check", action="store_true", help="只核对，不写 / compare, do not write")
    add("backup", back_up, "备份").add_argument("file", type=Path)
    add("restore", restore, "恢复").add_argument("file", type=Path)
    leaving = add("export-centre", export_centre, "把一个中心的全部数据导出为一个文件")
    leaving.add_argument("file", type=Path)
    leaving.add_argument("--centre", help="中心的名称 / the centre's name; needed where there are several")
    add("import-centre", import_centre, "把中心文件导入尚无此中心的数据库").add_argument("file", type=Path)
    again = add("erase-again", erase_again, "恢复后再次清除已删除的个人信息")
    again.add_argument("file", type=Path, nargs="?", help="清除清单 / the list; by default the data folder's")
    add("rotate-key", rotate_key, "更换联系方式的密钥")
    add("retire-keys", retire_keys, "停用旧的联系方式密钥")
    add("healthy", healthy, "服务是否应答")
    return parser


def _complain(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
