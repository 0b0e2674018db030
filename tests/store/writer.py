"""One coder in a process of its own: writes codings one by one, and says which were acknowledged."""

from __future__ import annotations

import sys

from workbench.corpus import Document
from workbench.store import open_store
from workbench.store.changes import Change


def main(url: str, coder: str, n: int) -> None:
    document = Document("d", "居民在群里喊了一声，物业来得很快。" * 1000)
    store = open_store(url)
    for start in range(n):
        coding = {"start": start, "end": start + 3, "code_id": "x", "coder_kind": "human"}
        name = f"{coder}-{start}"
        [saved] = store.apply([Change("add", coding, op_id=name)], actor=coder, document=document)
        print(saved.op_id, saved.event_id, flush=True)
    store.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
