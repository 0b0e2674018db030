"""Subtitles, as speech recognition writes them: srt and vtt, with the time of every cue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from workbench.corpus.changes import Change
from workbench.errors import UnreadableFileError
from workbench.readers.markup import entity_text
from workbench.readers.plain import check_count, open_text, raw_text
from workbench.readers.raw import Place, RawText

_END = r"(?:\r\n|\r|\n|\Z)"
_LINE = re.compile(rf"([^\r\n]*){_END}")
_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?"
_TIMES = re.compile(rf"[ \t]*({_TIME})[ \t]*-->[ \t]*{_TIME}(?:[ \t].*)?")
_TAG = re.compile(
    r"<(?P<time>\d[\d:.,]*)>|<v(?:\.[^\s<>]{1,100})?[ \t]+(?P<voice>[^<>\r\n]{1,200})>"
    r"|</?(?:[bivu]|c|font|lang|ruby|rt)(?:[.\s][^<>\r\n]{0,300})?>|\{\\[^{}\r\n]{1,100}\}",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:amp|lt|gt|nbsp|lrm|rlm|quot|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)
_NUMBER = re.compile(r"\ufeff?[ \t]*\d+[ \t]*")
_BLOCK = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION|X-TIMESTAMP-MAP)(?=[ \t:=]|$)")
_HEADING = re.compile(r"\ufeff?WEBVTT")


@dataclass(slots=True)
class _Cues:
    """What has been found so far while the lines pass by."""

    text: str
    is_vtt: bool
    changes: list[Change] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    speakers: dict[str, None] = field(default_factory=dict)
    kept: int = 0  # end of the last line that stays
    rule: str = "markup"  # of what has been left out since

    def keep(self, start: int, end: int, *, with_end: int) -> None:
        """A line that stays; what was left out before it goes."""
        if self.kept < start:
            self.changes.append(Change(self.kept, start, "", self.rule))
        self.changes += self.marks(start, end)
        check_count(len(self.changes))
        self.kept, self.rule = with_end, "markup"

    def marks(self, start: int, end: int) -> Iterator[Change]:
        for tag in _TAG.finditer(self.text, start, end):
            voice = " ".join(entity_text(tag["voice"] or "").split()).rstrip("：:")
            if voice:
                self.speakers[voice] = None
                yield Change(tag.start(), tag.end(), self.opening(start, tag.start(), voice), "markup")
            else:
                yield Change(tag.start(), tag.end(), "", "time" if tag["time"] else "markup")
        if self.is_vtt and self.text.find("&", start, end) >= 0:
            for entity in _ENTITY.finditer(self.text, start, end):
                yield Change(entity.start(), entity.end(), entity_text(entity.group()), "entity")

    def opening(self, start: int, at: int, voice: str) -> str:
        """A turn begins on a line of its own, also where two voices share one."""
        before = _TAG.sub("", self.text[start:at])
        return f"\n{voice}：" if before.strip() else f"{voice}："


def read_srt(path: Path) -> tuple[RawText, ...]:
    """Read SubRip subtitles: the lines spoken, each with its time as place.

    Raises
    ------
    UnreadableFileError
        If the file is too large, no text, or holds no time of a cue.
    """
    return (_read(path, "srt"),)


def read_vtt(path: Path) -> tuple[RawText, ...]:
    """Read WebVTT subtitles: the lines spoken, each with its time as place; ``<v Name>`` becomes ``Name：``.

    Raises
    ------
    UnreadableFileError
        If the file is too large, no text, or holds no time of a cue.
    """
    return (_read(path, "vtt"),)


def _read(path: Path, reader: str) -> RawText:
    decoded = open_text(path)
    cues = _Cues(decoded.text, is_vtt=reader == "vtt")
    _walk(cues)
    if not cues.places:
        raise UnreadableFileError(
            "holds no time of a cue (00:00:01.000 --> 00:00:02.000); if it is plain text, rename it to .txt"
        )
    if cues.kept < len(decoded.text):
        cues.changes.append(Change(cues.kept, len(decoded.text), "", cues.rule))
    changes = sorted(cues.changes, key=lambda change: change.start)
    return raw_text(decoded, reader, changes=changes, places=cues.places, speakers=tuple(cues.speakers))


def _lines(text: str) -> Iterator[tuple[int, int, int]]:
    """Beginning, end, and end with its line end, of each line."""
    for n, line in enumerate(_LINE.finditer(text)):
        check_count(n)
        if line.end() > line.start():
            yield line.start(1), line.end(1), line.end()


def _walk(cues: _Cues) -> None:
    """Sort the lines: times, numbers and blank lines between cues go, notes go, all others stay."""
    is_note = False
    is_new = True  # at the beginning of a block
    for (start, end, after), (next_start, next_end, _) in pairwise((*_lines(cues.text), (0, 0, 0))):
        line, following = cues.text[start:end], cues.text[next_start:next_end]
        times = _TIMES.fullmatch(line)
        if not line.strip():
            is_note, is_new = False, True
        elif times:
            cues.places.append(Place(after, _label(times[1])))
            cues.rule, is_note, is_new = "time", False, False
        elif _is_name_of_cue(line, following, is_new=is_new, is_vtt=cues.is_vtt):
            cues.rule = "time"
        elif is_note or (
            is_new and cues.is_vtt and (_BLOCK.match(line) or (start == 0 and _HEADING.match(line)))
        ):
            is_note, is_new = True, False
        else:
            cues.keep(start, end, with_end=after)
            is_new = False


def _is_name_of_cue(line: str, following: str, *, is_new: bool, is_vtt: bool) -> bool:
    """The number above the times; in vtt it may be any word."""
    return _TIMES.fullmatch(following) is not None and (
        _NUMBER.fullmatch(line) is not None or (is_new and is_vtt)
    )


def _label(time: str) -> str:
    """Time as hh:mm:ss.mmm.

    >>> _label("1:02,5")
    '00:01:02.500'
    """
    clock, _, fraction = time.replace(",", ".").partition(".")
    parts = ["0", *clock.split(":")][-3:]
    return ":".join(part.zfill(2) for part in parts) + "." + fraction.ljust(3, "0")
