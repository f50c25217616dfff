"""What was said of sharing can be read again whole on the page of its entry."""

from datetime import date
from uuid import UUID

from alongside.agreements.rules.consent import WITHDRAWN, Recipient
from alongside.agreements.rules.sharing import Sharing
from alongside.agreements.rules.telling import ConsentTold
from alongside.timeline.kinds import all_kinds
from alongside.timeline.rules import ReadLine, Sight

KATIE, AMY = UUID(int=1), UUID(int=2)
SIGHT = Sight({str(KATIE): "Katie", str(AMY): "Amy"})
SCHOOL = Recipient("agency", UUID(int=3))


def read(kind: str, content: dict[str, object], sight: Sight = SIGHT) -> dict[str, str]:
    reads = all_kinds()[kind].reads
    assert reads is not None
    lines: list[ReadLine] = list(reads(content, sight))
    return {line.heading: line.words for line in lines if line.words}


def test_a_yes_that_is_taken_back_reads_whole() -> None:
    told = ConsentTold(
        WITHDRAWN, KATIE, (KATIE, AMY), SCHOOL, "Hill Primary", date(2026, 3, 2), until=date(2026, 6, 1),
        purpose="Help in class", what="How mornings go", how="said", capacity="Amy is eleven and understands",
    )  # fmt: skip

    assert read(WITHDRAWN, told.to_content()) == {
        "Who said it": "Katie", "Whom it is about": "Katie and Amy", "To whom": "Hill Primary",
        "What for": "Help in class", "What is shared": "How mornings go", "Until": "1 June 2026",
        "How they said it": "Said so", "Able to decide for themselves": "Amy is eleven and understands",
    }  # fmt: skip


def test_sharing_without_consent_reads_with_all_its_reasons_and_no_name_the_reader_may_not_know() -> None:
    sharing = Sharing(
        about=(AMY,), to=SCHOOL.key, to_name="Hill Primary", why_not_asked="unsafe", confidential=("private",),
        purpose="To keep Amy safe", what="That Dean may come to the school", decided_by="Denise Abara", urgent=True,
        told="not_told", told_why="It would put Katie at risk", why="He said so", proportionate="Only the one thing",
    )  # fmt: skip

    shown = read("agreements.shared_without_consent", sharing.to_content(), Sight({}))

    assert shown["Whom it is about"] == "Somebody"
    assert shown["Why without consent"] == "Asking would put somebody at risk"
    typed = {"To keep Amy safe", "That Dean may come to the school", "Denise Abara", "He said so", "Only the one thing"}
    assert typed <= set(shown.values())
    assert "It would put Katie at risk" in shown["Told or not"]
