"""Questionnaires, what respondents answered, and the scales their answers form."""

from workbench.survey.communities import aggregate_to_cases, intraclass_correlations
from workbench.survey.definition import read_questionnaire
from workbench.survey.questionnaire import Item, Questionnaire, Scale
from workbench.survey.responses import Responses, read_responses, reverse_items
from workbench.survey.scales import CronbachsAlpha, cronbachs_alpha, reliability, score_scales

__all__ = [
    "CronbachsAlpha",
    "Item",
    "Questionnaire",
    "Responses",
    "Scale",
    "aggregate_to_cases",
    "cronbachs_alpha",
    "intraclass_correlations",
    "read_questionnaire",
    "read_responses",
    "reliability",
    "reverse_items",
    "score_scales",
]
