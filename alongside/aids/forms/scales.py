"""The forms of the scales."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from alongside.aids.actions import NewAnswer, NewScalesLook
from alongside.aids.queries import AnswerOffered, StepOffered
from alongside.aids.rules import SCALES_WITH
from alongside.kit.forms import ChoiceField, ChoicesField, Form, LongTextField, SelectField
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

    def __init__(self, *args: Any, offered: AnswerOffered | StepOffered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer(offered)

    def told(self, child_id: UUID, named: UUID) -> NewAnswer:
        """What a valid form tells of the step that is named."""
        given = self.cleaned_data
        return NewAnswer(child_id, named, tuple(UUID(each) for each in given["help"]), given["strength"])

    def _offer(self, offered: Any) -> None:
        asked: Any = self.fields["help"]
        asked.label = f"Which help for {offered.name} answers it?"
        asked.choices = [(str(each.strand), each.dated(offered.today)) for each in offered.helps]


class StepForm(AnswerForm):
    """The same told from the other side: which step help that was given answers."""

    title = "Which step does this help answer?"
    help = None  # type: ignore[assignment]
    step = ChoiceField(
        "Which step does it answer?", fact="scales.step", choices=[], missing="Choose the step that this help answers"
    )

    def told(self, child_id: UUID, named: UUID) -> NewAnswer:
        """What a valid form tells of the help that is named."""
        given = self.cleaned_data
        return NewAnswer(child_id, UUID(given["step"]), (named,), given["strength"])

    def _offer(self, offered: Any) -> None:
        asked: Any = self.fields["step"]
        asked.label = f"Which step for {offered.name} does it answer?"
        asked.choices = [(str(each.strand), each.dated(offered.today)) for each in offered.steps]
        self.order_fields(["step", "strength"])


class LevelForm(Form):
    """The question of the scales."""

    title = "How will we bring the two sides level?"
    level = LongTextField(
        "How will we bring the two sides level?", fact="scales.level", rows=3,
        hint="Which step and which help does each child need, brothers and sisters too? Is the balance good? What "
        "changes it? Is it all written down? Which direct work comes next, and who brings about the change?",
        missing="Say how we will bring the two sides level",
    )  # fmt: skip
    about = SelectField("Whom is it about?", fact="scales.about", choices=[], required=False)
    means = LongTextField("What does that mean for the children?", fact="scales.means", required=False, rows=2)
    with_whom = ChoicesField(
        "Who looked at them with you?", fact="scales.with", required=False, inline=True, small=True,
        choices=[(key, capital(words)) for key, words in SCALES_WITH.items()],
    )  # fmt: skip

    def __init__(self, *args: Any, children: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked: Any = self.fields["about"]
        asked.choices = [("", "All children of the family"), *children]

    def told(self, as_of: date) -> NewScalesLook:
        """What a valid form tells."""
        given = self.cleaned_data
        about = UUID(given["about"]) if given["about"] else None
        return NewScalesLook(given["level"], given["means"], about, tuple(given["with_whom"]), as_of)
