"""Every name here is invented."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.corpus import Corpus, Document
from workbench.corpus.identifiers import find_identifiers
from workbench.corpus.pseudonyms import (
    Key,
    KeyEntry,
    decide,
    names_in,
    next_pseudonym,
    pseudonymise,
    replace_names,
    suggest_pseudonyms,
)
from workbench.errors import InputError


def key_of(*pairs, kind="person"):
    return Key(tuple(KeyEntry(kind, text, pseudonym, "replace") for text, pseudonym in pairs))


NAMES = ("王秀英", "秀英", "王阿姨", "吕卫东")
KEY = key_of(*((name, f"【人0{i}】") for i, name in enumerate(NAMES, start=1)))


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("王秀英来了，秀英笑了", "【人01】来了，【人02】笑了"),
        ("王 秀 英、王　秀英、王\n秀英", "【人01】、【人01】、【人01】"),
        ("呂衛東", "【人04】"),
        ("王秀\n\n英", "王秀\n\n英"),
    ],
)
def test_the_longest_goes_first_and_spacing_is_seen_through(text, clean):
    assert replace_names(text, KEY) == clean


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("打13800012345", "打【电话01】"),
        ("打138-0001-2345", "打【电话01】"),
        ("打１３８ ０００１ ２３４５", "打【电话01】"),
        ("打+86 138 0001 2345", "打+【电话01】"),
        ("序号213800012345", "序号213800012345"),
    ],
)
def test_numbers_in_any_form(text, clean):
    assert replace_names(text, key_of(("138 0001 2345", "【电话01】"), kind="phone")) == clean


def test_latin_names_stand_as_whole_words():
    key = key_of(("Li Wen", "【人01】"))
    assert replace_names("LI WEN met Oli Wenger and li-wen.", key) == "【人01】 met Oli Wenger and 【人01】."


def test_two_characters_out_of_another_word_are_only_proposed():
    [change] = pseudonymise("按照小文件的要求", key_of(("小文", "【人01】")))
    assert not change.automatic
    assert change.reason == "may be a part of other words"
    assert replace_names("小文把门打开", key_of(("小文", "【人01】"))) == "【人01】把门打开"


def test_what_is_kept_protects_what_it_covers():
    keep = KeyEntry("organisation", "吕卫东调解室", "", "keep")
    key = KEY.with_entries([keep])
    assert replace_names("吕卫东调解室的吕卫东", key) == "吕卫东调解室的【人04】"


def test_what_is_undecided_stays_and_is_no_leak():
    key = Key((KeyEntry("person", "吕卫东", "【人01】"),))
    assert pseudonymise("吕卫东", key) == []
    assert names_in("吕卫东", key) == []


def test_names_are_reported_by_kind_and_place_only():
    [hit] = names_in("昨天吕卫东说", KEY)
    assert (hit.start, hit.end, hit.kind) == (2, 5, "person")
    assert "吕卫东" not in repr(hit)
    assert "吕卫东" not in repr(KEY)


def found(*texts):
    return find_identifiers(Corpus(tuple(Document(f"d{i}", text) for i, text in enumerate(texts))))


def test_pseudonyms_are_the_same_in_every_document_and_titles_stay():
    key = suggest_pseudonyms(found("张书记找过网格员谢晓东", "谢晓东和张书记都在，电话13800012345"), Key())
    given_to = {entry.text: entry.pseudonym for entry in key.entries}
    assert given_to == {"张书记": "【人01】书记", "谢晓东": "【人02】", "13800012345": "【电话01】"}
    assert {entry.decision for entry in key.entries} == {"undecided"}


def test_suggesting_again_changes_nothing_and_a_pseudonym_is_never_given_twice():
    first = suggest_pseudonyms(found("张书记和吕阿姨"), Key())
    assert suggest_pseudonyms(found("吕阿姨和张书记"), first) == first
    fewer = first.without("person", "吕阿姨")
    again = suggest_pseudonyms(found("吕阿姨"), fewer)
    assert again.get("person", "吕阿姨").pseudonym == "【人03】阿姨"
    assert next_pseudonym(fewer, "person", "邱大爷") == "【人03】大爷"


def test_variants_of_one_name_share_a_pseudonym_by_hand():
    key = suggest_pseudonyms(found("我叫彭秀珍，都叫我彭阿姨"), Key())
    key = key.with_entries(decide(e, "replace", pseudonym="【人01】") for e in key.entries)
    assert replace_names("彭秀珍就是彭阿姨", key) == "【人01】就是【人01】"


def test_contradicting_decisions_are_refused_without_naming_them():
    twice = (
        KeyEntry("person", "江川", "【人01】", "replace"),
        KeyEntry("place", "江川", "【地01】", "replace"),
    )
    with pytest.raises(InputError, match=r"entry 2 of the key \(place\)") as caught:
        Key(twice)
    assert "江川" not in str(caught.value)
    with pytest.raises(InputError, match="has no pseudonym"):
        KeyEntry("person", "江川", "", "replace")


@settings(deadline=None, max_examples=60)  # the first example loads the dictionary
@given(st.text("王秀英阿姨吕卫东 \n在说。小", max_size=40))
def test_nothing_is_left_after_replacing_and_changes_do_not_overlap(text):
    changes = pseudonymise(text, KEY)
    assert all(a.end <= b.start for a, b in pairwise(changes))
    left = names_in(replace_names(text, KEY), KEY)
    assert not any(hit.certain for hit in left)
