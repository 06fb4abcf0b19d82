"""The atlas: how all maps hang together."""
