"""Leaving (vertrek): what somebody who leaves still owns, handed over in one step."""
