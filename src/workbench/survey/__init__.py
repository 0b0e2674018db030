"""Questionnaires, what respondents answered, and the scales their answers form."""

from workbench.survey.communities import aggregate_to_cases, intraclass_correlations
from workbench.survey.definition import read_questionnaire
from workbench.survey.effects import Equation, SurveyEffects, change_slope, true_values
from workbench.survey.questionnaire import Item, Questionnaire, Scale
from workbench.survey.record_sheet import read_records
from workbench.survey.responses import Responses, read_responses, reverse_items
from workbench.survey.scales import CronbachsAlpha, cronbachs_alpha, reliability, score_scales
from workbench.survey.simulate import SimulatedSurvey, simulate_survey

__all__ = [
    "CronbachsAlpha",
    "Equation",
    "Item",
    "Questionnaire",
    "Responses",
    "Scale",
    "SimulatedSurvey",
    "SurveyEffects",
    "aggregate_to_cases",
    "change_slope",
    "cronbachs_alpha",
    "intraclass_correlations",
    "read_questionnaire",
    "read_records",
    "read_responses",
    "reliability",
    "reverse_items",
    "score_scales",
    "simulate_survey",
    "true_values",
]
