"""What the timeline promises, in the words of practice."""
