"""Prints the cases as a page for officials: python -m thidua.engine.rulebook.manual tests/law > docs/law.md"""

import sys
from collections.abc import Iterator
from pathlib import Path

from thidua.language.dates import format_date
from thidua.language.numbers import format_money

from .cases.form import QUESTIONS, CaseFile, read_cases
from .cases.run import CaseResult, run_file
from .lawbook.catalogue import Catalogue
from .lawbook.loading import load_catalogue

_ANSWERS = {
    "papers": {"met": "Đủ giấy tờ.", "not_met": "Thiếu giấy tờ.", "unknown": "Chưa kết luận được."},
    "authority": {"yes": "Có.", "no": "Không.", "unknown": "Chưa kết luận được."},
    "vote": {"passed": "Đạt.", "failed": "Không đạt.", "no_vote": "Không cần bỏ phiếu."},
    "quota": {"within": "Trong mức cho phép.", "over": "Vượt mức cho phép."},
    "fund": {"within": "Trong trần.", "over": "Vượt trần.", "no_limit": "Chưa thấy trần."},
}
_SOURCES = {
    "S": "câu trả lời đã đọc trong văn bản hoặc trả lời của cơ quan nhà nước",
    "L": "quy định đã đọc, kết quả do áp dụng quy định",
    "M": "theo trí nhớ hoặc suy ra, chỉ cảnh báo",
}


def manual(folder: Path, catalogue: Catalogue) -> str:
    """The whole page in Markdown, made from every file of cases in the folder, with the answers the engine gives."""
    lines = [*_head(catalogue)]
    for path in sorted(folder.glob("*.yaml")):
        lines += _chapter(read_cases(path), run_file(path))
    return "\n".join(lines).rstrip() + "\n"


def _head(catalogue: Catalogue) -> Iterator[str]:
    yield "# Pháp luật thi đua, khen thưởng qua các trường hợp"
    yield ""
    yield "Trang này được in ra từ các tệp trong `tests/law`, kèm câu trả lời của chương trình; đừng sửa tay."
    yield "Đây không phải văn bản pháp luật. Giá trị chưa đọc được nguyên văn chỉ cảnh báo, không dùng để từ chối."
    yield ""
    yield "| Thời kỳ | Từ ngày | Đến ngày | Căn cứ |"
    yield "|---|---|---|---|"
    for code, regime in catalogue.regimes.items():
        start = format_date(regime.start) if regime.start else ""
        end = format_date(regime.end) if regime.end else "nay"
        yield f"| {code} | {start} | {end} | {regime.name} |"
    for regime in catalogue.regimes.values():
        if regime.warning:
            yield ""
            yield f"> {regime.warning}"
    yield ""
    yield "Nguồn của mỗi kết quả: " + "; ".join(f"**{code}** {text}" for code, text in _SOURCES.items()) + "."


def _chapter(content: CaseFile, results: tuple[CaseResult, ...]) -> Iterator[str]:
    yield ""
    yield f"## {content.title}"
    yield ""
    yield content.about
    for result in results:
        yield from _case(result)


def _case(result: CaseResult) -> Iterator[str]:
    case = result.case
    yield ""
    yield f"### {case.id}. {case.text.strip()}"
    yield ""
    asked = f" {case.award}," if case.award else ""
    yield f"- **Hỏi:**{asked} ngày {format_date(case.on)}. {QUESTIONS[case.question]}"
    yield f"- **Trả lời:** {_answer(result)}"
    for warning in result.warnings:
        yield f"- **Cảnh báo:** {warning}"
    if case.overlays:
        yield f"- **Có quy định riêng:** {', '.join(case.overlays)}"
    yield f"- **Căn cứ:** {case.clause} (nguồn {case.source})"


def _answer(result: CaseResult) -> str:
    got, question = result.got, result.case.question
    if got.get("answer") == "error":
        return f"Không trả lời được. {result.sentence}"
    if question in ("bonus", "stack"):
        amount = got.get("amount")
        return f"{format_money(amount) if amount is not None else 'Chưa tính được'}. {result.sentence}"
    short = _ANSWERS.get(question, {}).get(str(got.get("answer")), "")
    return f"{short} {result.sentence}".strip()


if __name__ == "__main__":
    sys.stdout.write(manual(Path(sys.argv[1]), load_catalogue()))
