"""The entity diagram is the models'."""

from alongside.config.management.commands.draw_entities import PAGE, entities_page


def test_the_entity_diagram_is_up_to_date():
    assert PAGE.read_text() == entities_page(), "run: alongside django draw_entities"
