"""What is wrong with a study: one line a problem, with the remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from workbench.corpus import Corpus
from workbench.errors import WorkbenchError
from workbench.readers.files import KNOWN_ENDINGS, read_file
from workbench.readers.register import REGISTER, Entry, read_register
from workbench.readers.shared import is_private, read_shared
from workbench.study.settings import Study

#: Tables that lie in the corpus folder and are no documents.
_TABLES = {REGISTER, "facts.csv", "register.csv", "repairs.csv", "speakers.csv"}
_FOLDERS_APART = {"codebook-history", "codings", "private", "shared"}


def check_study(study: Study) -> tuple[str, ...]:
    """Look through a study and return its problems, each one line that says where and what to do."""
    return tuple(problem for look in _LOOKS for problem in look(study))


def _documents(study: Study) -> Iterator[str]:
    try:
        entries = read_register(study.corpus_path)
    except WorkbenchError as error:
        yield str(error)
        return
    for entry in entries:
        yield from _caught(partial(_read_entry, study, entry))
    registered = {entry.file for entry in entries}
    for path in sorted(study.corpus_path.rglob("*")):
        name = path.relative_to(study.corpus_path)
        if _is_document(name, path) and name.as_posix() not in registered:
            yield f"{name.as_posix()} is not registered; run `workbench ingest` on it or remove it"


def _read_entry(study: Study, entry: Entry) -> object:
    """Read the file, or the text that is shared in place of a private one."""
    file = study.corpus_path / entry.file
    shared = () if file.is_file() or not is_private(entry.file) else read_shared(study.corpus_path, entry)
    return shared or read_file(file)


def _is_document(name: Path, path: Path) -> bool:
    apart = (
        name.parts[0] in _FOLDERS_APART
        or name.name in _TABLES
        or name.name.startswith((".", "README", "double-coding"))
    )
    return path.is_file() and path.suffix.lower() in KNOWN_ENDINGS and not apart


def _codebook(study: Study) -> Iterator[str]:
    from workbench.codebook import read_codebook

    path = study.corpus_path / "codebook.yaml"
    if path.is_file():
        yield from _caught(lambda: read_codebook(path))


def _codings(study: Study) -> Iterator[str]:
    from workbench.readers import read_corpus

    files = sorted((study.corpus_path / "codings").glob("*.csv"))
    if not files:
        return
    try:
        corpus = read_corpus(study.corpus_path)
    except WorkbenchError:
        return  # `_documents` has said why
    for file in files:
        yield from _caught(partial(_checked, file, corpus))


def _checked(file: Path, corpus: Corpus) -> object:
    from workbench.coding import check_codings, read_codings

    return check_codings(read_codings(file), corpus)


def _cases(study: Study) -> Iterator[str]:
    from workbench.cases import read_cases

    path = study.corpus_path / "register.csv"
    if not path.is_file():
        return
    try:
        known = set(read_cases(path).case_ids)
    except WorkbenchError as error:
        yield str(error)
        return
    try:
        entries = read_register(study.corpus_path)
    except WorkbenchError:
        return  # `_documents` has said why
    for entry in entries:
        if entry.case_id and entry.case_id not in known:
            yield f"{REGISTER} ({entry.doc_id}): case {entry.case_id} is not in register.csv; add it there"


def _survey(study: Study) -> Iterator[str]:
    from workbench.cases import read_cases
    from workbench.survey import read_questionnaire, read_responses

    questions, answers = study.surveys_path / "questionnaire.yaml", study.surveys_path / "residents.csv"
    if not questions.is_file() or not answers.is_file():
        return
    register = study.corpus_path / "register.csv"

    def read() -> object:
        cases = read_cases(register).case_ids if register.is_file() else None
        return read_responses(answers, read_questionnaire(questions), cases=cases)

    yield from _caught(read)


def _notebooks(study: Study) -> Iterator[str]:
    from workbench.study.plan import plan_build, read_code

    steps = plan_build(study)
    if not steps:
        yield f"{study.notebooks_path.name}/ holds no notebook; copy one from `workbench new`"
    for step in steps:
        if step.kind == "notebook":
            yield from _caught(partial(read_code, step.notebook))


def _caught(read: Callable[[], object]) -> Iterator[str]:
    try:
        read()
    except WorkbenchError as error:
        yield str(error)


def _names(study: Study) -> Iterator[str]:
    from workbench.study.names import check_names

    yield from check_names(study)


_LOOKS = (_documents, _codebook, _codings, _cases, _survey, _notebooks, _names)
