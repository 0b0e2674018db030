"""workbench: from interviews, policy texts and surveys to reports whose every number opens to its evidence.

Public names resolve on first use, so that ``import workbench`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # for editors and type checkers; the table below is what runs
    from workbench.agreement import Agreement as Agreement
    from workbench.agreement import measure_agreement as measure_agreement
    from workbench.cases import facts_table as facts_table
    from workbench.cases import incomplete_figures as incomplete_figures
    from workbench.cases import read_cases as read_cases
    from workbench.cases import read_facts as read_facts
    from workbench.codebook import AmbiguousTerm as AmbiguousTerm
    from workbench.codebook import Attribute as Attribute
    from workbench.codebook import Code as Code
    from workbench.codebook import Codebook as Codebook
    from workbench.codebook import CompoundTerm as CompoundTerm
    from workbench.codebook import Family as Family
    from workbench.codebook import add_code as add_code
    from workbench.codebook import change_code as change_code
    from workbench.codebook import check_rules as check_rules
    from workbench.codebook import children as children
    from workbench.codebook import codebook_attributes as codebook_attributes
    from workbench.codebook import codebook_rules as codebook_rules
    from workbench.codebook import codebook_table as codebook_table
    from workbench.codebook import codebook_versions as codebook_versions
    from workbench.codebook import colours as colours
    from workbench.codebook import contained_terms as contained_terms
    from workbench.codebook import descendants as descendants
    from workbench.codebook import diff_codebooks as diff_codebooks
    from workbench.codebook import in_order as in_order
    from workbench.codebook import merge_codes as merge_codes
    from workbench.codebook import move_code as move_code
    from workbench.codebook import read_codebook as read_codebook
    from workbench.codebook import recolour as recolour
    from workbench.codebook import remap_codings as remap_codings
    from workbench.codebook import rename_code as rename_code
    from workbench.codebook import restore_code as restore_code
    from workbench.codebook import retire_code as retire_code
    from workbench.codebook import split_code as split_code
    from workbench.codebook import successors as successors
    from workbench.codebook import write_codebook as write_codebook
    from workbench.coding import Dictionary as Dictionary
    from workbench.coding import agreed_codings as agreed_codings
    from workbench.coding import check_codings as check_codings
    from workbench.coding import code_with_dictionary as code_with_dictionary
    from workbench.coding import combine_codings as combine_codings
    from workbench.coding import disagreements as disagreements
    from workbench.coding import plan_double_coding as plan_double_coding
    from workbench.coding import read_codings as read_codings
    from workbench.coding import read_dictionary as read_dictionary
    from workbench.coding import select_codings as select_codings
    from workbench.coding import write_codings as write_codings
    from workbench.corpus import Change as Change
    from workbench.corpus import Corpus as Corpus
    from workbench.corpus import Decisions as Decisions
    from workbench.corpus import Document as Document
    from workbench.corpus import Repair as Repair
    from workbench.corpus import Reuse as Reuse
    from workbench.corpus import Segment as Segment
    from workbench.corpus import corpus_alarms as corpus_alarms
    from workbench.corpus import corpus_edits as corpus_edits
    from workbench.corpus import corpus_proposals as corpus_proposals
    from workbench.corpus import corpus_table as corpus_table
    from workbench.corpus import count_works as count_works
    from workbench.corpus import find_reuse as find_reuse
    from workbench.corpus import find_speakers as find_speakers
    from workbench.corpus import keep_within as keep_within
    from workbench.corpus import repair as repair
    from workbench.corpus import segment as segment
    from workbench.corpus import segment_answers as segment_answers
    from workbench.corpus import speakers_table as speakers_table
    from workbench.corpus.giveaways import find_giveaways as find_giveaways
    from workbench.corpus.identifiers import find_identifiers as find_identifiers
    from workbench.errors import WorkbenchError as WorkbenchError
    from workbench.evidence import model_basis as model_basis
    from workbench.evidence import quotes_basis as quotes_basis
    from workbench.evidence import rows_basis as rows_basis
    from workbench.evidence import value as value
    from workbench.models import Fit as Fit
    from workbench.models import center_within as center_within
    from workbench.models import fit_multilevel as fit_multilevel
    from workbench.models import fit_null as fit_null
    from workbench.models import fit_ols as fit_ols
    from workbench.models import glance as glance
    from workbench.models import tidy as tidy
    from workbench.models import variances as variances
    from workbench.readers import read_corpus as read_corpus
    from workbench.readers import read_document as read_document
    from workbench.readers import read_documents as read_documents
    from workbench.report import cite_values as cite_values
    from workbench.report import front_matter as front_matter
    from workbench.report import plot_agreement as plot_agreement
    from workbench.report import plot_code_counts as plot_code_counts
    from workbench.report import plot_estimates as plot_estimates
    from workbench.report import plot_keyness as plot_keyness
    from workbench.report import plot_matrix as plot_matrix
    from workbench.report import plot_scale_by_case as plot_scale_by_case
    from workbench.report import plot_topics as plot_topics
    from workbench.report import plot_words as plot_words
    from workbench.report import publish as publish
    from workbench.report import show_figure as show_figure
    from workbench.report import show_table as show_table
    from workbench.scores import codings_of as codings_of
    from workbench.scores import join_cases as join_cases
    from workbench.scores import score_cases as score_cases
    from workbench.store import Store as Store
    from workbench.store import open_store as open_store
    from workbench.store.merge import merge_stores as merge_stores
    from workbench.study import Study as Study
    from workbench.study import decide as decide
    from workbench.study import open_study as open_study
    from workbench.study import session_info as session_info
    from workbench.study import status as status
    from workbench.study.codebook import change_codebook as change_codebook
    from workbench.study.codebook import recode as recode
    from workbench.study.codebook import undecided_codings as undecided_codings
    from workbench.study.codings import reanchor as reanchor
    from workbench.study.double_coding import adjudicate as adjudicate
    from workbench.study.double_coding import adjudications as adjudications
    from workbench.study.double_coding import codings_for as codings_for
    from workbench.study.double_coding import compare_coders as compare_coders
    from workbench.study.double_coding import finish_coding as finish_coding
    from workbench.study.double_coding import start_double_coding as start_double_coding
    from workbench.study.key import apply_decisions as apply_decisions
    from workbench.study.key import prepare_review as prepare_review
    from workbench.study.share import write_shared_texts as write_shared_texts
    from workbench.survey import Item as Item
    from workbench.survey import Questionnaire as Questionnaire
    from workbench.survey import Scale as Scale
    from workbench.survey import SurveyEffects as SurveyEffects
    from workbench.survey import aggregate_to_cases as aggregate_to_cases
    from workbench.survey import change_slope as change_slope
    from workbench.survey import cronbachs_alpha as cronbachs_alpha
    from workbench.survey import intraclass_correlations as intraclass_correlations
    from workbench.survey import read_questionnaire as read_questionnaire
    from workbench.survey import read_records as read_records
    from workbench.survey import read_responses as read_responses
    from workbench.survey import reliability as reliability
    from workbench.survey import score_scales as score_scales
    from workbench.survey import simulate_survey as simulate_survey
    from workbench.survey import true_values as true_values
    from workbench.text import Tokenizer as Tokenizer
    from workbench.text import Topics as Topics
    from workbench.text import cooccurrence as cooccurrence
    from workbench.text import count_words as count_words
    from workbench.text import fit_topics as fit_topics
    from workbench.text import keyness as keyness
    from workbench.text import kwic as kwic
    from workbench.text import tokenize as tokenize
    from workbench.widget import code as code
    from workbench.widget import review as review

_MODULE_OF = {
    "Agreement": "agreement",
    "AmbiguousTerm": "codebook",
    "Attribute": "codebook",
    "Change": "corpus",
    "Code": "codebook",
    "Codebook": "codebook",
    "CompoundTerm": "codebook",
    "Corpus": "corpus",
    "Decisions": "corpus",
    "Dictionary": "coding",
    "Document": "corpus",
    "Family": "codebook",
    "Fit": "models",
    "Item": "survey",
    "Questionnaire": "survey",
    "Repair": "corpus",
    "Reuse": "corpus",
    "Scale": "survey",
    "Segment": "corpus",
    "Store": "store",
    "Study": "study",
    "SurveyEffects": "survey",
    "Tokenizer": "text",
    "Topics": "text",
    "WorkbenchError": "errors",
    "add_code": "codebook",
    "adjudicate": "study.double_coding",
    "adjudications": "study.double_coding",
    "aggregate_to_cases": "survey",
    "agreed_codings": "coding",
    "apply_decisions": "study.key",
    "center_within": "models",
    "change_code": "codebook",
    "change_codebook": "study.codebook",
    "change_slope": "survey",
    "check_codings": "coding",
    "check_rules": "codebook",
    "children": "codebook",
    "cite_values": "report",
    "code": "widget",
    "code_with_dictionary": "coding",
    "codebook_attributes": "codebook",
    "codebook_rules": "codebook",
    "codebook_table": "codebook",
    "codebook_versions": "codebook",
    "codings_for": "study.double_coding",
    "codings_of": "scores",
    "colours": "codebook",
    "combine_codings": "coding",
    "compare_coders": "study.double_coding",
    "contained_terms": "codebook",
    "cooccurrence": "text",
    "corpus_alarms": "corpus",
    "corpus_edits": "corpus",
    "corpus_proposals": "corpus",
    "corpus_table": "corpus",
    "count_words": "text",
    "count_works": "corpus",
    "cronbachs_alpha": "survey",
    "decide": "study",
    "descendants": "codebook",
    "diff_codebooks": "codebook",
    "disagreements": "coding",
    "facts_table": "cases",
    "find_giveaways": "corpus.giveaways",
    "find_identifiers": "corpus.identifiers",
    "find_reuse": "corpus",
    "find_speakers": "corpus",
    "finish_coding": "study.double_coding",
    "fit_multilevel": "models",
    "fit_null": "models",
    "fit_ols": "models",
    "fit_topics": "text",
    "front_matter": "report",
    "glance": "models",
    "in_order": "codebook",
    "incomplete_figures": "cases",
    "intraclass_correlations": "survey",
    "join_cases": "scores",
    "keep_within": "corpus",
    "keyness": "text",
    "kwic": "text",
    "measure_agreement": "agreement",
    "merge_codes": "codebook",
    "merge_stores": "store.merge",
    "model_basis": "evidence",
    "move_code": "codebook",
    "open_store": "store",
    "open_study": "study",
    "plan_double_coding": "coding",
    "plot_agreement": "report",
    "plot_code_counts": "report",
    "plot_estimates": "report",
    "plot_keyness": "report",
    "plot_matrix": "report",
    "plot_scale_by_case": "report",
    "plot_topics": "report",
    "plot_words": "report",
    "prepare_review": "study.key",
    "publish": "report",
    "quotes_basis": "evidence",
    "read_cases": "cases",
    "read_codebook": "codebook",
    "read_codings": "coding",
    "read_corpus": "readers",
    "read_dictionary": "coding",
    "read_document": "readers",
    "read_documents": "readers",
    "read_facts": "cases",
    "read_questionnaire": "survey",
    "read_records": "survey",
    "read_responses": "survey",
    "reanchor": "study.codings",
    "recode": "study.codebook",
    "recolour": "codebook",
    "reliability": "survey",
    "remap_codings": "codebook",
    "rename_code": "codebook",
    "repair": "corpus",
    "restore_code": "codebook",
    "retire_code": "codebook",
    "review": "widget",
    "rows_basis": "evidence",
    "score_cases": "scores",
    "score_scales": "survey",
    "segment": "corpus",
    "segment_answers": "corpus",
    "select_codings": "coding",
    "session_info": "study",
    "show_figure": "report",
    "show_table": "report",
    "simulate_survey": "survey",
    "speakers_table": "corpus",
    "split_code": "codebook",
    "start_double_coding": "study.double_coding",
    "status": "study",
    "successors": "codebook",
    "tidy": "models",
    "tokenize": "text",
    "true_values": "survey",
    "undecided_codings": "study.codebook",
    "value": "evidence",
    "variances": "models",
    "write_codebook": "codebook",
    "write_codings": "coding",
    "write_shared_texts": "study.share",
}

__all__ = [
    "Agreement",
    "AmbiguousTerm",
    "Attribute",
    "Change",
    "Code",
    "Codebook",
    "CompoundTerm",
    "Corpus",
    "Decisions",
    "Dictionary",
    "Document",
    "Family",
    "Fit",
    "Item",
    "Questionnaire",
    "Repair",
    "Reuse",
    "Scale",
    "Segment",
    "Store",
    "Study",
    "SurveyEffects",
    "Tokenizer",
    "Topics",
    "WorkbenchError",
    "add_code",
    "adjudicate",
    "adjudications",
    "aggregate_to_cases",
    "agreed_codings",
    "apply_decisions",
    "center_within",
    "change_code",
    "change_codebook",
    "change_slope",
    "check_codings",
    "check_rules",
    "children",
    "cite_values",
    "code",
    "code_with_dictionary",
    "codebook_attributes",
    "codebook_rules",
    "codebook_table",
    "codebook_versions",
    "codings_for",
    "codings_of",
    "colours",
    "combine_codings",
    "compare_coders",
    "contained_terms",
    "cooccurrence",
    "corpus_alarms",
    "corpus_edits",
    "corpus_proposals",
    "corpus_table",
    "count_words",
    "count_works",
    "cronbachs_alpha",
    "decide",
    "descendants",
    "diff_codebooks",
    "disagreements",
    "facts_table",
    "find_giveaways",
    "find_identifiers",
    "find_reuse",
    "find_speakers",
    "finish_coding",
    "fit_multilevel",
    "fit_null",
    "fit_ols",
    "fit_topics",
    "front_matter",
    "glance",
    "in_order",
    "incomplete_figures",
    "intraclass_correlations",
    "join_cases",
    "keep_within",
    "keyness",
    "kwic",
    "measure_agreement",
    "merge_codes",
    "merge_stores",
    "model_basis",
    "move_code",
    "open_store",
    "open_study",
    "plan_double_coding",
    "plot_agreement",
    "plot_code_counts",
    "plot_estimates",
    "plot_keyness",
    "plot_matrix",
    "plot_scale_by_case",
    "plot_topics",
    "plot_words",
    "prepare_review",
    "publish",
    "quotes_basis",
    "read_cases",
    "read_codebook",
    "read_codings",
    "read_corpus",
    "read_dictionary",
    "read_document",
    "read_documents",
    "read_facts",
    "read_questionnaire",
    "read_records",
    "read_responses",
    "reanchor",
    "recode",
    "recolour",
    "reliability",
    "remap_codings",
    "rename_code",
    "repair",
    "restore_code",
    "retire_code",
    "review",
    "rows_basis",
    "score_cases",
    "score_scales",
    "segment",
    "segment_answers",
    "select_codings",
    "session_info",
    "show_figure",
    "show_table",
    "simulate_survey",
    "speakers_table",
    "split_code",
    "start_double_coding",
    "status",
    "successors",
    "tidy",
    "tokenize",
    "true_values",
    "undecided_codings",
    "value",
    "variances",
    "write_codebook",
    "write_codings",
    "write_shared_texts",
]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    if name in _MODULE_OF:
        return getattr(import_module(f"workbench.{_MODULE_OF[name]}"), name)
    raise AttributeError(f"workbench has no public name {name!r}; see workbench.__all__")


def __dir__() -> list[str]:
    return list(__all__)
