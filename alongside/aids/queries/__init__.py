"""Named reads of the aids."""

from alongside.aids.queries.bulb_page import BulbPage, bulb_page
from alongside.aids.queries.bulbs import BulbLine, bulbs_of
from alongside.aids.queries.evidence import EvidenceOffered, barrier_open, evidence_offered, strands_of
from alongside.aids.queries.lines import BarrierLine, DeedsLine, DifferenceLine, LookLine, SaidLine, StepLine
from alongside.aids.queries.pictures import ChildBulb, PicturesPage, pictures_page
from alongside.aids.queries.work import Work, work_with, works

__all__ = [
    "BarrierLine",
    "BulbLine",
    "BulbPage",
    "ChildBulb",
    "DeedsLine",
    "DifferenceLine",
    "EvidenceOffered",
    "LookLine",
    "PicturesPage",
    "SaidLine",
    "StepLine",
    "Work",
    "barrier_open",
    "bulb_page",
    "bulbs_of",
    "evidence_offered",
    "pictures_page",
    "strands_of",
    "work_with",
    "works",
]
