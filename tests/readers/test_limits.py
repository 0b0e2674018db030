from __future__ import annotations

import io
import random
import re
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

import pytest

from workbench.errors import UnreadableFileError
from workbench.readers.docx import read_docx
from workbench.readers.limits import MAX_DEPTH, check_archive, open_archive
from workbench.readers.raw import RawText
from workbench.readers.tables import read_xlsx_documents
from workbench.readers.unreadable import explain_unreadable

WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
SECONDS = 15  # far above what a refusal takes on a busy machine, far below a hang
MEGABYTES = 200


def pack(path: Path, parts: Iterable[tuple[str, str | bytes]]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return path


def refusal(read: Callable[[Path], object], path: Path) -> str:
    """What the reader says; it must say it in one line, soon, and in little memory."""
    started = time.monotonic()
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableFileError) as caught:
            read(path)
        assert tracemalloc.get_traced_memory()[1] < MEGABYTES * 2**20
    finally:
        tracemalloc.stop()
    assert time.monotonic() - started < SECONDS
    assert "\n" not in str(caught.value)
    return str(caught.value)


def bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.xml", "w") as part:
        for _ in range(1024):
            part.write(bytes(2**20))
    return path


@pytest.mark.slow
def test_a_gigabyte_of_zeros_is_not_unpacked(tmp_path: Path) -> None:
    assert "unpacks to" in refusal(read_docx, bomb(tmp_path / "a.docx"))
    assert "unpacks to" in refusal(read_xlsx_documents, bomb(tmp_path / "a.xlsx"))


def test_a_part_that_grows_too_much_is_not_unpacked(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.docx", [("word/document.xml", WORD + " " * 2**22)])
    assert "more than 200 times its size" in refusal(read_docx, path)


def test_a_size_lied_about_ends_in_an_error_not_in_memory(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.docx", [("word/document.xml", WORD + "<w:p/>" * 2**19)])
    data = path.read_bytes()
    true, false = (n.to_bytes(4, "little") for n in (len(WORD) + 6 * 2**19, 1000))
    path.write_bytes(data.replace(true, false))
    assert "damaged" in refusal(read_docx, path)


def test_a_hundred_thousand_parts_are_refused(tmp_path: Path) -> None:
    many = zipfile.ZipFile(tmp_path / "a.docx", "w")
    with many:
        for i in range(100_000):
            many.writestr(zipfile.ZipInfo(str(i)), b"")
    assert "table of contents" in refusal(read_docx, tmp_path / "a.docx")


ENTITIES = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "haha"}">' for i in range(10))


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "docProps/core.xml"])
def test_entities_are_refused_in_every_part(tmp_path: Path, part: str) -> None:
    laughs = f"<?xml version='1.0'?><!DOCTYPE d [{ENTITIES}]>{WORD}<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>"
    path = pack(tmp_path / "a.docx", [(part, laughs + "</w:body></w:document>")])
    assert "DOCTYPE" in refusal(read_docx, path)
    assert "DOCTYPE" in refusal(read_xlsx_documents, pack(tmp_path / "b.xlsx", [("xl/styles.xml", laughs)]))


def test_entities_are_found_in_utf_16_too(tmp_path: Path) -> None:
    xml = f"<?xml version='1.0' encoding='utf-16'?><!DOCTYPE d [{ENTITIES}]><d>&a9;</d>"
    path = pack(tmp_path / "a.docx", [("word/document.xml", xml.encode("utf-16"))])
    assert "DOCTYPE" in refusal(check_archive, path)


def nested(depth: int) -> str:
    opened, closed = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    text = "<w:p><w:r><w:t>里</w:t></w:r></w:p>"
    return f"{WORD}{opened * depth}{text}{closed * depth}</w:body></w:document>"


def test_five_thousand_elements_inside_each_other_are_refused(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.docx", [("word/document.xml", nested(5000))])
    assert "deep inside each other" in refusal(read_docx, path)


def test_the_deepest_tables_allowed_are_read(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.docx", [("word/document.xml", nested((MAX_DEPTH - 5) // 3))])
    assert read_docx(path)[0].text == "里\n"


def test_too_many_elements_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.readers.limits.MAX_TREE_ELEMENTS", 1000)
    path = pack(tmp_path / "a.docx", [("word/document.xml", WORD + "<w:p/>" * 1000)])
    assert "more than 1,000 elements" in refusal(read_docx, path)


def test_a_password_on_the_archive_is_named(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.docx", [("word/document.xml", WORD)])
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert "password" in refusal(read_docx, path)


def test_other_ways_of_packing_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", WORD)
    assert "packed in a way" in refusal(read_docx, tmp_path / "a.docx")


def test_archives_inside_are_not_opened(tmp_path: Path) -> None:
    inner = pack(tmp_path / "inner.zip", [("zeros", bytes(2**24))]).read_bytes()
    path = pack(tmp_path / "a.docx", [("word/document.xml", nested(1)), ("word/embeddings/a.xlsx", inner)])
    assert read_docx(path)[0].text == "里\n"


def test_drawings_that_are_no_valid_xml_and_web_pages_inside_do_no_harm(tmp_path: Path) -> None:
    parts = [
        ("word/document.xml", nested(1)),
        ("word/v.vml", "<xml><br></xml>"),
        ("a.htm", "<!DOCTYPE html>"),
    ]
    assert check_archive(pack(tmp_path / "a.docx", parts)) is None
    with open_archive(tmp_path / "a.docx") as archive:
        assert len(archive.namelist()) == 3


ole2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")


def stream(name: str) -> bytes:
    return ole2 + name.encode("utf-16-le").ljust(128, b"\0")


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("a.doc", stream("WordDocument"), "old Word file.*--convert-to docx a.doc"),
        ("我的 文件.docx", stream("WordDocument"), "old Word file.*--convert-to docx '我的 文件.docx'"),
        ("a.docx", stream("EncryptedPackage"), "password"),
        ("a.xlsx", stream("EncryptedPackage"), "password"),
        ("a.wps", stream("WordDocument"), "WPS"),
        ("a.wps", b"anything", "WPS"),
        ("a.ppt", stream("PowerPoint Document"), "PowerPoint.*--convert-to pdf"),
        ("a.docx", stream("Other"), "old Office file"),
        ("a.rtf", rb"{\rtf1 x}", r"rich text file \(.rtf\)"),
        ("a.doc", rb"{\rtf1 x}", r"rich text file \(.rtf\)"),
        ("a.doc", b"<html><body>", "web page under another ending; name it .html"),
        ("a.doc", b"\xef\xbb\xbf<!DOCTYPE html>", "web page"),
        ("a.doc", b"MIME-Version: 1.0", "web archive"),
        ("a.pages", b"PK", "Pages"),
    ],
)
def test_what_has_no_reader_is_named_with_a_remedy(
    tmp_path: Path, name: str, content: bytes, line: str
) -> None:
    (tmp_path / name).write_bytes(content)
    explained = explain_unreadable(tmp_path / name)
    assert explained is not None
    assert re.search(line, explained)
    assert "\n" not in explained


def test_a_word_file_under_another_ending_is_named(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.doc", [("word/document.xml", nested(1))])
    assert explain_unreadable(path) == "is a Word file under another ending; name it .docx"
    assert explain_unreadable(path.rename(tmp_path / "a.docx")) is None
    (tmp_path / "a.txt").write_text("文", encoding="utf-8")
    assert explain_unreadable(tmp_path / "a.txt") is None
    assert explain_unreadable(tmp_path / "absent.txt") is None


@pytest.mark.shared
def test_old_word_files_are_named(shared: Path) -> None:
    files = sorted((shared / "real" / "messy_docs" / "doc").iterdir())
    assert [f.name for f in files if "old Word file" not in str(explain_unreadable(f))] == []


def variants(data: bytes, seed: int) -> Iterable[bytes]:
    rng = random.Random(seed)
    while True:
        changed = bytearray(data)
        for _ in range(rng.choice((1, 4, 40))):
            changed[rng.randrange(len(changed))] = rng.randrange(256)
        yield bytes(changed) if rng.random() < 0.7 else bytes(changed[: rng.randrange(len(changed))])


def repacked(data: bytes, seed: int) -> Iterable[bytes]:
    """Change the parts inside, so that the damage is not found by a checksum of the archive."""
    rng = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    while True:
        name = rng.choice([n for n in parts if n.endswith((".xml", ".rels"))])
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for part, content in parts.items():
                archive.writestr(part, worse(content, rng) if part == name else content)
        yield target.getvalue()


def worse(content: bytes, rng: random.Random) -> bytes:
    """Take out, double, or empty a tag or an attribute, so that much of what comes out is still XML."""
    found = list(re.finditer(rb"<[^<>]*/>|[\w:]+=\"[^\"]*\"", content)) or [re.match(rb"", content)]
    hit = rng.choice(found)
    assert hit is not None
    new = rng.choice([b"", hit[0] * 2, re.sub(rb"\".*\"", b'"-7"', hit[0]), re.sub(rb"\d", b"9", hit[0])])
    return content[: hit.start()] + new + content[hit.end() :]


def said(read: Callable[[Path], tuple[RawText, ...]], path: Path) -> str:
    try:
        return str(len(read(path)))
    except UnreadableFileError as error:
        return str(error)


@pytest.mark.shared
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_damaged_files_are_read_or_refused(shared: Path, tmp_path: Path, kind: str) -> None:
    read = {"docx": read_docx, "xlsx": read_xlsx_documents}[kind]
    for seed, file in enumerate(sorted((shared / "real" / "messy_docs" / kind).iterdir())):
        data = file.read_bytes()
        worse_ones = [*islice(variants(data, seed), 8)]
        worse_ones += islice(repacked(data, seed), 8) if zipfile.is_zipfile(file) else ()
        for damaged in worse_ones:
            (tmp_path / file.name).write_bytes(damaged)
            assert said(read, tmp_path / file.name).count("\n") == 0
