"""EUC-TW, for which Python has no codec: planes 1 and 2 of CNS 11643, nearly in the order of Big5.

Each range below is a stretch of cells that follow one another in both standards. Cells count from 0, 94 a
row in CNS 11643 (row 1, cell 1 is bytes A1 A1) and 157 a row in Big5 (A1 40 is 0). Planes 3 and up hold rare
characters outside Big5; their bytes stay undecodable. Checked cell by cell against the C library's iconv.
"""

from __future__ import annotations

import functools
import re
import sys

_PLANE_1 = (
    *((0, 0, 5), (6, 6, 15), (21, 23, 2), (24, 22, 1), (29, 29, 44), (73, 74, 1), (74, 73, 1), (75, 75, 22)),
    *((98, 98, 1), (100, 100, 27), (127, 128, 1), (128, 127, 1), (129, 129, 19), (148, 149, 1)),
    *((149, 148, 1), (150, 150, 4), (155, 21, 1), (156, 156, 78), (282, 234, 29), (312, 264, 1)),
    *((314, 266, 142), (470, 6101, 20), (3290, 471, 1412), (4702, 1884, 424), (5126, 1883, 1)),
    *((5127, 2308, 1876), (7003, 4571, 1), (7004, 4184, 387), (7391, 4572, 525), (7916, 5286, 1)),
    *((7917, 5097, 105), (8023, 5203, 83), (8106, 5287, 84), (8190, 5517, 1), (8191, 5371, 54)),
    *((8245, 5426, 1), (8246, 5425, 1), (8247, 5427, 90), (8337, 5518, 354)),
)
_PLANE_2 = (
    *((0, 6280, 10), (10, 6291, 33), (43, 6372, 1), (44, 6324, 48), (92, 6373, 46), (138, 6586, 1)),
    *((139, 6419, 167), (306, 6587, 1840), (2146, 9074, 1), (2147, 8428, 108), (2255, 8537, 537)),
    *((2792, 8427, 1), (2793, 9075, 100), (2893, 8536, 1), (2894, 9175, 399), (3293, 9575, 1637)),
    *((4930, 11761, 1), (4931, 11212, 146), (5077, 11899, 1), (5078, 11358, 287), (5365, 12508, 1)),
    *((5366, 11645, 116), (5482, 11762, 137), (5619, 11900, 104), (5723, 12425, 1), (5724, 12004, 222)),
    *((5946, 12227, 198), (6144, 12426, 82), (6226, 12509, 86), (6312, 12226, 1), (6313, 12595, 8)),
    *((6321, 12604, 153), (6474, 12758, 56), (6530, 13114, 1), (6531, 12814, 113), (6644, 12603, 1)),
    *((6645, 12927, 142), (6787, 12757, 1), (6788, 13069, 45), (6833, 13115, 71), (6904, 13380, 1)),
    *((6905, 13186, 194), (7099, 13381, 490), (7589, 13914, 1), (7590, 13871, 43), (7633, 13915, 1)),
    *((7634, 13917, 11), (7645, 13916, 1), (7646, 13928, 4)),
)
#: Cells of plane 1 that Big5 lacks, or that Unicode names better.
_BESIDE_BIG5 = (
    *((5, "・"), (23, "︲"), (154, "‖"), (490, "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ"), (571, "亠"), (578, "冫"), (583, "勹")),
    *((3102, "".join(map(chr, range(0x2400, 0x2420))) + "␡"), (8022, "彞")),
)
_RUNS = re.compile(rb"[\x00-\x7f]+|(?:[\xa1-\xfe]{2})+|\x8e[\xa1-\xb0][\xa1-\xfe]{2}|.", re.DOTALL)
_PLANE_2_MARK = b"\x8e\xa2"


def decode_euc_tw(data: bytes) -> str:
    """Decode, one to one: a byte that means nothing becomes U+DC00 plus its value.

    >>> decode_euc_tw(bytes.fromhex("eabde6fb"))
    '網路'
    """
    one, two = _plane_1(), _plane_2()
    pieces: list[str] = []
    for match in _RUNS.finditer(data):
        run = match.group()
        if run[0] < 0x80:
            pieces.append(run.decode("ascii"))
        elif run.startswith(_PLANE_2_MARK):
            cell = two[int.from_bytes(run[2:], sys.byteorder)]
            pieces.append(cell if len(cell) == 1 else _escape(run))
        elif run[0] >= 0xA1 and len(run) > 1:
            pieces += [one[pair] for pair in memoryview(run).cast("H")]
        else:
            pieces.append(_escape(run))
    return "".join(pieces)


def encode_euc_tw(text: str) -> bytes:
    """Encode a text without escapes.

    Raises
    ------
    UnicodeEncodeError
        At the first character that is in neither plane.
    """
    codes = _codes()
    try:
        return b"".join([codes[character] for character in text])
    except KeyError as error:
        at = text.index(error.args[0])
        raise UnicodeEncodeError("euc-tw", text, at, at + 1, "not in CNS 11643 planes 1 and 2") from None


@functools.cache
def _codes() -> dict[str, bytes]:
    two = {cell: _PLANE_2_MARK + pair.to_bytes(2, sys.byteorder) for pair, cell in _plane_2().items()}
    one = {cell: pair.to_bytes(2, sys.byteorder) for pair, cell in _plane_1().items()}
    return two | one | {chr(i): bytes([i]) for i in range(128)}


@functools.cache
def _plane_1() -> dict[int, str]:
    return _cells(_PLANE_1) | {_pair(cns + i): c for cns, text in _BESIDE_BIG5 for i, c in enumerate(text)}


@functools.cache
def _plane_2() -> dict[int, str]:
    return _cells(_PLANE_2)


def _cells(ranges: tuple[tuple[int, int, int], ...]) -> dict[int, str]:
    """Every pair of bytes, as the number the machine reads it as, and its character or its two escapes."""
    cells = {_pair(i): _escape(bytes(_row_and_cell(i))) for i in range(94 * 94)}
    for cns, big5, count in ranges:
        cells |= {_pair(cns + i): _big5(big5 + i) for i in range(count)}
    return cells


def _row_and_cell(i: int) -> tuple[int, int]:
    return 0xA1 + i // 94, 0xA1 + i % 94


def _pair(i: int) -> int:
    return int.from_bytes(bytes(_row_and_cell(i)), sys.byteorder)


def _big5(i: int) -> str:
    trail = i % 157
    return bytes((0xA1 + i // 157, trail + (0x40 if trail < 63 else 0x62))).decode("cp950")


def _escape(data: bytes) -> str:
    return "".join(chr(0xDC00 + byte) for byte in data)
