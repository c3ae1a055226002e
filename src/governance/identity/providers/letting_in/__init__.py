"""What a believed account leads to: a session, a link, a confirmation, or a refusal."""
