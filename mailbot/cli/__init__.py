"""The command line: one module per command, loaded only when it is called."""

from __future__ import annotations

import importlib

import click

COMMANDS = {
    "verify": "Kiểm tra chữ ký số của tệp PDF hoặc thư S/MIME.",
    "read": "Đọc thể thức văn bản (số, ký hiệu, ngày, trích yếu…).",
    "unpack": "Bóc tách một thư điện tử và tệp đính kèm.",
    "reply": "Đọc ý kiến chỉ đạo trong một thư trả lời.",
    "explain": "Cho biết hệ thống sẽ làm gì với một thư, từng quy tắc một.",
    "init": "Thiết lập lần đầu: hỏi hộp thư, thử IMAP và SMTP, ghi mailbot.toml.",
    "check": "Kiểm tra cấu hình, hộp thư, cơ sở dữ liệu, kho tin cậy.",
    "trust": "Kho chứng thư tin cậy: thêm, xem, bỏ, kiểm tra.",
    "dkim": "Khóa DKIM của máy chủ thư: xem khóa đã lưu, thử một thư.",
    "sign": "Ký số của cơ quan lên tệp PDF.",
    "signer": "Chạy riêng tiến trình giữ khóa ký, bằng một người dùng riêng.",
    "run": "Chạy hệ thống và cổng văn thư.",
    "go": "Kết thúc chế độ chỉ đọc: cho phép xử lý hộp thư thật.",
    "inbox": "Xem, thử lại, đối chiếu các thư đã nhận.",
    "documents": "Xem và xử lý văn bản đến.",
    "recalls": "Thu hồi văn bản cơ quan đã gửi: đề nghị, xem, ghi trả lời.",
    "archive": "Tạo bản lưu trữ có dấu thời gian cho văn bản.",
    "agencies": "Danh bạ cơ quan gửi văn bản: nạp, xem, đối chiếu.",
    "people": "Quản lý người dùng, đơn vị.",
    "delegations": "Ủy quyền xử lý văn bản: ghi, xem, chấm dứt.",
    "db": "Nâng cấp cơ sở dữ liệu.",
    "fsck": "Kiểm tra toàn vẹn: nhật ký, tệp gốc, số đến, kết quả xử lý.",
    "demo": "Chạy bản trình diễn trên máy này.",
}


class LazyGroup(click.Group):
    """Imports `mailbot.cli.<name>` and takes its `command` when the command is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"mailbot.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Lệnh"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mailbot")
def main() -> None:
    """mailbot: tiếp nhận, kiểm tra, đăng ký và chuyển văn bản điện tử qua thư."""
