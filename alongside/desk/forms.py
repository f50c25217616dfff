"""What the desk asks: which family in a long list, and how long is long."""

from alongside.kit.forms import Form, TextField, WholeNumberField


class FindFamilyForm(Form):
    """Letters of a family's name."""

    title = "Find a family"
    name = TextField("Name of the family", fact="families_list.name", required=False, width=20, autocomplete="off")


class GapForm(Form):
    """After how many days without contact a family is named."""

    title = "How long is long"
    days = WholeNumberField("Days without contact", fact="team_page.days", required=False)
