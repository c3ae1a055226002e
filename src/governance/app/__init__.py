"""The roof: puts the floors together into one ASGI application; decides nothing."""
