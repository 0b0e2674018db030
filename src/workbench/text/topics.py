"""Topics: words that tend to occur in the same documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from workbench.errors import OptionError
from workbench.schemas import check, check_option
from workbench.text.words import TOKENS

Coherence = Literal["c_v", "u_mass"]


@dataclass(frozen=True, slots=True)
class Topics:
    """A topic model and what it rests on.

    Attributes
    ----------
    model
        gensim's ``LdaModel`` whole.
    words
        ``topic, word, weight``: the highest words of each topic, highest first.
    shares
        ``doc_id, topic, share``: for each document one row per topic, adding up to 1.
    coherence
        Mean coherence of the topics, in the measure `coherence_measure`.
    n_passes, seed
        Passes over the texts, and the seed.
    n_words
        Different words used; `n_words_dropped` were too rare, too common, too short or stop words.
    doc_ids
        Documents used; `unused` had no word left.
    """

    model: Any
    words: pd.DataFrame
    shares: pd.DataFrame
    coherence: float
    coherence_measure: Coherence
    n_passes: int
    seed: int
    n_words: int
    n_words_dropped: int
    doc_ids: tuple[str, ...]
    unused: tuple[str, ...]


def fit_topics(
    tokens: pd.DataFrame,
    *,
    k: int,
    seed: int,
    n_passes: int = 20,
    min_documents: int = 2,
    max_share: float = 0.8,
    n_words: int = 12,
    coherence: Coherence = "c_v",
) -> Topics:
    r"""Fit latent Dirichlet allocation with online variational Bayes on one core.

    Parameters
    ----------
    tokens
        See `tokenize`; stop words and words of one character are not used.
    k
        Number of topics.
    seed
        Makes the result the same every time.
    n_passes
        Passes over all texts.
    min_documents, max_share
        Words in fewer documents, or in more than this share of them, are not used.
    n_words
        Words listed for each topic.
    coherence
        ``c_v`` (sliding window; closest to human judgement) or ``u_mass`` (documents; fast).

    Returns
    -------
    Topics
        The model, its words and the share of each topic in each document.

    Notes
    -----
    Document *d* has topic shares :math:`\theta_d \sim \text{Dir}(\alpha)`, topic *t* word weights
    :math:`\beta_t \sim \text{Dir}(\eta)`; each word is drawn from :math:`\beta_z` with
    :math:`z \sim \theta_d`. Both priors are learned from the texts.

    References
    ----------
    Blei, D. M., Ng, A. Y., & Jordan, M. I. (2003). Latent Dirichlet allocation. *Journal of Machine
    Learning Research*, 3, 993–1022.

    Hoffman, M. D., Blei, D. M., & Bach, F. (2010). Online learning for latent Dirichlet allocation.
    *Advances in Neural Information Processing Systems*, 23.

    Röder, M., Both, A., & Hinneburg, A. (2015). Exploring the space of topic coherence measures.
    *WSDM '15*, 399–408.

    Examples
    --------
    >>> from workbench.corpus import Corpus, Document
    >>> from workbench.text import Tokenizer, tokenize
    >>> texts = {"a": "暴雨 积水 水泵", "b": "积水 水泵 暴雨", "c": "议事 协商 表决", "d": "表决 议事 协商"}
    >>> corpus = Corpus(tuple(Document(doc_id, text * 5) for doc_id, text in texts.items()))
    >>> topics = fit_topics(tokenize(corpus, Tokenizer()), k=2, seed=1, coherence="u_mass")
    >>> [sorted(words["word"].head(3)) for _, words in topics.words.groupby("topic")]
    [['协商', '表决', '议事'], ['暴雨', '水泵', '积水']]
    """
    check(tokens, TOKENS, name="tokens")
    check_option(coherence, ("c_v", "u_mass"), name="coherence")
    if k < 2:
        raise OptionError(f"k={k} is not possible; a topic model has 2 topics or more")
    used = _used_words(tokens, min_documents, max_share)
    texts = {str(doc_id): list(words) for doc_id, words in used.groupby("doc_id", sort=False)["word"]}
    if len(texts) < 2:
        raise OptionError(
            f"{len(texts)} documents have words left after min_documents={min_documents} and "
            f"max_share={max_share}; give more documents or lower min_documents"
        )
    model, bags, dictionary = _fit(list(texts.values()), k, seed, n_passes)
    return Topics(
        model=model,
        words=_topic_words(model, n_words),
        shares=_shares(model, bags, tuple(texts)),
        coherence=_coherence(model, list(texts.values()), bags, dictionary, coherence),
        coherence_measure=coherence,
        n_passes=n_passes,
        seed=seed,
        n_words=len(dictionary),
        n_words_dropped=tokens["word"].nunique() - len(dictionary),
        doc_ids=tuple(texts),
        unused=tuple(doc_id for doc_id in dict.fromkeys(tokens["doc_id"]) if doc_id not in texts),
    )


def _used_words(tokens: pd.DataFrame, min_documents: int, max_share: float) -> pd.DataFrame:
    listed = tokens[~tokens["is_stop"] & (tokens["word"].str.len() >= 2)]
    n_documents = listed.groupby("word")["doc_id"].transform("nunique")
    most = max_share * tokens["doc_id"].nunique()
    return listed[(n_documents >= min_documents) & (n_documents <= most)]


def _fit(texts: list[list[str]], k: int, seed: int, n_passes: int) -> tuple[Any, list[Any], Any]:
    from gensim.corpora import Dictionary
    from gensim.models import LdaModel

    dictionary = Dictionary([sorted({word for words in texts for word in words})])
    bags = [dictionary.doc2bow(words) for words in texts]
    model = LdaModel(
        corpus=bags,
        id2word=dictionary,
        num_topics=k,
        random_state=seed,
        passes=n_passes,
        iterations=200,
        alpha="auto",
        eta="auto",
        eval_every=None,
        minimum_probability=0.0,
        dtype=np.float64,
    )
    return model, bags, dictionary


def _topic_words(model: Any, n_words: int) -> pd.DataFrame:
    rows = [
        (topic, word, float(weight))
        for topic in range(model.num_topics)
        for word, weight in model.show_topic(topic, topn=n_words)
    ]
    return pd.DataFrame(rows, columns=["topic", "word", "weight"])


def _shares(model: Any, bags: list[Any], doc_ids: tuple[str, ...]) -> pd.DataFrame:
    gamma, _ = model.inference(bags)
    shares = gamma / gamma.sum(axis=1, keepdims=True)
    k = model.num_topics
    return pd.DataFrame(
        {
            "doc_id": np.repeat(np.array(doc_ids, dtype=object), k),
            "topic": np.tile(np.arange(k), len(doc_ids)),
            "share": shares.ravel(),
        }
    ).astype({"doc_id": "str"})


def _coherence(
    model: Any, texts: list[list[str]], bags: list[Any], dictionary: Any, measure: Coherence
) -> float:
    from gensim.models import CoherenceModel

    found = CoherenceModel(
        model=model, texts=texts, corpus=bags, dictionary=dictionary, coherence=measure, topn=10, processes=1
    )
    return float(found.get_coherence())
