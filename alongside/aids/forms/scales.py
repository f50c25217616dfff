"""The forms of the scales."""

from typing import Any
from uuid import UUID

from alongside.aids.actions import NewAnswer
from alongside.aids.queries import AnswerOffered
from alongside.aids.rules import SCALES_WITH
from alongside.kit.forms import ChoicesField, Form, LongTextField
from alongside.kit.words import capital


class AnswerForm(Form):
    """Which help answers a step."""

    title = "Which help answers this step?"
    help = ChoicesField(
        "Which help answers it?", fact="scales.help", choices=[], missing="Choose the help that answers this step"
    )
    strength = LongTextField(
        "What strength was seen?", fact="scales.strength", required=False, rows=2,
        hint="What the child, the family or the network did well, as it was seen or heard.",
    )  # fmt: skip

    def __init__(self, *args: Any, offered: AnswerOffered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked: Any = self.fields["help"]
        asked.label = f"Which help for {offered.name} answers it?"
        asked.choices = [(str(each.strand), each.dated(offered.today)) for each in offered.helps]

    def told(self, child_id: UUID, process: UUID) -> NewAnswer:
        """What a valid form tells."""
        given = self.cleaned_data
        return NewAnswer(child_id, process, tuple(UUID(each) for each in given["help"]), given["strength"])


class LevelForm(Form):
    """The question of the scales."""

    title = "How will we bring the two sides level?"
    level = LongTextField(
        "How will we bring the two sides level?", fact="scales.level", rows=3,
        hint="Which step and which help does each child need, brothers and sisters too? Is the balance good? What "
        "changes it? Is it all written down? Which direct work comes next, and who brings about the change?",
        missing="Say how we will bring the two sides level",
    )  # fmt: skip
    with_whom = ChoicesField(
        "Who looked at them with you?", fact="scales.with", required=False, inline=True, small=True,
        choices=[(key, capital(words)) for key, words in SCALES_WITH.items()],
    )  # fmt: skip
