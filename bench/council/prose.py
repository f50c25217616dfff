"""What is written freely on a record, for each kind of thing that is written: sentences put together from halves.

Short of an opinion on anybody: who was there, what was done, what somebody said. Without quotation marks of a
keyboard, since they stand inside JSON.
"""

from itertools import product

HALVES: dict[str, tuple[tuple[str, ...], ...]] = {
    "note": (
        ("We sat at the kitchen table and talked about the week.", "We walked to school together.",
         "The little one slept, so there was time.", "It rained and everybody was in.", "We met at the library.",
         "The kettle went on before the coats were off.", "It began late because of the buses."),
        ("Mornings went better on three days.", "Bedtime is still hard.", "The letter about the rent was opened.",
         "The form for the school meals is filled in and sent.", "The new routine is on the fridge.",
         "Nobody had slept much.", "The appointment at the clinic was kept.", "They had argued, and said so."),
        ("We agreed what to try until next time.", "Everybody said one thing that went well.",
         "There is more to say about the summer.", "It was good to laugh once.", "We stopped when it was enough.",
         "They asked for the number of the group again.", "Next time we begin with the money."),
    ),
    "words": (
        ("I like it when", "It is best when", "I told my friend that", "I wish", "Tell them that"),
        ("we have tea together", "nobody shouts", "Mum is awake when I come home", "we go to the park after school",
         "Dad rings on Sundays", "I can sleep in my own bed", "Nan is here", "we know what happens next",
         "my brother stops taking my things"),
        ("and it is quiet.", "and I am not worried.", "like last week.", "every day.", "and then I can do my maths.",
         "because then it is a good day.", "but not on Mondays."),
    ),
    "reading": (
        ("Chose the pictures quickly", "Took a long time to begin", "Talked while drawing", "Came back to one card",
         "Looked to the door at every noise", "Laughed, and looked up each time"),
        ("and stayed with what is hard at night.", "and wanted it written down as it was said.",
         "and asked who reads this.", "and was proud of the end of it.", "and was tired when we stopped.",
         "and said more on the way back."),
    ),
    "worries": (
        ("Comes in late or not at all on two days of five.", "Is tired, and falls asleep after lunch.",
         "Has been in three fights this half-term.", "The rent is behind and the landlord has written twice.",
         "The health visitor has not been let in since spring.", "Mum says that she cannot get up on some days."),
        ("Nobody is quite sure who is at home.", "There was a loss in the family this year.",
         "Money is short, and the heating is off.", "The older one brings and fetches the little ones.",
         "Both parents work nights.", "A parent drinks more than they mean to."),
    ),
    "working": (
        ("They answer when school rings.", "The children are fond of each other.", "A grandmother lives nearby.",
         "Dad comes to every football match.", "Neighbours look in."),
        ("They say themselves that it is too much.", "They have asked for help before.", "They want to stay here.",
         "They would like somebody to come to the house."),
    ),
    "doing": (
        ("Ask at", "Ring", "Write to", "Go with them to", "Find the paper from", "Say thank you to"),
        ("the housing office", "the school", "the doctor", "the club on the estate", "the nursery", "the food bank",
         "the welfare fund"),
        ("about the next steps", "about a place", "about the letter", "before the holidays", "this month"),
    ),
    "goal": (
        ("Mornings go without shouting", "Everybody gets to school on time", "There is money left on Thursday",
         "One evening a week is ours", "The children sleep in their own beds", "We know whom to ring"),
        ("on four days of five.", "until the summer.", "most weeks.", "and we notice it ourselves."),
    ),
    "short": (
        ("It went as we had hoped.", "It took two tries.", "They did it without us.", "Harder than it sounds.",
         "Half of it is done.", "It helped more than we thought."),
    ),
    "letter": (
        ("You did this, all of you; I only came along.", "It was good to know you.", "You let me in."),
        ("You know whom to ring.", "The number stays the same.", "Keep the card on the fridge."),
    ),
}  # fmt: skip
POOLS = {theme: tuple(" ".join(parts) for parts in product(*halves)) for theme, halves in HALVES.items()}
THEMES = tuple(POOLS)


def sentence(theme: str, drawn: int) -> str:
    """One to three sentences of a theme, as that number draws them."""
    pool = POOLS[theme]
    said = pool[drawn % len(pool)]
    if theme in ("note", "worries", "reading"):
        for turn in range(drawn // 7 % 3):
            said += " " + pool[(drawn // 11 + 31 * turn + 5) % len(pool)]
    return said
