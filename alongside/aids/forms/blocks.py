"""The forms of the building blocks: each asks a worker for words, never for a mark."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from alongside.aids.actions import NewMove, NewStepBack, NewTick
from alongside.aids.queries import Block
from alongside.kit.forms import DayField, Form, LongTextField
from alongside.practice.rules import StageLine


class BlockLookForm(Form):
    """The question of the building blocks."""

    title = "What would help you move on?"
    helps_us_on = LongTextField(
        "What would help you move on?", fact="block.helps", rows=3, hint="Think of what your manager has noticed, too.",
        missing="Say what would help",
    )  # fmt: skip
    means = LongTextField("What does that mean for the children?", fact="block.means", required=False, rows=2)

    def __init__(self, *args: Any, block: Block, reader_id: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = self.fields["helps_us_on"].label = block.question(reader_id)
        if reader_id != block.worker.user_id:
            self.fields["helps_us_on"].help_text = ""


class MoveOnForm(Form):
    """What is asked before a relationship moves on to its next stage."""

    title = "Move on"
    on = DayField("Since when are you there?", fact="block.moved_on", missing="Give the day")

    def __init__(self, *args: Any, asked: Sequence[StageLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for line in asked:
            self.fields[f"said_{line.id}"] = LongTextField(
                line.words, fact=f"block.{line.id}", rows=3, hint="How do you know?",
                missing=f"Answer in your own words: {line.words}",
            )  # fmt: skip
        self.order_fields([*(f"said_{line.id}" for line in asked), "on"])

    def told(self, other_id: UUID, stage: str) -> NewMove:
        """What a valid form tells."""
        given = self.cleaned_data
        said = {name.removeprefix("said_"): words for name, words in given.items() if name.startswith("said_")}
        return NewMove(other_id, stage, said, given["on"])


class StepBackForm(Form):
    """Why a relationship goes back to the stage before."""

    title = "Go back a stage"
    why = LongTextField(
        "What happened, and what is needed now?", fact="block.back_why", rows=4, hint="Going back is ordinary.",
        missing="Say what happened, and what is needed now",
    )  # fmt: skip
    on = DayField("Since when?", fact="block.moved_back", missing="Give the day")

    def told(self, other_id: UUID, stage: str) -> NewStepBack:
        """What a valid form tells."""
        return NewStepBack(other_id, stage, self.cleaned_data["why"], self.cleaned_data["on"])


class TickForm(Form):
    """Something that belongs to a stage is done."""

    title = "Say what was done"
    words = LongTextField(
        "What was done, and how?", fact="block.done", rows=3, missing="Say in a few words what was done"
    )  # fmt: skip
    on = DayField("Which day?", fact="block.done_on", missing="Give the day")

    def told(self, other_id: UUID, line: str) -> NewTick:
        """What a valid form tells."""
        return NewTick(other_id, line, self.cleaned_data["words"], self.cleaned_data["on"])


class StuckForm(Form):
    """What a relationship is stuck about."""

    title = "We are stuck"
    about = LongTextField(
        "What is it about?", fact="block.stuck", rows=4,
        hint="Your manager sees it from now on, until you have talked it through.", missing="Say what it is about",
    )  # fmt: skip


class TalkForm(Form):
    """What is tried after something stuck was talked through."""

    title = "Talk it through"
    tried = LongTextField("What do you try now?", fact="block.tried", rows=4, missing="Say what you try now")


class DayForm(Form):
    """As of which day the blocks are shown."""

    title = "See another day"
    only_asks = True
    as_of = DayField("As it was on", fact="block.as_of", required=False, width=20)
