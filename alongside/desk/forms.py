"""The one question of the desk: which family in a long list."""

from alongside.kit.forms import Form, TextField


class FindFamilyForm(Form):
    """Letters of a family's name."""

    title = "Find a family"
    name = TextField("Name of the family", fact="families_list.name", required=False, width=20, autocomplete="off")
