from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench.corpus.encoding import byte_alarms, decode, decode_bytes, decode_exactly, encode
from workbench.corpus.encoding.changes import find_byte_changes
from workbench.corpus.encoding.euc_tw import decode_euc_tw, encode_euc_tw
from workbench.errors import UnreadableFileError

SIMPLIFIED = "社区里的老人说，电梯装好以后，大家见面的机会反而多了。"
TRADITIONAL = "社區裡的老人說，電梯裝好以後，大家見面的機會反而多了。"
WESTERN = "Die Bürger der Stadt Köln prüfen, ob das Café in der Straße geöffnet wird."
ENCODINGS = (
    "utf-8",
    "gb18030",
    "cp950",
    "big5hkscs",
    "euc-tw",
    "utf-16-le",
    "utf-16-be",
    "utf-32-le",
    "cp1252",
)


def to_bytes(text: str, encoding: str) -> bytes:
    return encode_euc_tw(text) if encoding == "euc-tw" else text.encode(encoding)


@pytest.mark.parametrize("length", [6, 12, 27])
@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "gb2312", "gb18030"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "cp950"),
        (TRADITIONAL, "euc-tw", "euc-tw"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (TRADITIONAL, "utf-16-be", "utf-16-be"),
    ],
)
def test_a_short_text_is_read_in_every_encoding(text: str, encoding: str, name: str, length: int) -> None:
    data = to_bytes(text[:length], encoding)
    decoded = decode_exactly(data)
    assert (decoded.text, decoded.encoding) == (text[:length], name)
    assert decoded.encode_back() == data


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_is_kept_apart_and_certain(encoding: str) -> None:
    decoded = decode_exactly(SIMPLIFIED.encode(encoding))
    assert decoded.text == SIMPLIFIED
    assert decoded.bom
    assert (decoded.confidence, decoded.evidence) == (1.0, "byte order mark")


@pytest.mark.parametrize(
    "text", [WESTERN, "naïve résumé", "Les élèves étaient déjà là.", "La opinión del señor", "£5 at 20°C"]
)
def test_western_text_is_not_taken_for_chinese(text: str) -> None:
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.shared
def test_few_pieces_of_20_bytes_are_misread(shared: Path) -> None:
    misses = total = 0
    for file in sorted((shared / "real/opengov_transcripts/md").glob("2018*.md")):
        for start in range(0, 10_000, 500):
            text = "".join(c for c in file.read_text("utf-8")[start:][:40] if c > "\u2fff")[:10]
            for encoding in ("gb18030", "cp950", "utf-16-le", "utf-8"):
                data = text.encode(encoding, "ignore")
                if len(text) == 10:
                    total += 1
                    misses += decode_exactly(data).text != text
    assert total > 1000
    assert misses <= total / 200  # measured: 1 of 1,604 pieces of ten characters


@given(st.binary(max_size=200), st.sampled_from(ENCODINGS))
@example(b"\xa2\xcc\xa4\x51\xf9\xf9", "cp950")  # second codes
@example(b"\x88\x62\x88\x66\x80", "big5hkscs")  # a code of two characters
@example(b"\x00\xdc\x00\xd8\x80", "utf-16-le")  # halves of characters, half a unit
@example(b"\xff\xff\xff\xff\x00\xdc\x00\x00a", "utf-32-le")
@settings(max_examples=300, deadline=None)
def test_bytes_come_back_from_every_encoding(data: bytes, encoding: str) -> None:
    text = decode_bytes(data, encoding)
    assert encode(text, encoding) == data
    assert b"".join(encode(character, encoding) for character in text) == data


@given(st.binary(max_size=300) | st.text(max_size=100).map(lambda t: t.encode("gb18030", "ignore")))
@settings(deadline=None)
def test_a_file_comes_back_or_is_refused(data: bytes) -> None:
    try:
        decoded = decode_exactly(data)
    except UnreadableFileError:
        return
    assert decoded.encode_back() == data
    assert 0 <= decoded.confidence <= 1


@given(st.text(alphabet=TRADITIONAL + "\r\n", min_size=1, max_size=40))
@settings(deadline=None)
def test_the_same_text_in_every_encoding_reads_the_same(text: str) -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        assert decode_exactly(text.encode(encoding)).text == text
    longer = TRADITIONAL + text
    for encoding in ("utf-8", "gb18030", "cp950", "euc-tw", "utf-16-le"):
        assert decode_exactly(to_bytes(longer, encoding)).text == longer


@pytest.mark.parametrize("encoding", ["gb18030", "cp950", "euc-tw", "utf-8", "utf-16-le"])
def test_a_bad_byte_and_a_cut_end_leave_the_rest_readable(encoding: str) -> None:
    whole = to_bytes(TRADITIONAL * 3, encoding)
    broken = whole[:30] + b"\xff\xff" + whole[32:-1]
    decoded = decode_exactly(broken)
    assert decoded.encoding == encoding
    assert decoded.text.startswith(TRADITIONAL[:9])
    assert decoded.encode_back() == broken
    changes = find_byte_changes(decoded.text, encoding=encoding)
    assert byte_alarms(changes)[0].startswith("undecodable-byte: ") or encoding == "utf-16-le"


def test_second_codes_become_their_characters() -> None:
    assert (
        decode("价格：".encode("gbk") + b"\x80" + "100元，由社区居民分摊".encode("gbk")).text
        == "价格：€100元，由社区居民分摊"
    )
    assert decode(TRADITIONAL.encode("cp950") + b"\xa2\xcc").text == TRADITIONAL + "十"


def test_a_declared_encoding_is_used_when_the_bytes_agree() -> None:
    page = b'<meta charset="gb2312"><p>' + "应急".encode("gbk")
    assert decode_exactly(page).evidence == "declared in the file"
    wrong = '<meta charset="gb2312"><p>应急'.encode()
    assert decode_exactly(wrong).evidence == "valid UTF-8"
    assert decode_exactly(b'<meta charset="gb2312">' + TRADITIONAL.encode("cp950")).encoding == "cp950"


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + bytes(range(0, 256, 3)) * 50]
)
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="no text encoding"):
        decode_exactly(data)


def test_line_ends_and_nuls_are_changes_only() -> None:
    decoded = decode_exactly("一\r\n二\0三\ufeff".encode())
    assert decoded.text == "一\r\n二\0三\ufeff"
    rules = [change.rule for change in find_byte_changes(decoded.text)]
    assert rules == ["line-end", "nul", "byte-order-mark"]
    assert decode("一\r\n二\0三\ufeff".encode()).text == "一\n二三"


def test_every_character_of_cns_11643_agrees_with_iconv() -> None:
    marks = [b"", b"\x8e\xa2"]
    pairs = [bytes([a, b]) for a in range(0xA1, 0xFF) for b in range(0xA1, 0xFF)]
    codes = [mark + pair for mark in marks for pair in pairs if pair < b"\xf2\xc5" or not mark]
    text = [decode_euc_tw(code) for code in codes]
    known = [(c, t) for c, t in zip(codes, text, strict=True) if len(t) == 1]
    assert len(known) == 5867 + 7650
    data = b"\n".join(code for code, _ in known)
    run = subprocess.run(
        ["iconv", "-f", "EUC-TW", "-t", "UTF-8"], input=data, capture_output=True, check=False
    )
    if run.returncode:
        pytest.skip("this computer's iconv has no EUC-TW")
    pairs_of_names = zip((t for _, t in known), run.stdout.decode().split("\n"), strict=True)
    differing = {ours for ours, theirs in pairs_of_names if ours != theirs}
    assert differing <= set("¯～⊕⊙‧")  # two names in Unicode for one character; ours are those of Windows


@pytest.mark.shared
def test_real_files_of_other_encodings_read_right(shared: Path) -> None:
    folder = shared / "real/messy_docs"
    for name, encoding in (
        ("Big5", "cp950"),
        ("GB2312", "gb18030"),
        ("EUC-TW", "euc-tw"),
        ("UTF-16", "utf-16-le"),
    ):
        for file in (folder / f"text_{name}").iterdir():
            decoded = decode_exactly(file.read_bytes())
            assert (file.name, decoded.encoding) == (file.name, encoding)
            assert not any("\udc00" <= c <= "\udcff" for c in decoded.text)
            assert decoded.encode_back() == file.read_bytes()


@pytest.mark.slow
def test_large_files_are_read_fast() -> None:
    text = (SIMPLIFIED + "\n") * 400_000
    clean = text.encode()
    start = time.process_time()
    decode_exactly(clean)
    assert len(clean) / 1e6 / (time.process_time() - start) > 300
    start = time.process_time()
    decode_exactly(text.encode("gb18030"))
    assert time.process_time() - start < 3
