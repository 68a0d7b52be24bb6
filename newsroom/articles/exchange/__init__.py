"""The archive out of one newsroom and into another, with all that belongs to its stories.

An export is a folder:

    manifest.json    format and version, when and where it was made, counts, each file's SHA-256
    taxonomy.jsonl   regions, tags with aliases, authors, sources with their lines of furniture,
                     batches of changes, redirects that lead to something else than a story
    pictures.jsonl   what is said of each picture: alternative text, credit, focal point …
    articles.jsonl   the stories, one to a line, each with its redirects, corrections, steps,
                     earlier versions, raw pages (their bytes in base64) and further copies
    deleted.jsonl    raw pages whose story an editor has deleted: no import may bring it back
    media/           the pictures as they were taken in

Rows name one another by what an editor knows them by (`portable.NAMED_BY`), times are UTC. Of
the accounts only the user names are in it. The same stories give the same bytes, but for the
manifest's `made_at`.
"""
