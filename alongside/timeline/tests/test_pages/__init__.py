"""The pages of the timeline, as those who come to them meet them."""
