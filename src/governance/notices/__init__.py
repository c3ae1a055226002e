"""The outbox: what people are told by mail, written in the transaction of its cause.

Any action of a higher floor calls :func:`governance.notices.actions.post`. What waits is sent
by the service and by ``governance remind``; what failed stands on a page until somebody acts."""
