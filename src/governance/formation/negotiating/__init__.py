"""Files that come back from Word: what they propose is accepted or declined, one by one."""
