"""What signing in leaves behind and nobody needs any more."""
