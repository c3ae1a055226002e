"""The real peers of the service, for the tests of this folder."""

from tests.builders.peers import folder, s3, s3_server, scanner

__all__ = ["folder", "s3", "s3_server", "scanner"]
