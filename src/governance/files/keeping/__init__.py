"""Where the bytes are: a folder, an S3 bucket, or the database."""
