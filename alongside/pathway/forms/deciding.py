"""A manager's decision about a referral, and who will lead the help."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from alongside.kit.dates import day_long
from alongside.kit.forms import ChoiceField, ChoicesField, Form, LongTextField, SelectField
from alongside.pathway.forms.referring import offer
from alongside.pathway.rules import StillPromised, promised_more
from alongside.practice.rules import ListItem

TOLD_HINT = "They read this word for word. Write nothing the family would not want them to know."


class AcceptForm(Form):
    """Yes, also below the usual threshold when there is a reason (002:1109)."""

    title = "Accept the referral"
    threshold = ChoiceField(
        "Does it meet the usual threshold?",
        fact="decision.threshold",
        choices=[("met", "Yes"), ("below", "No, and we accept it all the same")],
        missing="Say whether it meets the threshold",
    )
    reason = LongTextField("If not, why do we accept it?", fact="decision.why_below", required=False, rows=3)
    told = LongTextField(
        "What the referrer is told", fact="decision.accepted_told", required=False, rows=3, hint=TOLD_HINT
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("threshold") == "below" and not given.get("reason"):
            self.add_error("reason", "Give the reason for accepting the family although the threshold is not met")
        return given


class AskForm(Form):
    """Not yet: what we need to know first (002:1151)."""

    title = "Ask for more"
    question = LongTextField(
        "What do you need to know?", fact="decision.question", missing="Write what you need to know", rows=4,
        hint="For example what is known about risk. The referrer reads this word for word.",
    )  # fmt: skip


class DeclineForm(Form):
    """No, with the reason (002:1107-1151)."""

    title = "Decline the referral"
    reason = ChoiceField("The reason", fact="decision.reason", choices=[], missing="Choose the reason")
    told = LongTextField(
        "What the referrer is told", fact="decision.declined_told", rows=4, hint=TOLD_HINT,
        missing="Write what the referrer is told: why, and which other help fits",
    )  # fmt: skip

    def __init__(self, *args: Any, reasons: Sequence[ListItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "reason", reasons)


class AllocateForm(Form):
    """The family's first key worker, and who comes along to the first visit (002:1145)."""

    title = "Allocate a key worker"
    worker = ChoiceField(
        "Who will be the family’s key worker?", fact="allocation.worker", choices=[], missing="Choose a key worker"
    )
    senior = SelectField("Who comes along to the first visit?", fact="allocation.senior", choices=[], required=False)
    note = LongTextField("Why this worker suits the family", fact="allocation.note", required=False, rows=3)

    def __init__(
        self, *args: Any, workers: Sequence[tuple[str, str, str]], seniors: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        """`workers`: id, name, and how many families they have in words."""
        super().__init__(*args, **kwargs)
        _offer_workers(self, workers)
        self.fields["senior"].choices = [("", "Nobody yet"), *seniors]  # type: ignore[attr-defined]


class StillOffered(ChoicesField):
    """What was ticked and is not offered any more is kept: the save says what became of it."""

    def valid_value(self, value: str) -> bool:
        return _is_uuid(value)

    def clean(self, value: Any) -> list[str]:
        offered = super().clean(value)
        return [*offered, *(one for one in value or () if one not in offered)]


class AllocateAgainForm(Form):
    """Another key worker takes over, with what the one before promised (002:2558-2568)."""

    title = "Change the key worker"
    worker = ChoiceField("Who takes over?", fact="allocation.next_worker", choices=[], missing="Choose who takes over")
    reason = LongTextField(
        "Why does the key worker change?", fact="allocation.reason", rows=3, missing="Give the reason for the change"
    )
    promises = StillOffered("", fact="allocation.promises", choices=[], required=False)

    def __init__(
        self,
        *args: Any,
        workers: Sequence[tuple[str, str, str]],
        leaves: str,
        promised: Sequence[StillPromised],
        shown: Collection[UUID],
        **kwargs: Any,
    ) -> None:
        """`leaves`: the name of who leads the help now; `promised`: what they promised, all of it ticked; `shown`:
        what the page was shown for.
        """
        everything = [str(each.promise_id) for each in promised]
        kwargs["initial"] = {"promises": everything}
        super().__init__(*args, **kwargs)
        _offer_workers(self, workers)
        self._leaves, self._new = leaves, [each for each in promised if each.promise_id not in shown]
        if not promised:
            del self.fields["promises"]
            return
        asked: Any = self.fields["promises"]
        asked.label = f"What did {leaves} promise this family that the new key worker takes over?"
        asked.choices = [(str(each.promise_id), each.what) for each in promised]
        asked.hints = {str(each.promise_id): f"By {day_long(each.by_when)}" for each in promised}
        asked.help_text = (
            f"What you do not tick stays written as {leaves}’s, who sees it here no longer. Whoever takes over sees it "
            f"among what is due, as {leaves}’s, until somebody says what became of it."
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self._new:
            self.add_error("promises", promised_more(self._leaves))
        return given


def _is_uuid(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def _offer_workers(form: Form, workers: Sequence[tuple[str, str, str]]) -> None:
    asked: Any = form.fields["worker"]
    asked.choices = [(key, name) for key, name, _ in workers]
    asked.hints = {key: load for key, _, load in workers}
