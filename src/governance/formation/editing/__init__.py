"""The articles of a draft written on: a page an article, what is typed kept, each change undone."""
