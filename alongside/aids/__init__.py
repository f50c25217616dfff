"""Three aids to thought, drawn from the record: the light bulb, the building blocks and the scales (S1–S3; 000:17-222).

They are prompts with their facts and never score a person. What they rest on was recorded elsewhere; here is recorded
only what nobody else can say: which help answers which step, what is different, what stands in the way, where a
relationship stands, and what was made of it all.
"""
