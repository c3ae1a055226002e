"""Looking inside files that are packages of others, without unpacking more than is safe."""
