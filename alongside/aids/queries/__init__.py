"""Named reads of the aids."""

from alongside.aids.queries.block_page import (
    TOLD_AT_THE_END,
    BlockPage,
    BlocksPage,
    StageShown,
    StuckPage,
    block_page,
    blocks_page,
    open_at_the_end,
    stuck_page,
)
from alongside.aids.queries.blocks import Before, Block, LineShown, Street, street
from alongside.aids.queries.bulb_page import BulbPage, bulb_page
from alongside.aids.queries.bulbs import BulbLine, bulbs_of
from alongside.aids.queries.evidence import EvidenceOffered, barrier_open, evidence_offered, strands_of
from alongside.aids.queries.lines import BarrierLine, DeedsLine, DifferenceLine, LookLine, SaidLine, StepLine
from alongside.aids.queries.pictures import ChildBulb, PicturesPage, children_with_bulbs, pictures_page
from alongside.aids.queries.scales import (
    AnswerOffered,
    Balanced,
    ChildScales,
    Piece,
    ScalesPage,
    answer_offered,
    scales_page,
)
from alongside.aids.queries.work import ENDS, Work, work_with, works

__all__ = [
    "ENDS",
    "TOLD_AT_THE_END",
    "AnswerOffered",
    "Balanced",
    "BarrierLine",
    "Before",
    "Block",
    "BlockPage",
    "BlocksPage",
    "BulbLine",
    "BulbPage",
    "ChildBulb",
    "ChildScales",
    "DeedsLine",
    "DifferenceLine",
    "EvidenceOffered",
    "LineShown",
    "LookLine",
    "PicturesPage",
    "Piece",
    "SaidLine",
    "ScalesPage",
    "StageShown",
    "StepLine",
    "Street",
    "StuckPage",
    "Work",
    "answer_offered",
    "barrier_open",
    "block_page",
    "blocks_page",
    "bulb_page",
    "bulbs_of",
    "children_with_bulbs",
    "evidence_offered",
    "open_at_the_end",
    "pictures_page",
    "scales_page",
    "strands_of",
    "street",
    "stuck_page",
    "work_with",
    "works",
]
